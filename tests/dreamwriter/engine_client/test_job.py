"""Tests of how a job's events are taken."""

from __future__ import annotations

import threading

import pytest

from dreamwriter.engine_client.job import Job
from dreamwriter.errors import EngineFailed, EngineGone
from engine.protocol.events import Failed, Finished, JobEvent, TextPiece
from engine.protocol.requests import WriteArticle
from engine.protocol.values import Stats

END = Finished("length", Stats())


def test_taking_can_be_left_and_gone_on_with() -> None:
    job = Job(1, WriteArticle("x"), None)
    for event in (TextPiece("a"), TextPiece("b"), END):
        job.hear(event)
    assert next(job.events()) == TextPiece("a")
    assert list(job.events()) == [TextPiece("b"), END]
    assert list(job.events()) == []
    assert job.wait(0) == job.end == END


def test_taking_waits_for_what_comes() -> None:
    job = Job(1, WriteArticle("x"), None)
    for seconds, event in ((0.2, TextPiece("a")), (0.4, END)):
        threading.Timer(seconds, job.hear, (event,)).start()
    assert not job.done
    assert job.wait(0.01) is None
    assert list(job.events()) == [TextPiece("a"), END]


@pytest.mark.parametrize(("code", "kind"), [("engine-gone", EngineGone), ("bad-request", EngineFailed)])
def test_a_failure_is_raised_each_time(code: str, kind: type[EngineGone | EngineFailed]) -> None:
    job = Job(1, WriteArticle("x"), None)
    job.hear(Failed(code, "What happened.", "What to do.", "detail"))
    for _ in range(2):
        with pytest.raises(kind) as caught:
            list(job.events())
        error = caught.value
        assert (error.code, error.sentence, error.advice, error.detail) == (
            code,
            "What happened.",
            "What to do.",
            "detail",
        )


def test_a_listener_hears_instead() -> None:
    heard: list[JobEvent] = []
    job = Job(1, WriteArticle("x"), heard.append)
    job.hear(TextPiece("a"))
    job.hear(END)
    assert heard == [TextPiece("a"), END]
    assert list(job.events()) == []
