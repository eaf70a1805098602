"""One contract for every channel: what a client may rely on, whatever the engine at the other end does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dreamwriter.engine_client.channel import Channel, ProcessChannel
from dreamwriter.engine_client.client import EngineClient, EngineState
from dreamwriter.engine_client.job import Job
from dreamwriter.engine_client.scripted import Crash, Pause, ScriptedChannel
from dreamwriter.errors import EngineFailed, EngineGone
from engine.protocol.events import Cancelled, Failed, Finished, JobEvent, JobStarted, TextPiece
from engine.protocol.requests import LoadModel, Measure, WriteArticle
from engine.protocol.values import TextPart, TextSettings
from tests.contract.scenarios import ARTICLE, FAILURE, JOBS, MEASURED, NO_MODEL, OPENINGS, TEXT, job_steps

STUB = Path(__file__).with_name("stub_engine.py")
PATIENCE = {"scripted": 0.6, "process": 4.0}
"""A process needs a moment to start on a busy machine."""


@dataclass
class Line:
    """A client, and what it has opened and shown so far."""

    client: EngineClient
    channels: list[Channel]
    states: list[EngineState]


@dataclass
class Lines:
    """Makes clients whose engines open as told, one after another, and then as usual."""

    kind: str
    clients: list[EngineClient] = field(default_factory=list)

    def open(self, *openings: str, cancel_patience: float = 2.0) -> Line:
        """A new client. Nothing is started yet."""
        plan = iter(openings)
        channels: list[Channel] = []
        states: list[EngineState] = []

        def open_channel() -> Channel:
            opening = next(plan, "usual")
            if self.kind == "scripted":
                channels.append(ScriptedChannel(job_steps, OPENINGS[opening]))
            else:
                channels.append(ProcessChannel([sys.executable, "-P", str(STUB), opening, "0.2"]))
            return channels[-1]

        patience = PATIENCE[self.kind]
        client = EngineClient(open_channel, on_state=states.append, patience=patience, cancel_patience=cancel_patience)
        self.clients.append(client)
        return Line(client, channels, states)


@pytest.fixture(params=["scripted", "process"])
def lines(request: pytest.FixtureRequest) -> Iterator[Lines]:
    made = Lines(request.param)
    yield made
    for client in made.clients:
        client.close()


def article(prompt: str) -> WriteArticle:
    return WriteArticle(prompt)


def first_text(job: Job) -> None:
    """Take events up to the first piece of text."""
    assert next(event for event in job.events() if isinstance(event, TextPiece)) == TEXT[0]


def assert_works(client: EngineClient) -> None:
    assert list(client.submit(article("article")).events()) == [JobStarted(), *ARTICLE]


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_events_come_whole_and_in_order(lines: Lines) -> None:
    line = lines.open()
    assert line.client.state == EngineState("off")
    assert_works(line.client)
    names = [state.name for state in line.states]
    assert list(dict.fromkeys(names)) == ["starting", "loading", "ready", "busy"]
    assert names.index("ready") < names.index("busy")
    assert 0.5 in [state.progress for state in line.states if state.name == "loading"]
    assert line.client.state == EngineState("ready", "scripted", 1.0, 2048)


def test_the_model_loads_before_the_first_job(lines: Lines) -> None:
    line = lines.open()
    line.client.start()
    assert within(10, lambda: line.client.state.name == "ready")
    assert_works(line.client)
    assert len(line.channels) == 1


def test_why_a_model_cannot_be_loaded_is_told_before_any_job(lines: Lines) -> None:
    line = lines.open("no model")
    line.client.start()
    assert within(10, lambda: any(state.name == "failed" for state in line.states))
    error = next(state.error for state in line.states if state.name == "failed")
    assert isinstance(error, EngineFailed)
    assert (error.code, error.sentence) == (NO_MODEL.code, NO_MODEL.sentence)
    assert_works(line.client)
    assert line.client.state.error is None
    assert len(line.channels) == 1


def test_to_measure_is_answered_and_not_shown_as_work(lines: Lines) -> None:
    line = lines.open()
    assert list(line.client.submit(Measure((TextPart("A fox."),))).events()) == [JobStarted(), *MEASURED]
    assert "busy" not in [state.name for state in line.states]
    assert_works(line.client)
    assert "busy" in [state.name for state in line.states]


def test_two_jobs_run_one_after_another(lines: Lines) -> None:
    client = lines.open().client
    seen: list[tuple[int, JobEvent]] = []
    jobs = [client.submit(article("article"), lambda event, i=i: seen.append((i, event))) for i in range(2)]  # type: ignore[misc]
    assert [type(job.wait(20)) for job in jobs] == [Finished, Finished]
    assert seen == [(i, event) for i in range(2) for event in (JobStarted(), *ARTICLE)]
    assert list(jobs[0].events()) == []


def test_a_failed_job_says_why_and_the_next_one_works(lines: Lines) -> None:
    line = lines.open()
    with pytest.raises(EngineFailed) as caught:
        list(line.client.submit(article("fail")).events())
    error = caught.value
    assert Failed(error.code, error.sentence, error.advice, error.detail) == FAILURE
    assert_works(line.client)
    assert len(line.channels) == 1


def test_cancel_in_work(lines: Lines) -> None:
    line = lines.open()
    job = line.client.submit(article("slow"))
    first_text(job)
    start = time.monotonic()
    line.client.cancel(job)
    line.client.cancel(job)
    assert isinstance(list(job.events())[-1], Cancelled)
    assert time.monotonic() - start < 1
    line.client.cancel(job)
    assert_works(line.client)
    assert len(line.channels) == 1


def test_cancel_of_a_job_that_waits(lines: Lines) -> None:
    client = lines.open().client
    running, waiting = client.submit(article("slow")), client.submit(article("article"))
    first_text(running)
    client.cancel(waiting)
    assert [type(event) for event in waiting.events()] == [Cancelled]
    assert not running.done
    client.cancel(running)
    assert isinstance(running.wait(5), Cancelled)


def test_cancel_before_the_engine_is_there(lines: Lines) -> None:
    line = lines.open("slow loading")
    job = line.client.submit(article("article"))
    line.client.cancel(job)
    assert isinstance(job.wait(5), Cancelled)


def test_an_engine_that_does_not_stop_is_replaced(lines: Lines) -> None:
    line = lines.open(cancel_patience=0.5)
    stuck = line.client.submit(article("stuck"))
    waiting = line.client.submit(article("article"))
    first_text(stuck)
    start = time.monotonic()
    line.client.cancel(stuck)
    assert [type(event) for event in stuck.events()] == [Cancelled]
    assert 0.5 <= time.monotonic() - start < 1.5
    assert list(waiting.events()) == [JobStarted(), *ARTICLE]
    assert len(line.channels) == 2


@pytest.mark.parametrize("crash", ["crash at once", "crash in text", "crash in picture"])
def test_killed_in_work(lines: Lines, crash: str) -> None:
    line = lines.open()
    with line.client._lock:  # both are there before the engine hears of either
        job, waiting = line.client.submit(article(crash)), line.client.submit(article("article"))
    with pytest.raises(EngineGone, match="stopped unexpectedly"):
        list(job.events())
    with pytest.raises(EngineGone):
        list(waiting.events())
    assert within(2, lambda: line.client.state.name == "failed")
    assert isinstance(line.client.state.error, EngineGone)
    assert_works(line.client)
    assert len(line.channels) == 2


@pytest.mark.parametrize("crash", ["crash in picture", "crash in second picture"])
def test_what_came_before_a_crash_is_heard(lines: Lines, crash: str) -> None:
    line, heard = lines.open(), list[JobEvent]()
    job = line.client.submit(article(crash), heard.append)
    assert isinstance(job.wait(20), Failed)
    told = [step for step in JOBS[crash] if not isinstance(step, Pause | Crash)]
    assert heard == [JobStarted(), *told, job.end]


@pytest.mark.parametrize("opening", ["crash before hello", "crash in loading", "garbage first", "event first"])
def test_killed_before_work(lines: Lines, opening: str) -> None:
    line = lines.open(opening)
    with pytest.raises(EngineGone):
        list(line.client.submit(article("article")).events())
    assert_works(line.client)


@pytest.mark.parametrize("opening", ["freeze before hello", "freeze in loading"])
def test_frozen_before_work(lines: Lines, opening: str) -> None:
    line = lines.open(opening)
    with pytest.raises(EngineGone, match="no sign of life"):
        list(line.client.submit(article("article")).events())
    assert_works(line.client)


def test_frozen_in_work(lines: Lines) -> None:
    line = lines.open()
    with pytest.raises(EngineGone, match="no sign of life"):
        list(line.client.submit(article("freeze")).events())
    assert_works(line.client)


def test_a_long_step_is_no_freeze(lines: Lines) -> None:
    line = lines.open()
    job = line.client.submit(article("stuck"))
    first_text(job)
    assert job.wait(PATIENCE[lines.kind] + 0.5) is None
    assert line.client.state.name == "busy"
    assert len(line.channels) == 1


BABBLE = [
    "garbage",
    "half a frame",
    "too large",
    "wrong version",
    "unknown event",
    "unknown job",
    "second start",
    "second greeting",
]


@pytest.mark.parametrize("prompt", BABBLE)
def test_babbling(lines: Lines, prompt: str) -> None:
    line = lines.open()
    with pytest.raises(EngineGone, match="could not be understood") as caught:
        list(line.client.submit(article(prompt)).events())
    assert ("same version" in caught.value.advice) == (prompt == "wrong version")
    assert_works(line.client)
    assert len(line.channels) == 2


def test_a_request_that_cannot_be_sent_is_refused_at_once(lines: Lines) -> None:
    line = lines.open()
    with pytest.raises(EngineFailed):
        line.client.submit(WriteArticle("article", seed=2**63))
    with pytest.raises(EngineFailed):
        line.client.submit(WriteArticle("article", text=TextSettings(temperature=float("nan"))))
    with pytest.raises(EngineFailed, match="too large"):
        line.client.submit(LoadModel("x" * (5 << 20)))
    assert line.channels == []


def test_close_ends_what_is_in_work_and_a_later_job_starts_anew(lines: Lines) -> None:
    line = lines.open()
    running, waiting = line.client.submit(article("stuck")), line.client.submit(article("article"))
    first_text(running)
    line.client.close()
    assert isinstance(running.end, Cancelled)
    assert isinstance(waiting.end, Cancelled)
    assert line.client.state == EngineState("off")
    assert_works(line.client)
    assert len(line.channels) == 2


def test_a_listener_that_fails_harms_nobody(lines: Lines, caplog: pytest.LogCaptureFixture) -> None:
    client = lines.open().client

    def listen(event: JobEvent) -> None:
        raise ValueError(f"cannot show {type(event).__name__}")

    assert isinstance(client.submit(article("article"), listen).wait(20), Finished)
    assert_works(client)
    assert "a listener to a job failed" in caplog.text


def test_every_scenario_is_played() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [name for name in (*JOBS, *OPENINGS) if f'"{name}"' not in source] == []
