"""The preview of the export dialog: real pages on the desk, or the text as it will be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from dreamwriter.document.document import Document
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.engine_client.images import read_image
from dreamwriter.export.markdown import markdown_text
from dreamwriter.export.pdf import page_pictures
from dreamwriter.export.typesetter import Typesetter
from dreamwriter.widgets.drawing import draw_ground
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.theme import PAGE_RADIUS, WIDE, TextRole
from dreamwriter.window.card_text import CardText
from dreamwriter.window.dialog import scrolled
from dreamwriter.window.export_choices import ExportChoices, file_stem

MOST_PAGES = 8
_MOST_BLOCKS = 60
_MOST_CHARACTERS = 40_000
_LONGEST_PAGE = QSize(2000, 2000)
_A4 = 297 / 210


@dataclass(frozen=True)
class Preview:
    """What a document will look like.

    Attributes:
        pages: the first pages, decoded; () where it is shown as text.
        text: the beginning of the text; "" where pages are shown.
        whole: nothing was left out.
    """

    pages: tuple[QImage, ...] = ()
    text: str = ""
    whole: bool = True


def preview_of(document: Document, choices: ExportChoices, typesetter: Typesetter | None = None) -> Preview:
    """Make the preview, of the beginning where the document is long. Takes a second: not for the window's thread.

    Args:
        typesetter: sets the pages; stopped when nobody wants them any more.

    Raises:
        CannotExport: the document cannot be set.
        ExportStopped: the typesetter was stopped.
    """
    start = replace(document, blocks=document.blocks[:_MOST_BLOCKS])
    whole = len(document.blocks) <= _MOST_BLOCKS
    if choices.form not in ("pdf", "html"):
        text = markdown_text(start, file_stem(document)) if choices.form == "md" else write_markdown(start.blocks)
        return Preview((), text[:_MOST_CHARACTERS], whole and len(text) <= _MOST_CHARACTERS)
    pictures = page_pictures(start, choices.options, MOST_PAGES + 1, typesetter)
    images = [read_image(picture, _LONGEST_PAGE) for picture in pictures[:MOST_PAGES]]
    pages = tuple(image for image in images if image is not None)
    return Preview(pages, "", whole and len(pictures) <= MOST_PAGES)


class ExportPreview(Surface):
    """Shows a preview, or words while there is none.

    Args:
        look: where the theme comes from.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__("desk", parent=parent)
        self._look = look
        self.pages: list[PagePicture] = []
        self.words = Label(look, "", colour="muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.text = CardText(look, "The text as it will be written")
        self.text.setProperty("role", "")
        self.text.setFrameShape(CardText.Shape.NoFrame)
        self.text.document().setDocumentMargin(WIDE)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self._column.setSpacing(WIDE)
        self._more = Label(look, "The rest follows in the file.", TextRole.SMALL, "muted")
        self._more.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        self._area: QScrollArea = scrolled(inside, "Preview")
        self._stack = QStackedWidget()
        for part in (self.words, self._area, self.text):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def say(self, words: str) -> None:
        """Show words in place of a preview."""
        self.words.setText(words)
        self._stack.setCurrentWidget(self.words)

    def show_preview(self, preview: Preview) -> None:
        """Show pages or text; the place that was scrolled to is kept."""
        if not preview.pages:
            rest = "" if preview.whole else "\n\n…"
            self.text.show_plain(preview.text + rest)
            self._stack.setCurrentWidget(self.text)
            return
        self._show_pages(preview.pages)
        self._more.setVisible(not preview.whole)
        self._stack.setCurrentWidget(self._area)

    def _show_pages(self, images: Sequence[QImage]) -> None:
        while len(self.pages) > len(images):
            page = self.pages.pop()
            self._column.removeWidget(page)
            page.deleteLater()
        while len(self.pages) < len(images):
            page = PagePicture(self._look)
            self._column.insertWidget(len(self.pages), page)
            self.pages.append(page)
        for number, (page, image) in enumerate(zip(self.pages, images, strict=True), 1):
            page.show_page(image, f"Page {number}")


class PagePicture(QWidget):
    """One page on the desk, as wide as there is room. It is given a decoded picture.

    Args:
        look: where the theme comes from.
    """

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._image = QImage()
        self._pixmap = QPixmap()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    def show_page(self, image: QImage, name: str) -> None:
        """Show a page."""
        self._image = image
        self._pixmap = QPixmap()
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """A page keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As the paper is."""
        ratio = _A4 if self._image.isNull() else self._image.height() / self._image.width()
        return round(width * ratio)

    def sizeHint(self) -> QSize:
        """A comfortable size to look at."""
        return QSize(380, self.heightForWidth(380))

    def minimumSizeHint(self) -> QSize:
        """Small, if it must be."""
        return QSize(160, self.heightForWidth(160))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        draw_ground(painter, self.rect(), PAGE_RADIUS, self._look.theme.colour("page"), self._look.theme.colour("line"))
        if self._image.isNull():
            return
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._pixmap.size() != wanted:
            scaled = self._image.scaled(
                wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self._pixmap = QPixmap.fromImage(scaled)
            self._pixmap.setDevicePixelRatio(ratio)
        painter.drawPixmap(QRect(0, 0, self.width(), self.height()), self._pixmap)
