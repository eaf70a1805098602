"""The contract of the window's worker, with a scripted engine and with a real process."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.channel import Channel, ProcessChannel
from dreamwriter.engine_client.client import EngineState
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.engine_client.worker import Arrival, EngineWorker, WorkerJob
from engine.protocol.events import Cancelled, DreamStep, Failed, Finished, JobStarted, Notice, PictureReady, TextPiece
from engine.protocol.requests import WriteArticle
from tests.contract.scenarios import FAILURE, OPENINGS, TEXT, job_steps

STUB = Path(__file__).with_name("stub_engine.py")
SECONDS = 20_000
"""Milliseconds to wait for what comes at once on a machine that is not busy."""


@dataclass
class Desk:
    """A worker, and what came to the window's thread."""

    kind: str
    channels: list[Channel] = field(default_factory=list)
    states: list[EngineState] = field(default_factory=list)
    arrivals: list[tuple[WorkerJob, Arrival]] = field(default_factory=list)
    threads: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.worker = EngineWorker(self.open_channel, patience=4.0)
        self.worker.state_changed.connect(self.states.append)

    def open_channel(self) -> Channel:
        if self.kind == "scripted":
            self.channels.append(ScriptedChannel(job_steps, OPENINGS["usual"]))
        else:
            self.channels.append(ProcessChannel([sys.executable, "-P", str(STUB), "usual", "0.2"]))
        return self.channels[-1]

    def submit(self, prompt: str) -> WorkerJob:
        job = self.worker.submit(WriteArticle(prompt), lambda arrival: self._hear(job, arrival))
        return job

    def of(self, job: WorkerJob) -> list[Arrival]:
        """What came of one job."""
        return [arrival for theirs, arrival in self.arrivals if theirs is job]

    def _hear(self, job: WorkerJob, arrival: Arrival) -> None:
        self.threads.add(threading.get_ident())
        self.arrivals.append((job, arrival))


@pytest.fixture(params=["scripted", "process"])
def desk(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(request.param)
    yield made
    made.worker.close()
    assert made.worker.wait(10)


def test_events_come_in_order_in_the_window_s_thread(desk: Desk, qtbot: QtBot) -> None:
    jobs = [desk.submit("article"), desk.submit("article")]
    assert desk.arrivals == []
    qtbot.waitUntil(lambda: jobs[1].done, timeout=SECONDS)
    assert [job for job, _ in desk.arrivals] == sorted((job for job, _ in desk.arrivals), key=jobs.index)
    for job in jobs:
        events = [arrival.event for arrival in desk.of(job)]
        assert events[0] == JobStarted()
        assert isinstance(events[-1], Finished)
        said = [event.text for event in events if isinstance(event, TextPiece)]
        assert "".join(said) == "".join(piece.text for piece in TEXT if isinstance(piece, TextPiece))
        assert not any(isinstance(event, PictureReady) for event in events)
        assert any(isinstance(event, Notice) and event.code == "bad-picture" for event in events)
        assert [arrival.image for arrival in desk.of(job) if isinstance(arrival.event, DreamStep)][-1] is None
    assert desk.threads == {threading.get_ident()}
    names = [state.name for state in desk.states]
    assert list(dict.fromkeys(names)) == ["starting", "loading", "ready", "busy"]
    assert desk.worker.state == EngineState("ready", "scripted", 1.0, 2048)


def test_a_failure_comes_as_an_event_and_the_next_job_works(desk: Desk, qtbot: QtBot) -> None:
    failed, killed, last = desk.submit("fail"), desk.submit("crash in text"), None
    qtbot.waitUntil(lambda: killed.done, timeout=SECONDS)
    assert failed.end == FAILURE
    assert isinstance(killed.end, Failed)
    assert killed.end.code == "engine-gone"
    last = desk.submit("article")
    qtbot.waitUntil(lambda: last.done, timeout=SECONDS)
    assert isinstance(last.end, Finished)
    assert len(desk.channels) == 2


def test_a_request_that_cannot_be_sent_fails(desk: Desk, qtbot: QtBot) -> None:
    ends: list[Arrival] = []
    job = desk.worker.submit(WriteArticle("article", seed=2**63), ends.append)
    qtbot.waitUntil(lambda: job.done, timeout=SECONDS)
    assert isinstance(job.end, Failed)
    assert [arrival.event for arrival in ends] == [job.end]


def test_cancel_is_quick_and_harms_no_other_job(desk: Desk, qtbot: QtBot) -> None:
    slow, waiting, last = desk.submit("slow"), desk.submit("article"), desk.submit("article")
    qtbot.waitUntil(lambda: len(desk.of(slow)) > 1, timeout=SECONDS)
    begun = time.monotonic()
    desk.worker.cancel(waiting)
    desk.worker.cancel(slow)
    qtbot.waitUntil(lambda: slow.done, timeout=SECONDS)
    assert time.monotonic() - begun < 1
    qtbot.waitUntil(lambda: last.done, timeout=SECONDS)
    assert [type(job.end) for job in (slow, waiting, last)] == [Cancelled, Cancelled, Finished]
    assert len(desk.channels) == 1


def test_restart_ends_its_jobs_and_starts_another_engine(desk: Desk, qtbot: QtBot) -> None:
    job = desk.submit("stuck")
    qtbot.waitUntil(lambda: len(desk.of(job)) > 1, timeout=SECONDS)
    begun = time.monotonic()
    desk.worker.restart()
    assert time.monotonic() - begun < 0.1
    qtbot.waitUntil(lambda: job.done and desk.worker.state.name == "ready", timeout=SECONDS)
    assert isinstance(job.end, Cancelled)
    assert len(desk.channels) == 2


def test_after_close_nothing_comes(desk: Desk, qtbot: QtBot) -> None:
    job = desk.submit("slow")
    qtbot.waitUntil(lambda: len(desk.of(job)) > 1, timeout=SECONDS)
    came, shown = len(desk.arrivals), len(desk.states)
    begun = time.monotonic()
    desk.worker.close()
    assert time.monotonic() - begun < 0.1
    desk.submit("article")
    assert desk.worker.wait(10)
    qtbot.wait(50)
    assert (len(desk.arrivals), len(desk.states)) == (came, shown)
    assert not job.done
