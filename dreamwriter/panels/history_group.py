"""The takes of one figure in the history, and what can be done with the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take
from dreamwriter.panels.recipe_words import short_name, when_words
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import SMALL, TIGHT, TextRole
from dreamwriter.widgets.thumbnail_strip import ThumbnailStrip

SIDE = 56


class GroupKind(StrEnum):
    """Where the takes of a group are."""

    HERE = "here"
    GONE = "gone"
    DELETED = "deleted"


HEADINGS = {
    GroupKind.HERE: "On the page",
    GroupKind.GONE: "No longer on the page",
    GroupKind.DELETED: "Deleted takes",
}
ACTS = {
    GroupKind.HERE: "Use this one",
    GroupKind.GONE: "Put it back",
    GroupKind.DELETED: "Restore",
}


@dataclass(frozen=True)
class GroupTake:
    """A take with its picture.

    Attributes:
        shown: the page shows it.
    """

    take: Take
    asset: Asset
    shown: bool


class Group(QWidget):
    """A row of small pictures under a title.

    Args:
        look: where the theme comes from.
        figure_id: whose takes they are.
        kind: where they are.
        title: what the figure is.
        takes: oldest first.
        heading: put the name of the kind above.

    Signals:
        acted(str, str, Take): figure, kind and take with which the person wants to do what the button says.
        go_wanted(str): the person wants to see this figure.
    """

    acted = Signal(str, str, object)
    go_wanted = Signal(str)

    def __init__(
        self,
        look: Look,
        figure_id: str,
        kind: GroupKind,
        title: str,
        takes: Sequence[GroupTake],
        heading: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.figure_id = figure_id
        self.kind = kind
        self._takes = {take.take.asset: take for take in takes}
        self.strip = ThumbnailStrip(look, title, SIDE)
        for number, (key, take) in enumerate(self._takes.items(), 1):
            name = short_name(take.take, number)
            thumbnail = self.strip.add(key, f"{name} (on the page)" if take.shown else name)
            thumbnail.set_starred(take.take.starred)
        self.words = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self.button = Button(look, ACTS[kind])
        self.go = Button(look, "Show on the page")
        row = FlowLayout(gap=SMALL)
        row.addWidget(self.button)
        row.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SMALL)
        column.setSpacing(TIGHT)
        if heading:
            column.addWidget(SectionLabel(look, HEADINGS[kind]))
            column.addSpacing(TIGHT)
        above = Label(look, title)
        above.setToolTip(title)
        for widget in (above, self.strip, self.words):
            column.addWidget(widget)
        column.addLayout(row)
        self.strip.chosen.connect(self.look_at)
        self.strip.opened.connect(lambda _key: self._act())
        self.button.clicked.connect(self._act)
        self.go.clicked.connect(lambda: self.go_wanted.emit(figure_id))
        for hidden in (self.words, self.button, self.go):
            hidden.hide()

    def look_at(self, key: str) -> None:
        """Look at one of the takes."""
        self.strip.set_value(key)
        take = self._takes[key]
        pieces = ["On the page" if take.shown else "", when_words(take.take.created), take.take.caption]
        self.words.setText(" · ".join(piece for piece in pieces if piece))
        self.words.setVisible(bool(self.words.text()))
        self.button.setVisible(not take.shown)
        self.go.setVisible(self.kind is GroupKind.HERE)

    def set_image(self, key: str, image: QImage) -> None:
        """A picture was decoded."""
        self.strip.thumbnail(key).set_image(image)

    def _act(self) -> None:
        take = self._takes.get(self.strip.value)
        if take is not None and not take.shown:
            self.acted.emit(self.figure_id, self.kind.value, take.take)
