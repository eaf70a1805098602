"""Alternative text drafted by the model: from the picture, marked until somebody edits it, one step of undo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.files import document_from_files, files_from_document
from dreamwriter.engine_client.scripted import ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import NothingWritten
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache
from dreamwriter.panels.details import DRAFT, LOOKING, Details
from dreamwriter.panels.figure_texts import FigureTexts
from dreamwriter.widgets.look import Look
from engine.protocol.events import TextPiece
from engine.protocol.requests import Describe, Request
from tests.dreamwriter.session.sample import WAIT, document

FIGURE = "figure-0"
FOX = "An orange animal stands on white ground."


@dataclass
class Room:
    """Fields, a page, and an engine that says what it is given to say."""

    details: Details
    manuscript: Manuscript
    says: list[str]
    asked: list[Request]
    texts: FigureTexts
    told: list[str] = field(default_factory=list)

    @property
    def alt(self) -> str:
        entry = self.manuscript.figure(FIGURE)
        assert entry is not None
        return entry.record.alt

    def show(self) -> None:
        self.texts.show(FIGURE, None)


@pytest.fixture
def room(look: Look, qtbot: QtBot) -> Iterator[Room]:
    says: list[str] = []
    asked: list[Request] = []

    def heard(request: Request) -> Iterable[Step]:
        asked.append(request)
        return [TextPiece(says.pop(0))]

    worker = EngineWorker(lambda: ScriptedChannel(heard))
    details = Details(look)
    qtbot.addWidget(details)
    details.show()
    text = Manuscript(document(pictures=1), LIGHT, PictureCache())
    seeds = iter(range(10))
    made = Room(details, text, says, asked, FigureTexts(details, text, worker, lambda: next(seeds)))
    made.texts.did.connect(made.told.append)
    made.texts.done.connect(made.told.append)
    text.figures_changed.connect(made.show)
    made.show()
    yield made
    worker.close()
    assert worker.wait(10)


def draft(room: Room, qtbot: QtBot, words: str) -> None:
    room.says.append(words)
    room.details.draft_button.click()
    assert room.details.draft.text() == LOOKING
    assert not room.details.draft_button.isEnabled()
    qtbot.waitUntil(room.details.draft_button.isEnabled, timeout=WAIT)


def test_a_draft_is_marked_until_it_is_edited(room: Room, qtbot: QtBot) -> None:
    before = room.alt
    draft(room, qtbot, FOX)
    assert room.alt == FOX
    assert room.details.alt.text() == FOX
    assert room.details.draft.text() == DRAFT
    assert room.told == ["Alt text drafted"]
    again = document_from_files(files_from_document(room.manuscript.snapshot()))
    assert next(iter(again.histories.values())).shown.alt_drafted
    room.details.alt.set_text("A fox that waits.")
    room.details.commit()
    room.show()
    assert room.details.draft.text() == ""
    room.manuscript.undo()
    room.manuscript.undo()
    assert room.alt == before


def test_other_words_are_looked_for_the_second_time(room: Room, qtbot: QtBot) -> None:
    for words in (FOX, "A red fox sits.", "A red fox sits."):
        draft(room, qtbot, words)
    assert room.alt == "A red fox sits."
    assert room.told == ["Alt text drafted", "Alt text drafted", "The model says the same again"]
    first, second, third = room.asked
    assert isinstance(first, Describe)
    assert isinstance(second, Describe)
    assert isinstance(third, Describe)
    assert first.text.temperature == 0
    assert second.text.temperature > 0
    assert len({first.seed, second.seed, third.seed}) == 3
    assert first.picture.data == second.picture.data
    assert first.picture.caption == ""


def test_what_only_repeats_the_caption_is_no_draft(room: Room, qtbot: QtBot) -> None:
    before = room.alt
    with qtbot.waitSignal(room.texts.failed, timeout=WAIT) as heard:
        draft(room, qtbot, f"The {room.manuscript.caption(FIGURE)}")
    assert isinstance(heard.args[0], NothingWritten)
    assert room.alt == before


def test_words_that_are_written_meanwhile_stay(room: Room, qtbot: QtBot) -> None:
    room.says.append(FOX)
    room.texts.draft()
    room.manuscript.set_alt(FIGURE, "My own words.")
    qtbot.waitUntil(room.details.draft_button.isEnabled, timeout=WAIT)
    assert room.alt == "My own words."
    assert room.told == []
