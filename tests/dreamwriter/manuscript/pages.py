"""Open pages for the tests of this room, and short ways to work on them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor

from dreamwriter.document.document import Document
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.package import document_from_files, files_from_document
from dreamwriter.manuscript.keyboard import Done, Keyboard
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.manuscript.selection import select
from tests.dreamwriter.document.pictures import picture


@dataclass
class Page:
    """A manuscript with a cursor and a keyboard."""

    manuscript: Manuscript
    cursor: QTextCursor
    keyboard: Keyboard

    @property
    def markdown(self) -> str:
        """What the page would be saved as if it were new, without the last line end."""
        return write_markdown(self.manuscript.snapshot().blocks).rstrip("\n")

    @property
    def files(self) -> dict[str, bytes]:
        """What the page would be saved as."""
        return files_from_document(self.manuscript.snapshot())

    def type(self, text: str) -> Page:
        """Characters as a person types them; line ends are Enter."""
        for char in text:
            if char == "\n":
                self.keyboard.enter(self.cursor)
            else:
                self.keyboard.type_text(self.cursor, char)
        return self

    def at(self, words: str, after: bool = False) -> Page:
        """Put the cursor before (or behind) some words."""
        found = self.manuscript.text.find(words)
        assert not found.isNull(), words
        self.cursor.setPosition(found.selectionEnd() if after else found.selectionStart())
        return self

    def select(self, first: str, last: str = "") -> Page:
        """Select from some words to others."""
        start = self.manuscript.text.find(first)
        end = self.manuscript.text.find(last or first)
        self.cursor = select(self.manuscript.sheet, start.selectionStart(), end.selectionEnd())
        return self

    def backspace(self) -> Done:
        """Press Backspace."""
        return self.keyboard.backspace(self.cursor)


def page_of(document: Document) -> Page:
    """A document, opened; the cursor stands at its end."""
    manuscript = Manuscript(document, LIGHT, PictureCache())
    cursor = QTextCursor(manuscript.text)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    return Page(manuscript, cursor, manuscript.keyboard)


def page(source: str = "") -> Page:
    """Markdown, opened. The picture assets/a.png is there."""
    return page_of(document_from_files({"text.md": source.encode(), "assets/a.png": picture()}))
