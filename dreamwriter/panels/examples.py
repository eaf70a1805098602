"""Examples for the model: pictures, each with a sentence, in the order in which they are read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.panels.modes import Reference
from dreamwriter.panels.reference_box import PicturesOfPage, ReferenceBox
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.background import Background
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import SMALL, TextRole
from dreamwriter.widgets.thumbnail import Thumbnail
from engine.protocol.values import Part, PicturePart, TextPart

MOST = 6
SIDE = 40


class Examples(QWidget):
    """A row for each example: picture and sentence. A click on the picture takes it away.

    Args:
        look: where the theme comes from.
        images: decodes what is shown.
        background: reads what was brought.
        of_page: the pictures that the page offers.

    Signals:
        failed(DreamWriterError): a picture could not be read.
    """

    failed = Signal(object)

    def __init__(
        self,
        look: Look,
        images: TakeImages,
        background: Background,
        of_page: PicturesOfPage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._images = images
        self._rows: dict[str, tuple[QWidget, Thumbnail, TextField]] = {}
        self.box = ReferenceBox(look, images, background, of_page, bare=True)
        self.box.changed.connect(self._show)
        self.box.failed.connect(self.failed)
        images.arrived.connect(self._show_arrived)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        words = "Show the model how you mean it: pictures, and what you say of each."
        column.addWidget(Label(look, words, TextRole.SMALL, "muted", wrap=True))
        self._column = QVBoxLayout()
        self._column.setSpacing(SMALL)
        column.addLayout(self._column)
        column.addWidget(self.box)
        self.box.set_most(MOST)  # shows it, which what has no place yet would do as a window of its own

    @property
    def parts(self) -> tuple[Part, ...]:
        """The examples as the model reads them."""
        parts: list[Part] = []
        for reference in self.box.references:
            parts.append(PicturePart(reference.asset.data))
            words = self._rows[reference.asset.sha256][2].text()
            if words:
                parts.append(TextPart(words))
        return tuple(parts)

    def clear(self) -> None:
        """Take all examples away."""
        self.box.clear()

    def _show(self) -> None:
        wanted = {reference.asset.sha256: reference for reference in self.box.references}
        for sha256 in [known for known in self._rows if known not in wanted]:
            row = self._rows.pop(sha256)[0]
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for sha256, reference in wanted.items():
            if sha256 not in self._rows:
                self._rows[sha256] = self._row(reference)
                self._column.addWidget(self._rows[sha256][0])

    def _row(self, reference: Reference) -> tuple[QWidget, Thumbnail, TextField]:
        sha256 = reference.asset.sha256
        thumbnail = Thumbnail(self._look, "Take this example away", self._images.image(reference.asset), SIDE)
        thumbnail.setCheckable(False)
        thumbnail.clicked.connect(lambda: self.box.remove(sha256))
        field = TextField(self._look, f"Example {len(self._rows) + 1}", "This is a …", most_lines=3)
        field.set_text(reference.caption)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SMALL)
        across.addWidget(thumbnail)
        across.addWidget(field, 1)
        return row, thumbnail, field

    def _show_arrived(self, sha256: str) -> None:
        if sha256 in self._rows:
            reference = next(known for known in self.box.references if known.asset.sha256 == sha256)
            image = self._images.image(reference.asset)
            if image is not None:
                self._rows[sha256][1].set_image(image)
