"""A look, an open text, an engine that plays a script, and what panels decode and read with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.document.document import Document
from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.engine_client.scripted import ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.panels.take_images import TakeImages
from dreamwriter.session.background import Background
from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.look import Look, ThemeChoice
from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, PictureReady, TextPiece
from engine.protocol.requests import Ask, Describe, Request, Rewrite
from tests.dreamwriter.scripts import CAPTION, RECIPE, png
from tests.dreamwriter.session.sample import document

DESCRIPTION = "An orange animal stands on white ground."


def dream(request: Request) -> Iterable[Step]:
    """Two new takes of different pictures, an answer of words and a picture, or what a picture shows."""
    if isinstance(request, Ask):
        yield TextPiece("It eats mice ")
        yield TextPiece("and berries.")
        yield from _picture(0)
        return
    if isinstance(request, Rewrite):
        yield TextPiece("A fox, in other words.")
        return
    if isinstance(request, Describe):
        yield TextPiece(DESCRIPTION)
        return
    yield CaptionPiece(0, CAPTION)
    for index in range(getattr(request, "count", 1)):
        yield from _picture(index)


def _picture(index: int) -> Iterable[Step]:
    yield DreamStarted(index, 16, 16, 2)
    yield DreamStep(index, 1, 2, png(100 + index))
    yield PictureReady(index, png(150 + index), RECIPE)


@dataclass
class Room:
    """All that panels are given."""

    look: Look
    manuscript: Manuscript
    worker: EngineWorker
    images: TakeImages
    background: Background
    decoder: PictureDecoder
    asked: list[Request] = field(default_factory=list)  # without descriptions, which follow everything

    def cursor(self) -> QTextCursor:
        """At the end of the text."""
        cursor = QTextCursor(self.manuscript.text)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        return cursor


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    load_fonts()
    worn = Look(ThemeChoice.LIGHT, reduced_motion=True)
    worn.dress(qapp)
    yield worn
    qapp.setStyleSheet("")


def opened(text: Document) -> Manuscript:
    return Manuscript(text, LIGHT, PictureCache())


@pytest.fixture
def room(look: Look, qtbot: QtBot) -> Iterator[Room]:
    asked: list[Request] = []

    def heard(request: Request) -> Iterable[Step]:
        if not isinstance(request, Describe):
            asked.append(request)
        return dream(request)

    decoder = PictureDecoder(1)
    made = Room(
        look,
        opened(document(pictures=2)),
        EngineWorker(lambda: ScriptedChannel(heard)),
        TakeImages(decoder),
        Background("test"),
        decoder,
        asked,
    )
    yield made
    made.worker.close()
    made.background.close()
    decoder.close()
    assert made.worker.wait(10)
    assert made.background.wait(10)
