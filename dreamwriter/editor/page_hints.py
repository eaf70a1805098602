"""What the page says about a place under the pointer: where a link leads, what a footnote says."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence

from dreamwriter.manuscript.formats import form_of
from dreamwriter.manuscript.insertions import note_at, notes
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.properties import OBJECT

OPENED = ("http", "https", "mailto")
LONGEST = 240
"""Characters of a footnote that are shown; the rest is in the page."""


def link_at(manuscript: Manuscript, position: int) -> str:
    """Target of the link around a position; "" for none."""
    cursor = manuscript.sheet.cursor(position + 1)
    form = form_of(cursor.charFormat())
    return form.target if form.has("link") else ""


def address_of(target: str) -> QUrl | None:
    """The address that another program may open; None where a target leads elsewhere. Targets are not trusted."""
    url = QUrl(target, QUrl.ParsingMode.StrictMode)
    return url if url.isValid() and url.scheme().lower() in OPENED else None


def hint_at(manuscript: Manuscript, position: int) -> str:
    """What to say about a place, as plain text; "" for nothing."""
    target = link_at(manuscript, position)
    keys = QKeySequence("Ctrl").toString(QKeySequence.SequenceFormat.NativeText)
    if target:
        return f"{target}\n{keys or 'Ctrl'}+click opens it" if address_of(target) is not None else target
    if manuscript.text.characterAt(position) != OBJECT:
        return ""
    note = notes(manuscript.sheet).get(note_at(manuscript.sheet, position))
    if note is None or note.contains(position):
        return ""
    words = note.text().replace(OBJECT, " ").replace("\u2028", " ")
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
