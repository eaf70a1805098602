"""Pictures and words that are dropped, dragged and pasted into the page; what another thread reads comes by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.editor.page_text import PageText
from dreamwriter.editor.pictures import PagePictures
from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.errors import DreamWriterError
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.session.background import Background
from dreamwriter.widgets.look import Look
from tests.dreamwriter.document.pictures import asset, picture


@pytest.fixture
def pictures(page: PageText, manuscript: Manuscript) -> Iterator[PagePictures]:
    decoder, background = PictureDecoder(), Background("pictures")
    yield PagePictures(manuscript, decoder, background, page)
    decoder.close()
    background.close()
    background.wait(5)


def _markdown(manuscript: Manuscript) -> str:
    return write_markdown(manuscript.snapshot().blocks)


def _below(page: PageText, words: str) -> QPointF:
    """A point in the lower half of the line with some words."""
    rect = page.cursorRect(page.document().find(words))
    return QPointF(rect.left() - 4, rect.bottom() - 3)


def _files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_dropped_files_come_between_paragraphs_in_one_step(
    page: PageText, manuscript: Manuscript, pictures: PagePictures, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(picture())
    (tmp_path / "b.png").write_bytes(picture("blue"))
    before = _markdown(manuscript)
    page.drop(_files(tmp_path / "a.png", tmp_path / "b.png"), _below(page, "red."))
    qtbot.waitUntil(lambda: len(manuscript.figures()) == 3)
    first, second = asset().target, asset("blue").target
    assert f"It is red.\n\n![]({first})\n\n![]({second})\n\n![a fox]" in _markdown(manuscript)
    manuscript.undo()
    assert _markdown(manuscript) == before
    assert not manuscript.can_undo


def test_what_cannot_be_taken_in_is_told_once(
    page: PageText, manuscript: Manuscript, pictures: PagePictures, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_text("words")
    told: list[DreamWriterError] = []
    pictures.failed.connect(told.append)
    page.drop(_files(tmp_path / "a.pdf", tmp_path / "gone.png"), _below(page, "red."))
    qtbot.waitUntil(lambda: bool(told))
    assert [each.sentence for each in told] == ["2 of 2 pictures could not be taken in: a.pdf, gone.png."]
    assert not manuscript.can_undo


def test_a_document_that_is_dropped_is_to_be_opened(
    page: PageText, manuscript: Manuscript, qtbot: QtBot, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.document_dropped) as told:
        page.drop(_files(tmp_path / "fox.textpack"), _below(page, "red."))
    assert told.args == [tmp_path / "fox.textpack"]
    assert not manuscript.can_undo


def test_pixels_that_are_pasted_become_a_figure_that_is_selected(
    page: PageText, manuscript: Manuscript, pictures: PagePictures, qtbot: QtBot
) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("green"))
    mime = QMimeData()
    mime.setImageData(image)
    pictures.inserted.connect(page.select_figure)
    page.insert(mime)
    qtbot.waitUntil(lambda: page.selected_figure not in ("", "figure-1"))
    figure = manuscript.figure(page.selected_figure)
    assert figure is not None
    assert figure.asset is not None
    assert (figure.asset.width, figure.asset.media_type) == (40, "image/png")


def test_a_figure_that_is_dragged_moves_whole_and_stays_selected(page: PageText, manuscript: Manuscript) -> None:
    before = _markdown(manuscript)
    page.select_figure("figure-1")
    mime = page.createMimeDataFromSelection()
    page.drop(mime, _below(page, "sleeps."), own=True)
    assert _markdown(manuscript).endswith("It sleeps.\n\n![a fox](assets/none.png)\n\n*A red fox.*\n")
    assert page.selected_figure == "figure-1"
    manuscript.undo()
    assert _markdown(manuscript) == before
    assert not manuscript.can_undo


def test_a_line_shows_where_a_picture_would_go(page: PageText, look: Look, tmp_path: Path) -> None:
    mime, place = _files(tmp_path / "a.png"), _below(page, "red.").toPoint()
    keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.viewport(), QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, *keys))
    QApplication.sendEvent(page.viewport(), QDragMoveEvent(place, Qt.DropAction.CopyAction, mime, *keys))

    def lined() -> bool:
        image, accent = page.viewport().grab().toImage(), look.theme.colour("accent")
        rect = page.cursorRect(page.document().find("red."))
        return any(image.pixelColor(60, y) == accent for y in range(rect.bottom() - 4, rect.bottom() + 12))

    assert lined()
    QApplication.sendEvent(page.viewport(), QDragLeaveEvent())
    assert not lined()


def test_a_figure_dropped_on_itself_stays(page: PageText, manuscript: Manuscript) -> None:
    page.select_figure("figure-1")
    rect = page.figure_rect(manuscript.figures()[0])
    page.drop(page.createMimeDataFromSelection(), rect.center(), own=True)
    assert not manuscript.can_undo


def test_words_that_are_dragged_move_or_are_copied(page: PageText, manuscript: Manuscript) -> None:
    page.setTextCursor(page.document().find("red"))
    mime = page.createMimeDataFromSelection()
    rect = page.cursorRect(page.document().find("sleeps"))
    page.drop(mime, QPointF(rect.center()), own=True)
    assert "It is .\n" in _markdown(manuscript)
    assert "red" in _markdown(manuscript).rpartition("![")[2]
    manuscript.undo()
    page.setTextCursor(page.document().find("red"))
    page.drop(mime, QPointF(rect.center()), own=True, keep=True)
    assert _markdown(manuscript).count("red") == 3
    manuscript.undo()
    assert not manuscript.can_undo
