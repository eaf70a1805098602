"""The takes of a figure in a row, those that arrive included, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from dreamwriter.panels.panel import Section
from dreamwriter.session.run import Preview
from dreamwriter.widgets.button import Button, IconButton
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import SMALL, TIGHT, TextRole
from dreamwriter.widgets.thumbnail_strip import ThumbnailStrip

COMING = "coming-"
"""How the keys of takes begin that are still being painted; a number follows, from 0."""
THUMBNAIL = 60
"""Side of a take in pixels at scale 1: the usual three new ones and the first stand side by side."""


@dataclass(frozen=True)
class TakeRow:
    """One take as the row shows it.

    Attributes:
        key: sha256 of its picture.
        shown: the page shows it.
        known: it is a take, and no picture from elsewhere.
    """

    key: str
    name: str
    image: QImage | None
    starred: bool = False
    shown: bool = False
    known: bool = True

    @property
    def removable(self) -> bool:
        """Whether a person may delete it."""
        return self.known and not self.shown


class TakesSection(Section):
    """The row and its buttons. It changes nothing by itself but which take is looked at.

    Args:
        look: where the theme comes from.

    Signals:
        chosen(str): the person looks at another take, or at one that arrives (`COMING`).
        compare_wanted(): compare it with what the page shows.
        use_wanted(): put it into the page.
        star_wanted(bool): give it a star, or take it away.
        delete_wanted(): take it away for good.
        menu_wanted(str, QPoint): a menu for a take, at a place on the screen.
    """

    chosen = Signal(str)
    compare_wanted = Signal()
    use_wanted = Signal()
    star_wanted = Signal(bool)
    delete_wanted = Signal()
    menu_wanted = Signal(str, QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Takes", parent=parent)
        self._rows: tuple[TakeRow, ...] = ()
        self.strip = ThumbnailStrip(look, "Takes", THUMBNAIL)
        self.which = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self.compare = Button(look, "Compare", icon="columns-2")
        self.use = Button(look, "Use this one", icon="check")
        self.star = IconButton(look, "star", "Star this take", checkable=True)
        self.delete = IconButton(look, "trash-2", "Delete this take", "Del")
        buttons = FlowLayout(gap=SMALL)
        for button in (self.use, self.compare):
            buttons.addWidget(button)
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        line.addWidget(self.which, 1, Qt.AlignmentFlag.AlignVCenter)
        for tool in (self.star, self.delete):
            line.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        self.add(self.strip)
        self.add(line)
        self.add(buttons)
        self.strip.chosen.connect(self._chosen)
        self.strip.opened.connect(lambda _key: self.use_wanted.emit())
        self.strip.delete_wanted.connect(self._delete)
        self.strip.menu_wanted.connect(self.menu_wanted)
        self.compare.clicked.connect(self.compare_wanted)
        self.use.clicked.connect(self.use_wanted)
        self.star.clicked.connect(self.star_wanted)
        self.delete.clicked.connect(self.delete_wanted)

    @property
    def value(self) -> str:
        """Key of the take that is looked at."""
        return self.strip.value

    @property
    def row(self) -> TakeRow | None:
        """The take that is looked at; None for one that arrives."""
        return next((row for row in self._rows if row.key == self.value), None)

    def set_rows(self, rows: Sequence[TakeRow], coming: int, value: str) -> None:
        """Show takes, and places for those that are still to come.

        Args:
            coming: how many.
            value: key of the one that is looked at; the shown one if it is not there.
        """
        self._rows = tuple(rows)
        wanted = [row.key for row in rows] + [f"{COMING}{number}" for number in range(coming)]
        known = self.strip.order()
        if list(known) != wanted:
            # The order is that of arrival: whatever stands after the first difference is set anew.
            same = next((at for at, (one, other) in enumerate(zip(known, wanted, strict=False)) if one != other),
                        min(len(known), len(wanted)))  # fmt: skip
            for key in known[same:]:
                self.strip.remove(key)
            for key in wanted[same:]:
                self.strip.add(key, "A take that is being painted" if key.startswith(COMING) else "")
        for row in rows:
            thumbnail = self.strip.thumbnail(row.key)
            thumbnail.set_name(f"{row.name} (on the page)" if row.shown else row.name)
            thumbnail.set_starred(row.starred)
            thumbnail.set_share(None)
            if row.image is not None and thumbnail.image is not row.image:
                thumbnail.set_image(row.image)
        for number in range(coming):
            thumbnail = self.strip.thumbnail(f"{COMING}{number}")
            if thumbnail.image.isNull():
                thumbnail.set_share(0.0)
        shown = next((row.key for row in rows if row.shown), wanted[0] if wanted else "")
        self.strip.set_value(value if value in wanted else shown)
        self._tell()

    def set_preview(self, number: int, preview: Preview) -> None:
        """Show how a take looks by now that is still to come."""
        key = f"{COMING}{number}"
        if key in self.strip.order():
            thumbnail = self.strip.thumbnail(key)
            thumbnail.set_share(preview.step / preview.steps)
            if preview.image is not None:
                thumbnail.set_image(preview.image)

    def set_image(self, key: str, image: QImage) -> None:
        """A picture was decoded."""
        if key in self.strip.order():
            self.strip.thumbnail(key).set_image(image)

    def _chosen(self, key: str) -> None:
        self._tell()
        self.chosen.emit(key)

    def _delete(self, _key: str) -> None:
        row = self.row
        if row is not None and row.removable:
            self.delete_wanted.emit()

    def _tell(self) -> None:
        row = self.row
        number = next((at for at, each in enumerate(self._rows, 1) if row is not None and each.key == row.key), 0)
        if row is None:
            words = "This take is being painted." if self.value.startswith(COMING) else ""
        else:
            words = f"Take {number} of {len(self._rows)}" + (" · on the page" if row.shown else f" · {row.name}")
        self.which.setText(words)
        other = row is not None and not row.shown
        self.use.setEnabled(other)
        self.compare.setEnabled(other)
        self.star.setEnabled(row is not None and row.known)
        self.star.setChecked(row is not None and row.starred)
        self.star.set_name("Take the star away" if row is not None and row.starred else "Star this take")
        self.delete.setEnabled(row is not None and row.removable)
