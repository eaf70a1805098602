"""Another model or amount of memory holds at once when the model rests, and waits when it is at work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.app import engine_of
from dreamwriter.engine_client.channel import Channel, ProcessChannel
from dreamwriter.engine_client.scripted import Pause, ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import ModelMissing
from dreamwriter.session.models import bundled_folder
from dreamwriter.session.writing import WriteRun
from dreamwriter.settings import Settings
from dreamwriter.widgets.look import Look
from dreamwriter.window.engine_change import EngineChange
from dreamwriter.window.notice_words import Wish
from dreamwriter.window.notices import Notices
from engine.protocol.events import TextPiece
from engine.protocol.requests import Request, WriteArticle
from tests.dreamwriter.session.pages import RecordingPage
from tests.dreamwriter.session.sample import WAIT


@dataclass
class Desk:
    """A worker whose engines are written down by the settings that they were started with."""

    notices: Notices
    started: list[Settings] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.worker = EngineWorker(self.engine_of(Settings()))
        self.change = EngineChange(self.worker, self.notices, Settings(), self.engine_of)

    def engine_of(self, settings: Settings) -> Callable[[], Channel]:
        def open_channel() -> Channel:
            self.started.append(settings)
            return ScriptedChannel(self.play)

        return open_channel

    def play(self, request: Request) -> Iterable[Step]:
        yield TextPiece("A fox. ")
        yield from (Pause(0.02) for _ in range(50))

    def write(self, page: RecordingPage) -> WriteRun:
        """A run that takes a second."""
        run = WriteRun(self.worker, WriteArticle("A fox", pictures=0), page)
        self.change.follow(run)
        run.start()
        return run


@pytest.fixture
def desk(look: Look, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(Notices(look))
    qtbot.addWidget(made.notices)
    yield made
    made.worker.close()
    assert made.worker.wait(10)


def test_a_resting_model_is_changed_at_once(desk: Desk, qtbot: QtBot) -> None:
    desk.worker.start()
    qtbot.waitUntil(lambda: desk.worker.state.name == "ready", timeout=WAIT)
    desk.change.change(Settings(theme="dark"))
    assert not desk.change.waits
    desk.change.change(Settings(theme="dark", memory_gigabytes=8))
    qtbot.waitUntil(lambda: len(desk.started) == 2 and desk.worker.state.name == "ready", timeout=WAIT)
    assert desk.started[-1].memory_gigabytes == 8
    assert desk.notices.notice is None


def test_a_model_at_work_is_changed_when_it_is_done(desk: Desk, qtbot: QtBot) -> None:
    page = RecordingPage()
    run = desk.write(page)
    qtbot.waitUntil(lambda: bool(page.runs and page.runs[0].text), timeout=WAIT)
    desk.change.change(Settings(model="/other"))
    assert desk.change.waits
    assert desk.notices.notice is not None
    assert "at work" in desk.notices.notice.sentence
    with qtbot.waitSignal(run.finished, timeout=WAIT) as heard:
        pass
    assert heard.args == [True, "done"]
    qtbot.waitUntil(lambda: len(desk.started) == 2, timeout=WAIT)
    assert desk.started[-1].model == "/other"
    assert desk.notices.notice is None


def test_a_person_may_have_it_changed_at_once_and_keeps_what_is_written(desk: Desk, qtbot: QtBot) -> None:
    page = RecordingPage()
    run = desk.write(page)
    qtbot.waitUntil(lambda: bool(page.runs and page.runs[0].text), timeout=WAIT)
    desk.change.change(Settings(model="/other"))
    with qtbot.waitSignal(run.finished, timeout=WAIT) as heard:
        desk.notices.wished.connect(lambda wish: desk.change.now() if wish is Wish.CHANGE_NOW else None)
        desk.notices._bar.acted.emit(0)
    assert heard.args == [True, "stopped"]
    assert page.runs[0].text == "A fox. "
    assert page.runs[0].done[-1] == "kept"
    qtbot.waitUntil(lambda: len(desk.started) == 2, timeout=WAIT)


def test_a_change_that_is_taken_back_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    page = RecordingPage()
    run = desk.write(page)
    desk.change.change(Settings(model="/other"))
    desk.change.change(Settings())
    assert desk.notices.notice is None
    with qtbot.waitSignal(run.finished, timeout=WAIT):
        pass
    assert len(desk.started) == 1


def test_the_real_engine_is_told_how_much_memory_it_may_take(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    with pytest.raises(ModelMissing, match="cannot be found"):
        engine_of(Settings(model=str(broken)))()
    shutil.copytree(bundled_folder(), broken)
    channel = engine_of(replace(Settings(), model=str(broken), memory_gigabytes=2.5))()
    assert isinstance(channel, ProcessChannel)
    try:
        command = psutil.Process(channel.pid).cmdline()
    finally:
        channel.kill()
    assert command[-4:] == ["--model", str(broken), "--memory", "2.5"]
