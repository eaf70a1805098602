"""Jobs: everything is heard in order, a wish stops them, failures are raised."""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest

from dreamwriter.engine_client.client import EngineState
from dreamwriter.engine_client.scripted import Crash, Pause, Script, ScriptedChannel, Step
from dreamwriter.errors import EngineFailed, EngineGone
from dreamwriter.session.jobs import Heard, Jobs, Stop
from engine.protocol.events import Cancelled, Failed, Finished, JobStarted, TextPiece
from engine.protocol.requests import Illustrate, Request

ASK = Illustrate("a fox")


def jobs_of(script: Script, stop: Stop | None = None) -> Jobs:
    return Jobs(lambda: ScriptedChannel(script), stop or Stop())


def test_states_and_events_come_in_one_stream() -> None:
    heard: list[Heard] = []
    with jobs_of({Illustrate: [TextPiece("one"), TextPiece("two")]}) as jobs:
        end = jobs.do(ASK, heard.append)
    assert isinstance(end, Finished)
    states = [item.name for item in heard if isinstance(item, EngineState)]
    assert states[:2] == ["starting", "loading"]
    events = [item for item in heard if not isinstance(item, EngineState)]
    assert events == [JobStarted(), TextPiece("one"), TextPiece("two"), end]


def test_one_engine_does_several_jobs() -> None:
    opened = []

    def channel() -> ScriptedChannel:
        opened.append(1)
        return ScriptedChannel({Illustrate: [TextPiece("x")]})

    with Jobs(channel, Stop()) as jobs:
        ends = [jobs.do(ASK, lambda heard: None) for _ in range(3)]
    assert [type(end) for end in ends] == [Finished] * 3
    assert opened == [1]


def test_a_wish_stops_a_job_at_work() -> None:
    stop = Stop()

    def script(request: Request) -> Iterable[Step]:
        yield TextPiece("first")
        while True:
            yield Pause(0.05)
            yield TextPiece("more")

    def hear(heard: Heard) -> None:
        if isinstance(heard, TextPiece):
            stop.wish()

    clock = time.monotonic()
    with jobs_of(script, stop) as jobs:
        assert isinstance(jobs.do(ASK, hear), Cancelled)
    assert time.monotonic() - clock < 2


def test_a_wish_before_the_job_starts_no_engine() -> None:
    stop = Stop()
    stop.wish()
    opened = []

    def channel() -> ScriptedChannel:
        opened.append(1)
        return ScriptedChannel({})

    with Jobs(channel, stop) as jobs:
        assert isinstance(jobs.do(ASK, lambda heard: None), Cancelled)
    assert opened == []


def test_failures_are_raised_in_their_own_words() -> None:
    with jobs_of({Illustrate: [Failed("bad-request", "Too long.", "Shorten it.", "detail")]}) as jobs:
        with pytest.raises(EngineFailed, match="Too long") as caught:
            jobs.do(ASK, lambda heard: None)
        assert (caught.value.code, caught.value.advice) == ("bad-request", "Shorten it.")
    with jobs_of({Illustrate: [TextPiece("x"), Crash()]}) as jobs, pytest.raises(EngineGone):
        jobs.do(ASK, lambda heard: None)
