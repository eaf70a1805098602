"""The history: every take of the document, also of figures that are gone and takes that were deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.connections import Connections
from dreamwriter.panels.history_group import Group, GroupKind, GroupTake
from dreamwriter.panels.inserting import insert_take, restore_take
from dreamwriter.panels.panel import Panel
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.look import Look

QUIET_MS = 150


@dataclass(frozen=True)
class _Kept:
    """Takes of one figure that belong together in the list."""

    figure_id: str
    kind: GroupKind
    title: str
    takes: tuple[GroupTake, ...]


class HistoryPanel(Panel):
    """A row of takes for each figure, in reading order; then what is no longer on the page, then what was deleted.

    Args:
        look: where the theme comes from.
        manuscript: the open text.
        images: decodes what is shown.
        cursor: where the person stands in the text; figures that are put back come below.

    Signals:
        figure_wanted(str): the person wants to see this figure on the page.
        did(str): something was done that undo takes back, in a few words.
        inserted(int): something stands before this position of the text now.
    """

    figure_wanted = Signal(str)
    did = Signal(str)
    inserted = Signal(int)

    def __init__(
        self,
        look: Look,
        manuscript: Manuscript,
        images: TakeImages,
        cursor: Callable[[], QTextCursor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "History", parent)
        self._images = images
        self._cursor = cursor
        self._connections = Connections()
        self._known: dict[str, dict[str, Take]] = {}
        self._kept: tuple[_Kept, ...] = ()
        self.groups: list[Group] = []
        self.none = EmptyState(
            look, "history", "No pictures yet", "Every take of every picture will be kept here, also of deleted ones."
        )
        self.column.addWidget(self.none)
        self.column.addStretch(1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(QUIET_MS)
        self._later.timeout.connect(self._look_through)
        images.arrived.connect(self._image_arrived)
        self.set_manuscript(manuscript)

    def set_manuscript(self, manuscript: Manuscript) -> None:
        """Show another text; the old one must still be there."""
        self._connections.clear()
        self._manuscript = manuscript
        self._known.clear()
        self._connections.add(manuscript.figures_changed, self._later.start)
        self._look_through()

    def showEvent(self, event: QShowEvent) -> None:
        """While nobody looks, nothing is drawn."""
        super().showEvent(event)
        self._look_through()

    def _look_through(self) -> None:
        self._remember()
        if self.isVisible():
            self._show(tuple(self._gather()))

    def _remember(self) -> None:
        """Know the takes that are there, so that what is deleted later can be restored."""
        for entry in self._manuscript.figures():
            history = entry.record.history
            if history is not None:
                known = self._known.setdefault(entry.record.figure_id, {})
                known.update({take.asset: take for take in history.takes})

    def _gather(self) -> list[_Kept]:
        found: list[_Kept] = []
        deleted: list[_Kept] = []
        on_page: set[str] = set()
        pictures = self._manuscript.sheet.gallery.pictures
        for entry in self._manuscript.figures():
            record = entry.record
            history = record.history or FigureHistory()
            title = self._manuscript.caption(record.figure_id) or record.alt or "A figure without words"
            shown = entry.asset.sha256 if entry.asset is not None else ""
            found.append(_Kept(record.figure_id, GroupKind.HERE, title, _group(history.takes, pictures, shown)))
            on_page.update({take.asset for take in history.takes}, {shown})
            known = self._known.get(record.figure_id, {})
            gone = [known[sha256] for sha256 in known if sha256 in record.removed]
            deleted.append(_Kept(record.figure_id, GroupKind.DELETED, title, _group(gone, pictures, "")))
        here = {kept.figure_id for kept in found}
        for figure_id, history in self._manuscript.snapshot().histories.items():
            takes = [take for take in history.takes if take.asset not in on_page]
            if figure_id not in here and takes:
                title = next((take.caption for take in reversed(takes) if take.caption), "A figure that was deleted")
                found.append(_Kept(figure_id, GroupKind.GONE, title, _group(takes, pictures, "")))
        return [kept for kept in (*found, *deleted) if kept.takes]

    def _show(self, kept: tuple[_Kept, ...]) -> None:
        self.none.setVisible(not kept)
        if kept == self._kept:
            return
        self._kept = kept
        # Groups are few and hold no state but what is looked at; a new list is simpler than a changed one.
        looked = {(group.figure_id, group.kind): group.strip.value for group in self.groups}
        for group in self.groups:
            self.column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self.groups = []
        before: GroupKind | None = None
        for each in kept:
            group = Group(self._look, each.figure_id, each.kind, each.title, each.takes, each.kind is not before)
            before = each.kind
            for take in each.takes:
                image = self._images.image(take.asset)
                if image is not None:
                    group.set_image(take.take.asset, image)
            value = looked.get((each.figure_id, each.kind), "")
            if value in group.strip.order():
                group.look_at(value)
            group.acted.connect(self._act)
            group.go_wanted.connect(self.figure_wanted)
            self.column.insertWidget(1 + len(self.groups), group)
            self.groups.append(group)

    def _act(self, figure_id: str, kind: str, take: Take) -> None:
        if kind == GroupKind.HERE:
            entry = self._manuscript.figure(figure_id)
            takes = entry.record.history.takes if entry is not None and entry.record.history is not None else ()
            if take in takes:
                self._manuscript.apply_take(figure_id, takes.index(take))
                self.did.emit("The take is on the page")
        elif kind == GroupKind.DELETED:
            restore_take(self._manuscript, figure_id, take)
            self.did.emit("Take restored")
        else:
            self._put_back(figure_id, take)

    def _put_back(self, figure_id: str, take: Take) -> None:
        history = self._manuscript.snapshot().histories.get(figure_id)
        asset = self._manuscript.sheet.gallery.pictures.get(take.asset)
        if history is None or asset is None or take not in history.takes:
            return
        cursor = self._cursor()
        insert_take(self._manuscript, cursor, asset, take, history.with_applied(history.takes.index(take)))
        self.did.emit("The figure is back")
        self.inserted.emit(cursor.position())

    def _image_arrived(self, sha256: str) -> None:
        asset = self._manuscript.sheet.gallery.pictures.get(sha256)
        if asset is None or not self.isVisible():
            return
        for group in self.groups:
            if sha256 in group.strip.order():
                image = self._images.image(asset)
                if image is not None:
                    group.set_image(sha256, image)


def _group(takes: list[Take] | tuple[Take, ...], pictures: dict[str, Asset], shown: str) -> tuple[GroupTake, ...]:
    """Takes whose picture is there, without doubles."""
    found = {take.asset: take for take in takes if take.asset in pictures}
    return tuple(GroupTake(take, pictures[sha256], sha256 == shown) for sha256, take in found.items())
