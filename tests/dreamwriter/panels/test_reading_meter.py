"""What the model reads of the page: asked of the engine, told in a writer's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.blocks import Figure, Heading, Paragraph, Text
from dreamwriter.document.document import Document
from dreamwriter.engine_client.channel import ProcessChannel, engine_command
from dreamwriter.engine_client.scripted import ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.panels.reading_meter import ReadingMeter, reading_advice, reading_words
from dreamwriter.session.parts import tail_of
from dreamwriter.widgets.look import Look
from engine.protocol.events import Measured
from engine.protocol.requests import Measure, Request
from engine.protocol.values import PicturePart, TextPart
from tests.dreamwriter.session.sample import WAIT, document

LONG = 400


def long_document() -> Document:
    """A title and two thousand words."""
    paragraphs = (Paragraph((Text(f"Paragraph {number} says that a fox ran home."),)) for number in range(LONG))
    return Document((Heading(1, (Text("The long night"),)), *paragraphs))


def opened(text: Document) -> Manuscript:
    return Manuscript(text, LIGHT, PictureCache())


@pytest.fixture
def workers(qtbot: QtBot) -> Iterator[list[EngineWorker]]:
    made: list[EngineWorker] = []
    yield made
    for worker in made:
        worker.close()
        assert worker.wait(10)


def test_the_real_engine_tells_before_anything_was_written(
    look: Look, qtbot: QtBot, workers: list[EngineWorker]
) -> None:
    worker = EngineWorker(lambda: ProcessChannel(engine_command()))
    workers.append(worker)
    manuscript = opened(document(pictures=2))
    meter = ReadingMeter(look, manuscript, worker)
    qtbot.addWidget(meter)
    assert meter.isHidden()
    worker.start()
    qtbot.waitUntil(lambda: meter.words.text() == "The model reads all of this page", timeout=WAIT)
    assert 0 < meter.line.value() < meter.line.maximum() / 2
    other = opened(long_document())
    meter.set_manuscript(other)
    assert meter.isHidden()
    qtbot.waitUntil(lambda: "the last" in meter.words.text(), timeout=WAIT)
    assert "from “Paragraph 3" in meter.toolTip()
    assert "token" not in meter.words.text() + meter.toolTip()
    assert worker.state.name == "ready"


def test_it_asks_when_the_text_has_settled_and_the_model_is_free(
    look: Look, qtbot: QtBot, workers: list[EngineWorker]
) -> None:
    asked: list[Request] = []

    def heard(request: Request) -> Iterable[Step]:
        asked.append(request)
        return [Measured(4, 4, 0, 0, 0.2)]

    worker = EngineWorker(lambda: ScriptedChannel(heard))
    workers.append(worker)
    manuscript = opened(document(pictures=0))
    meter = ReadingMeter(look, manuscript, worker)
    qtbot.addWidget(meter)
    meter._settle.timeout.emit()
    assert asked == []
    worker.start()
    qtbot.waitUntil(lambda: not meter.isHidden(), timeout=WAIT)
    for character in "abc":
        cursor = manuscript.sheet.cursor(0)
        cursor.insertText(character)
    qtbot.waitUntil(lambda: len(asked) == 2, timeout=WAIT)
    first, second = asked
    assert isinstance(first, Measure)
    assert isinstance(second, Measure)
    assert first.parts != second.parts


def test_only_the_end_of_a_long_text_is_sent_with_its_title() -> None:
    tail = tail_of(long_document(), 100)
    assert not tail.whole
    assert tail.parts[0] == TextPart("# The long night\n\n")
    assert len(tail.parts) == 1 + 13
    assert tail.parts[-1] == TextPart(f"Paragraph {LONG - 1} says that a fox ran home.\n\n")
    short = tail_of(document(pictures=1), 100)
    assert short.whole
    assert PicturePart(b"", "A fox.") in short.parts
    assert not any(isinstance(part, PicturePart) and part.data for part in short.parts)
    assert tail_of(Document(()), 100).whole
    lost = Document((Figure("assets/none.png", "a fox", (Text("A red fox."),)),))
    assert tail_of(lost, 100).parts == (TextPart("A red fox.\n\n"),)


@pytest.mark.parametrize(
    ("measured", "whole", "words"),
    [
        (Measured(90, 90, 2, 2, 0.4), True, "The model reads all of this page"),
        (Measured(90, 90, 2, 1, 0.4), True, "The model reads all words and the last picture"),
        (Measured(90, 90, 2, 0, 0.4), True, "The model reads all words and no picture"),
        (Measured(900, 640, 2, 1, 1.0, "The fox"), True, "The model reads the last 640 words"),
        (Measured(1640, 1640, 0, 0, 1.0), False, "The model reads the last 1,640 words"),
    ],
)
def test_it_is_told_in_a_writers_words(measured: Measured, whole: bool, words: str) -> None:
    assert reading_words(measured, whole) == words
    assert reading_advice(measured, whole).startswith("A model can read only so much at once")
