"""Text from 100 to 200 %, both themes, large and small windows: nothing is cut, nothing lies over something else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.exceptions import TimeoutError
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.document import Document
from dreamwriter.document.package import document_from_files
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.settings import Theme
from tests.dreamwriter.document.pictures import picture
from tests.dreamwriter.scripts import play
from tests.dreamwriter.window.clipping import faults
from tests.dreamwriter.window.conftest import shown

SOURCE = (
    "# A winter in the forest\n\nA **red** fox and some words about it, so that there is a line.\n\n"
    "- one\n- two\n\n![A](assets/a.png)\n\n*A red fox.*\n\n| a | b |\n| --- | --- |\n| c | d |\n\n> said\n"
)
SIZES = ((1440, 900), (1280, 800), (900, 700), (560, 420))


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with shown(qapp, tmp_path_factory.mktemp("scaled"), lambda: ScriptedChannel(play)) as made:
        yield made


def _set(program: Program, scale: float, theme: Theme, size: tuple[int, int], document: Document, qtbot: QtBot) -> None:
    dialogs = program.window.dialogs
    dialogs.change(replace(dialogs.settings, text_scale=scale, theme=theme))
    program.window.arrangement.leave()
    program.window.resize(*size)
    program.page.set_document(document)


def _assert_whole(root: QWidget, qtbot: QtBot) -> None:
    """Everything in a window can be read, once all has found its place."""
    found = ["not looked at yet"]
    qtbot.wait(40)

    def whole() -> bool:
        found[:] = faults(root)
        return not found

    with contextlib.suppress(TimeoutError):  # what is wrong is told below
        qtbot.waitUntil(whole, timeout=3000)
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=[f"{across}x{down}" for across, down in SIZES])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut(program: Program, qtbot: QtBot, scale: float, size: tuple[int, int], theme: Theme) -> None:
    window = program.window
    _set(program, scale, theme, size, Document(), qtbot)
    _assert_whole(window, qtbot)
    _set(
        program, scale, theme, size, document_from_files({"text.md": SOURCE.encode(), "assets/a.png": picture()}), qtbot
    )
    _assert_whole(window, qtbot)
    window.page.open_find(replacing=True)
    _assert_whole(window, qtbot)
    window.page.text.setFocus()
    window.page.text.select_figure(window.page.manuscript.figures()[0].record.figure_id)
    for panel in ("picture", "dialogue", "history"):
        window.show_panel(panel)
        assert window.side.isVisible()
        _assert_whole(window.side, qtbot)


def test_panels_beside_the_page_come_back_with_their_room(program: Program, qtbot: QtBot) -> None:
    window, acts = program.window, program.window.acts
    _set(program, 1.0, "light", (1440, 900), Document(), qtbot)
    assert window.outline.isVisible()
    assert window.side.isVisible()
    window.resize(600, 500)
    qtbot.waitUntil(lambda: not window.side.isVisible() and not window.outline.isVisible())
    assert not acts["panel"].isChecked()
    acts["panel"].trigger()
    qtbot.waitUntil(lambda: window.side.isVisible() and window.side.geometry().right() == window.width() - 1)
    assert window.page.width() == 600
    acts["outline"].trigger()
    qtbot.waitUntil(lambda: window.outline.isVisible() and not window.side.isVisible())
    window.arrangement.leave()
    window.resize(1440, 900)
    qtbot.waitUntil(lambda: window.side.isVisible() and window.outline.isVisible())
    acts["outline"].trigger()
    assert not window.outline.isVisible()
    window.resize(600, 500)
    window.resize(1440, 900)
    qtbot.waitUntil(window.side.isVisible)
    assert not window.outline.isVisible()
    acts["outline"].trigger()


def test_the_page_grows_with_the_text(program: Program, qtbot: QtBot) -> None:
    document = document_from_files({"text.md": SOURCE.encode(), "assets/a.png": picture()})
    _set(program, 1.0, "light", (1440, 900), document, qtbot)
    text = program.window.page.text
    heights = []
    for scale in (1.0, 2.0, 1.0):
        dialogs = program.window.dialogs
        dialogs.change(replace(dialogs.settings, text_scale=scale))
        qtbot.wait(20)
        rect = text.document().documentLayout().blockBoundingRect(text.document().find("one").block())
        heights.append((text.cursorRect(text.document().find("one")).height(), round(rect.top())))
    assert heights[0] == heights[2]
    assert heights[1][0] == pytest.approx(2 * heights[0][0], abs=3)
    assert heights[1][1] > 1.7 * heights[0][1]
    assert not program.page.manuscript.can_undo
