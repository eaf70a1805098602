"""The inspector in front of the real engine: a picture is changed, compared, used, and all of it undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.channel import ProcessChannel, engine_command
from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.panels.picture import PicturePanel
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.background import Background
from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.look import Look, ThemeChoice
from resources import folder
from tests.dreamwriter.session.sample import document

PATIENCE = 240_000
"""Milliseconds that the engine may take on a machine with much else to do."""


@pytest.fixture
def worker(qapp: QApplication) -> Iterator[EngineWorker]:
    made = EngineWorker(lambda: ProcessChannel(engine_command(Path(folder()) / "storybook")))
    yield made
    made.close()
    assert made.wait(10)


def test_a_picture_is_changed_compared_used_and_undone(worker: EngineWorker, qtbot: QtBot) -> None:
    load_fonts()
    text = Manuscript(document(size=128), LIGHT, PictureCache())
    before = text.snapshot()
    decoder, background = PictureDecoder(1), Background("pictures")
    panel = PicturePanel(
        Look(ThemeChoice.LIGHT, reduced_motion=True), text, worker, TakeImages(decoder), background, new_seed=lambda: 3
    )
    page = QWidget()
    qtbot.addWidget(panel)
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    panel.compare.cover(page)
    panel.show()
    panel.show_figure("figure-0")
    panel.form.count.set_value("2")
    panel.form.words.set_text("the fox at night")
    panel.form.dream_wanted.emit()
    qtbot.waitUntil(lambda: not panel.dreaming.running, timeout=PATIENCE)
    assert len(panel.takes.strip.order()) == 3
    panel.takes.compare.click()
    qtbot.waitUntil(lambda: panel.compare.isVisible(), timeout=PATIENCE)
    panel.compare.use.click()
    (entry,) = text.figures()
    assert entry.record.history is not None
    assert entry.record.history.applied == 1
    assert entry.record.history.takes[1].recipe is not None
    assert entry.record.history.takes[1].recipe.mode == "edit"
    text.undo()
    assert text.snapshot().blocks == before.blocks
    (entry,) = text.figures()
    assert entry.record.history is not None
    assert len(entry.record.history.takes) == 3
    text.redo()
    assert text.figures()[0].record.history.applied == 1
    background.close()
    decoder.close()
    assert background.wait(10)
