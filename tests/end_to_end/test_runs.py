"""Runs of the window with the real engine and the model that ships with it: whole, stopped, and with a dead engine."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.channel import ProcessChannel, engine_command
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import EngineGone
from dreamwriter.session.dialogue import Dialogue
from dreamwriter.session.picture_run import PictureRun
from dreamwriter.session.run import Candidate
from dreamwriter.session.writing import WriteRun
from engine.protocol.requests import EditPicture, WriteArticle
from engine.protocol.values import PicturePart, TextPart
from resources import folder
from tests.dreamwriter.session.pages import Ear, RecordingPage

PATIENCE = 240_000
"""Milliseconds that the engine may take on a machine with much else to do."""
ARTICLE = WriteArticle("A red fox in the snow", pictures=1, length="short", seed=5)


class Engine:
    """A worker in front of the real engine, and its processes."""

    def __init__(self) -> None:
        self.processes: list[ProcessChannel] = []
        self.worker = EngineWorker(self._open)

    def _open(self) -> ProcessChannel:
        self.processes.append(ProcessChannel(engine_command(Path(folder()) / "storybook")))
        return self.processes[-1]


@pytest.fixture(scope="module")
def engine(qapp: object) -> Iterator[Engine]:
    made = Engine()
    yield made
    made.worker.close()
    assert made.worker.wait(10)


def write(engine: Engine) -> tuple[RecordingPage, Ear]:
    page = RecordingPage()
    ear = Ear(WriteRun(engine.worker, ARTICLE, page))
    ear.run.start()
    return page, ear


def test_an_article_then_a_change_then_a_dialogue(engine: Engine, qtbot: QtBot) -> None:
    page, ear = write(engine)
    qtbot.waitUntil(lambda: ear.ended, timeout=PATIENCE)
    assert ear.ends == [(True, "done")]
    (run,) = page.runs
    assert run.text.startswith("# ")
    assert run.done[-1] == "kept"
    assert [done for done in run.done if done.startswith("start")] == ["start 0: 128x128"]
    assert any(not missing for _, _, missing in run.previews)
    assert run.alts[0] not in ("", run.captions[0])
    assert ear.run.stats.prompt_tokens < engine.worker.state.context_tokens
    (fox,) = ear.pictures

    picture = PicturePart(fox.asset.data, run.captions[0])
    change = PictureRun(engine.worker, EditPicture(picture, "at night", count=2, seed=3))
    changed = Ear(change)
    change.start()
    qtbot.waitUntil(lambda: changed.ended, timeout=PATIENCE)
    assert changed.ends == [(True, "done")]
    first, second = change.candidates
    assert first.asset.sha256 != second.asset.sha256
    assert "night" in first.take.caption

    dialogue = Dialogue(engine.worker)
    for words in ([picture, TextPart("What animal is this?")], [TextPart("Show me a blue teapot on the beach.")]):
        ask = dialogue.ask(words)
        answered = Ear(ask)
        ask.start()
        qtbot.waitUntil(lambda answered=answered: answered.ended, timeout=PATIENCE)  # type: ignore[misc]
        assert answered.ends == [(True, "done")]
    assert [turn.role for turn in dialogue.turns] == ["user", "assistant"] * 2
    assert isinstance(dialogue.turns[1].parts[0], TextPart)
    assert any(isinstance(part, Candidate) for part in ask.answer)
    assert len(engine.processes) == 1


def test_stopped_midway_it_ends_within_a_second_and_keeps_the_words(engine: Engine, qtbot: QtBot) -> None:
    page, ear = write(engine)
    qtbot.waitUntil(lambda: bool(ear.previews), timeout=PATIENCE)
    begun = time.monotonic()
    ear.run.stop()
    qtbot.waitUntil(lambda: ear.ended, timeout=PATIENCE)
    assert time.monotonic() - begun < 1.5
    assert ear.ends == [(True, "stopped")]
    assert page.runs[0].text
    assert page.runs[0].done[-1] == "kept"
    assert ear.pictures == []


def test_a_killed_engine_takes_nothing_with_it_and_the_next_run_works(engine: Engine, qtbot: QtBot) -> None:
    page, ear = write(engine)
    qtbot.waitUntil(lambda: bool(ear.previews), timeout=PATIENCE)
    os.kill(engine.processes[-1].pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: ear.ended, timeout=PATIENCE)
    assert isinstance(ear.error, EngineGone)
    assert page.runs[0].text == ear.text != ""
    assert page.runs[0].done[-1] == "kept"
    again, second = write(engine)
    qtbot.waitUntil(lambda: second.ended, timeout=PATIENCE)
    assert second.ends == [(True, "done")]
    assert len(again.runs[0].takes) == 1
