"""Other pictures that the model is to read: dropped in, taken from the page, or from a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)  # fmt: skip
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from dreamwriter.manuscript.brought import Brought, pictures_in
from dreamwriter.panels.modes import Reference
from dreamwriter.panels.picture_reader import read_reference
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.background import Background
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.drawing import draw_ground
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Menu
from dreamwriter.widgets.theme import FIELD_RADIUS, MEDIUM, TIGHT, TextRole
from dreamwriter.widgets.thumbnail import Thumbnail

SIDE = 52
KINDS = "Pictures (*.png *.jpg *.jpeg *.webp *.gif)"

PicturesOfPage = Callable[[], Sequence[Reference]]


class ReferenceBox(QWidget):
    """A place for pictures, with a dashed border while something is dragged over it. A click takes one away.

    Args:
        look: where the theme comes from.
        images: decodes what is shown.
        background: reads what was brought.
        of_page: the pictures that the page offers.
        bare: show no pictures; somebody else does.

    Signals:
        changed(): there are other pictures in it.
        failed(DreamWriterError): a picture could not be read.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        images: TakeImages,
        background: Background,
        of_page: PicturesOfPage,
        bare: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._images = images
        self._background = background
        self._of_page = of_page
        self._bare = bare
        self._most = 1
        self._references: tuple[Reference, ...] = ()
        self._shown: dict[str, Thumbnail] = {}
        self._over = False
        self.setAcceptDrops(True)
        self.setAccessibleName("Other pictures for the model to read")
        self._words = Label(look, "Drop a picture here, or", TextRole.SMALL, "muted")
        self._add = Button(look, "Add a picture", ButtonRole.QUIET, "image-plus")
        self._add.clicked.connect(self.open_menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(MEDIUM, TIGHT, MEDIUM, TIGHT)
        self._row = FlowLayout(gap=TIGHT)
        column.addLayout(self._row)
        self._row.addWidget(self._words)
        self._row.addWidget(self._add)
        images.arrived.connect(self._show_arrived)
        look.changed.connect(self.update)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The pictures, in the order in which they came."""
        return self._references

    def set_most(self, most: int) -> None:
        """How many there may be; 0 hides the box and keeps what is in it."""
        self._most = most
        self.setVisible(most > 0)
        self._show()

    def add(self, reference: Reference) -> None:
        """Put a picture in; the last one makes room where there are enough."""
        if any(known.asset.sha256 == reference.asset.sha256 for known in self._references):
            return
        kept = self._references if len(self._references) < self._most else self._references[: self._most - 1]
        self._set((*kept, reference))

    def bring(self, brought: Sequence[Brought]) -> None:
        """Read pictures that were dropped, pasted or chosen, and put them in."""
        for each in brought[: self._most]:
            self._background.do(
                lambda each=each: read_reference(each),  # type: ignore[misc]  # mypy cannot infer a default's type
                lambda asset: self.add(Reference(asset)),
                self.failed.emit,
            )

    def clear(self) -> None:
        """Take all pictures out."""
        self._set(())

    def remove(self, sha256: str) -> None:
        """Take one picture out."""
        self._set(tuple(known for known in self._references if known.asset.sha256 != sha256))

    def open_menu(self) -> None:
        """Offer the pictures of the page, and a file."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._add.mapToGlobal(QPoint(0, self._add.height() + 4)))

    def menu(self) -> Menu:
        """The menu of what can be added."""
        menu = Menu(parent=self)
        known = {reference.asset.sha256 for reference in self._references}
        for reference in self._of_page():
            if reference.asset.sha256 in known:
                continue
            action = menu.addAction(self._look.icons.icon("image"), _short(reference.caption) or "A picture")
            action.triggered.connect(lambda _checked=False, reference=reference: self.add(reference))
        if not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(self._look.icons.icon("folder-open"), "From a file …").triggered.connect(self._choose_file)
        return menu

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Pictures are welcome."""
        if pictures_in(event.mimeData()):
            self._over = True
            self.update()
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        self._over = False
        self.update()
        self.bring(pictures_in(event.mimeData()))
        event.acceptProposedAction()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground; a stronger line while something is over it."""
        theme = self._look.theme
        painter = QPainter(self)
        draw_ground(painter, self.rect(), FIELD_RADIUS, theme.colour("soft_accent" if self._over else "panel"))
        pen = QPen(theme.colour("accent" if self._over else "faint"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), FIELD_RADIUS, FIELD_RADIUS)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self.window(), "Add a picture", "", KINDS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.bring([Path(name) for name in names]))
        dialog.open()

    def _set(self, references: tuple[Reference, ...]) -> None:
        if references != self._references:
            self._references = references
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        held = self._references[: self._most]
        wanted = {} if self._bare else {reference.asset.sha256: reference for reference in held}
        for sha256 in [known for known in self._shown if known not in wanted]:
            thumbnail = self._shown.pop(sha256)
            self._row.removeWidget(thumbnail)
            thumbnail.hide()
            thumbnail.deleteLater()
        for sha256, reference in wanted.items():
            if sha256 not in self._shown:
                self._shown[sha256] = self._thumbnail(reference)
                self._row.addWidget(self._shown[sha256])
        self._row.removeWidget(self._add)
        self._row.addWidget(self._add)
        self._words.setVisible(not held)
        self._add.setVisible(len(held) < self._most)
        self._add.setText("Add a picture" if not held else "Another")
        self.updateGeometry()

    def _thumbnail(self, reference: Reference) -> Thumbnail:
        name = f"Take away: {_short(reference.caption) or 'this picture'}"
        thumbnail = Thumbnail(self._look, name, self._images.image(reference.asset), SIDE)
        thumbnail.setCheckable(False)
        sha256 = reference.asset.sha256
        thumbnail.clicked.connect(lambda: self.remove(sha256))
        thumbnail.delete_wanted.connect(lambda: self.remove(sha256))
        return thumbnail

    def _show_arrived(self, sha256: str) -> None:
        if sha256 in self._shown:
            asset = next(known.asset for known in self._references if known.asset.sha256 == sha256)
            image = self._images.image(asset)
            if image is not None:
                self._shown[sha256].set_image(image)


def _short(words: str) -> str:
    return words if len(words) <= 48 else words[:47].rstrip() + "…"
