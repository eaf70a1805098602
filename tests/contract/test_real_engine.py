"""The contract with the real engine: its own process, its own command, and a tiny model that does everything."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dreamwriter.engine_client.channel import ProcessChannel, engine_command
from dreamwriter.engine_client.client import EngineClient
from dreamwriter.engine_client.job import Job
from dreamwriter.errors import EngineFailed, EngineGone
from engine.model.loaded import save_checkpoint
from engine.protocol.events import (
    Cancelled,
    DreamStarted,
    DreamStep,
    Finished,
    JobStarted,
    Measured,
    PictureReady,
    TextPiece,
)
from engine.protocol.requests import Illustrate, LoadModel, Measure, Request, WriteArticle
from engine.protocol.values import PaintSettings, TextPart, TextSettings
from tests.engine.tiny import tiny_model

ARTICLE = WriteArticle("A red fox in the snow", pictures=1, text=TextSettings(max_tokens=12))
LONG = Illustrate("A red fox", paint=PaintSettings(steps=500))


class Engine:
    """A client of the real engine, and the processes that it has started."""

    def __init__(self, model: Path, memory: float = 0.0) -> None:
        self.processes: list[ProcessChannel] = []
        self.client = EngineClient(lambda: self._open(model, memory))

    def _open(self, model: Path, memory: float) -> ProcessChannel:
        self.processes.append(ProcessChannel(engine_command(model, memory)))
        return self.processes[-1]

    def do(self, request: Request) -> list[object]:
        """All events of a job."""
        return list(self.client.submit(request).events())


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models") / "tiny"
    save_checkpoint(tiny_model(), folder)
    return folder


@pytest.fixture(scope="module")
def engine(model: Path) -> Iterator[Engine]:
    made = Engine(model)
    yield made
    made.client.close()


def painting(engine: Engine) -> Job:
    """A long job that has begun to paint."""
    job = engine.client.submit(LONG)
    assert next(event for event in job.events() if isinstance(event, DreamStep)).steps == 500
    return job


def test_an_article_comes_in_order_and_the_same_again(engine: Engine) -> None:
    events = engine.do(ARTICLE)
    assert events[0] == JobStarted()
    assert isinstance(events[-1], Finished)
    kinds = [type(event) for event in events if isinstance(event, DreamStarted | DreamStep | PictureReady)]
    assert kinds == [DreamStarted, DreamStep, DreamStep, DreamStep, PictureReady]
    assert any(isinstance(event, TextPiece) for event in events)
    assert events[-1].stats.pictures == 1
    again = engine.do(ARTICLE)
    assert [e for e in again if isinstance(e, TextPiece | PictureReady)] == [
        e for e in events if isinstance(e, TextPiece | PictureReady)
    ]
    assert engine.client.state.model == "Tiny"
    assert engine.client.state.context_tokens == 512


def test_cancel_is_heard_within_a_second_in_work_and_in_the_queue(engine: Engine) -> None:
    job, waiting = painting(engine), engine.client.submit(ARTICLE)
    start = time.monotonic()
    engine.client.cancel(waiting)
    engine.client.cancel(job)
    assert [type(event) for event in waiting.events()] == [Cancelled]
    assert isinstance(list(job.events())[-1], Cancelled)
    assert time.monotonic() - start < 1
    assert isinstance(engine.do(ARTICLE)[-1], Finished)
    assert len(engine.processes) == 1


def test_what_cannot_be_done_is_said_in_words_and_harms_nothing(engine: Engine, tmp_path: Path) -> None:
    for request, code in (
        (WriteArticle(""), "bad-request"),
        (LoadModel(str(tmp_path)), "bad-checkpoint"),
    ):
        with pytest.raises(EngineFailed) as caught:
            engine.do(request)
        assert caught.value.code == code
    assert isinstance(engine.do(ARTICLE)[-1], Finished)
    assert len(engine.processes) == 1


def test_it_tells_how_much_of_a_document_it_would_read(engine: Engine) -> None:
    long = "\n\n".join("A fox ran home." for _ in range(100))
    _, measured, end = engine.do(Measure((TextPart(long),)))
    assert isinstance(measured, Measured)
    assert measured.words == 400
    assert 0 < measured.words_read < 400
    assert isinstance(end, Finished)


def test_a_model_that_may_not_use_enough_memory_is_refused_in_words(model: Path) -> None:
    refused = Engine(model, 0.3)
    with pytest.raises(EngineFailed) as caught:
        refused.do(ARTICLE)
    refused.client.close()
    assert caught.value.code == "out-of-memory"
    assert "it may use only 0.3 GB" in caught.value.sentence
    assert "settings" in caught.value.advice


def test_killed_while_it_paints(engine: Engine) -> None:
    job = painting(engine)
    os.kill(engine.processes[-1].pid, signal.SIGKILL)
    with pytest.raises(EngineGone):
        list(job.events())
    assert isinstance(engine.do(ARTICLE)[-1], Finished)
    assert len(engine.processes) == 2


def test_close_ends_it_while_it_paints(engine: Engine) -> None:
    job = painting(engine)
    start = time.monotonic()
    engine.client.close()
    assert time.monotonic() - start < 2
    assert isinstance(job.end, Cancelled)
