"""What a person chooses in the export dialog, remembered as words in the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import cast

from dreamwriter.document.document import Document
from dreamwriter.export.options import ExportOptions, Paper, Style
from dreamwriter.widgets.menu import Option

FORMS = (
    Option("pdf", "PDF", "Pages to print and to read anywhere"),
    Option("html", "Web page", "One HTML file with everything in it"),
    Option("md", "Markdown", "A text file with a folder of pictures"),
    Option("textpack", "TextPack", "One file for other writing programs"),
    Option("textbundle", "TextBundle", "A folder for other writing programs"),
)
PAPERS = (Option("a4", "A4"), Option("us-letter", "US Letter"))
STYLES = (Option("book", "Book", "Literata, a serif"), Option("modern", "Modern", "Inter, without serifs"))
LANGUAGES = (
    Option("en", "English"),
    Option("de", "Deutsch"),
    Option("fr", "Français"),
    Option("es", "Español"),
    Option("it", "Italiano"),
    Option("nl", "Nederlands"),
    Option("pl", "Polski"),
    Option("pt", "Português"),
    Option("sv", "Svenska"),
    Option("ja", "日本語"),
    Option("zh", "中文"),
)
WHAT_IT_IS: Mapping[str, str] = {
    "pdf": "Pages to print or to send, with an outline, real text, and words for every picture.",
    "html": "One file with everything in it, which loads nothing from the network. The preview shows it on paper.",
    "md": "Plain text that every program reads, with its pictures in a folder beside it.",
    "textpack": "Text, pictures and all their takes in one file; Ulysses, Bear and others open it.",
    "textbundle": "The same as a TextPack, as a folder.",
}


def file_stem(document: Document) -> str:
    """What the file is called, as proposed: the title, as far as every system allows it in a name."""
    title = re.sub(r'[\\/:*?"<>|\x00-\x1f]+', " ", document.title).strip(" .")[:80]
    return title or "Untitled"


@dataclass(frozen=True)
class ExportChoices:
    """The choices.

    Attributes:
        form: key of one of `FORMS`.
        paper: key of one of `PAPERS`.
        style: key of one of `STYLES`.
        colophon: "yes" or "no": a line at the end that says which pictures a model made.
        open_after: "yes" or "no".
        language: as it was chosen last; for documents that say none of their own.
        folder: where it was written last; "" when not known.
    """

    form: str = "pdf"
    paper: str = "a4"
    style: str = "book"
    colophon: str = "yes"
    open_after: str = "yes"
    folder: str = ""
    language: str = ""

    @staticmethod
    def from_words(words: Mapping[str, str]) -> ExportChoices:
        """As they were remembered; what cannot be used any more is passed over."""
        usable = {
            "form": {option.key for option in FORMS},
            "paper": {option.key for option in PAPERS},
            "style": {option.key for option in STYLES},
            "colophon": {"yes", "no"},
            "open_after": {"yes", "no"},
        }
        names = {each.name for each in fields(ExportChoices)}
        kept = {name: word for name, word in words.items() if name in names and word in usable.get(name, {word})}
        return ExportChoices(**kept)

    def as_words(self) -> dict[str, str]:
        """For the settings."""
        return asdict(self)

    @property
    def options(self) -> ExportOptions:
        """For the export itself."""
        return ExportOptions(cast(Paper, self.paper), cast(Style, self.style), self.colophon == "yes")
