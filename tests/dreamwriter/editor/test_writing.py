"""The model at work on the page: what it is asked to go on from, and other words for a selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from dreamwriter.document.blocks import plain_text
from dreamwriter.editor.writing import Wish, Writing
from dreamwriter.engine_client.scripted import ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.manuscript.manuscript import Manuscript
from engine.protocol.events import Notice, TextPiece
from engine.protocol.requests import Continue, Request, Rewrite
from engine.protocol.values import TextPart

WAIT = 20_000
TITLE = "# The fox\n\n"


@dataclass
class Desk:
    """Writing on a page, with an engine that says what it is given to say."""

    writing: Writing
    manuscript: Manuscript
    says: list[tuple[Step, ...]]
    asked: list[Request] = field(default_factory=list)
    proposals: list[tuple[str, str, bool]] = field(default_factory=list)

    def cursor(self, words: str, start: bool = False) -> QTextCursor:
        """Selects these words of the page; or stands behind them."""
        cursor = self.manuscript.text.find(words)
        assert not cursor.isNull()
        if start:
            cursor.setPosition(cursor.selectionEnd())
        return cursor

    @property
    def paragraphs(self) -> list[str]:
        return [plain_text(block.content) for block in self.manuscript.snapshot().blocks if hasattr(block, "content")]


@pytest.fixture
def desk(manuscript: Manuscript, qtbot: QtBot) -> Iterator[Desk]:
    says: list[tuple[Step, ...]] = []
    asked: list[Request] = []

    def heard(request: Request) -> Iterable[Step]:
        asked.append(request)
        return says.pop(0)

    worker = EngineWorker(lambda: ScriptedChannel(heard))
    made = Desk(Writing(worker, manuscript), manuscript, says, asked)
    made.writing.proposal_ready.connect(lambda note, same: made.proposals.append((made.writing._proposal, note, same)))
    yield made
    worker.close()
    assert worker.wait(10)


def ended(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not desk.writing.running, timeout=WAIT)


def test_it_goes_on_in_the_line_of_the_cursor(desk: Desk, qtbot: QtBot) -> None:
    desk.says.append((TextPiece(" It runs"), TextPiece(" fast.\n\nThen it rests.")))
    desk.writing.begin(Wish("continue", pictures=0), desk.cursor("It is red.", start=True))
    ended(desk, qtbot)
    (request,) = desk.asked
    assert isinstance(request, Continue)
    assert request.parts == (TextPart(f"{TITLE}It is red."),)
    assert desk.paragraphs[:3] == ["The fox", "It is red. It runs fast.", "Then it rests."]


def test_a_new_paragraph_of_the_model_is_one_on_the_page(desk: Desk, qtbot: QtBot) -> None:
    desk.says.append((TextPiece("\n"), TextPiece("\nThen it rests.")))
    desk.writing.begin(Wish("continue", pictures=0), desk.cursor("It is red.", start=True))
    ended(desk, qtbot)
    assert desk.paragraphs[1:3] == ["It is red.", "Then it rests."]


def test_other_words_are_proposed_and_taken_in_one_step(desk: Desk, qtbot: QtBot) -> None:
    desk.says += [
        (Notice("written-anew", "It was written anew."), TextPiece("Its fur is red.")),
        (TextPiece("It is red."),),
        (TextPiece("Red."),),
    ]
    before = desk.manuscript.snapshot().blocks
    desk.writing.begin(Wish("rewrite", seed=4), desk.cursor("It is red."))
    ended(desk, qtbot)
    desk.writing.again()
    ended(desk, qtbot)
    desk.writing.again("Shorter")
    ended(desk, qtbot)
    assert desk.proposals == [
        ("Its fur is red.", "It was written anew.", False),
        ("It is red.", "", True),
        ("Red.", "", False),
    ]
    assert [request for request in desk.asked if isinstance(request, Rewrite)] == [
        Rewrite("It is red.", (TextPart(TITLE),), wish, seed) for wish, seed in (("", 4), ("", 5), ("Shorter", 6))
    ]
    assert desk.manuscript.snapshot().blocks == before
    desk.writing.accept()
    qtbot.waitUntil(lambda: desk.paragraphs[1] == "Red.", timeout=WAIT)
    desk.manuscript.undo()
    assert desk.manuscript.snapshot().blocks == before


def test_a_sentence_is_rewritten_from_what_stands_before_it_in_its_line(desk: Desk, qtbot: QtBot) -> None:
    desk.says.append((TextPiece("crimson"),))
    desk.writing.begin(Wish("rewrite"), desk.cursor("red."))
    ended(desk, qtbot)
    (request,) = desk.asked
    assert request == Rewrite("red.", (TextPart(f"{TITLE}It is"),))


def test_where_nothing_comes_there_is_nothing_to_take(desk: Desk, qtbot: QtBot) -> None:
    desk.says.append(())
    desk.writing.begin(Wish("rewrite"), desk.cursor("It is red."))
    ended(desk, qtbot)
    assert desk.proposals == []
    assert desk.writing.passage is None
    assert desk.writing.again() is None
