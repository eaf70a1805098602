"""Tests of the server in this process, with a runner that does what it is told."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from engine.errors import BadCheckpoint, BadRequest
from engine.protocol.events import (
    Cancelled,
    Event,
    Failed,
    Finished,
    JobEvent,
    JobStarted,
    Measured,
    ModelState,
    TextPiece,
)
from engine.protocol.messages import Cancel, Downward, Heartbeat, Hello, Shutdown, Submit, Told
from engine.protocol.requests import LoadModel, Measure, Request, WriteArticle
from engine.protocol.values import Stats, TextPart
from engine.protocol.wire import read_up, write_frame
from engine.serve.server import ModelFacts, serve

FIRST, OTHER, NONE = Path("/first"), Path("/other"), Path("/none")
NO_MODEL = Failed("bad-checkpoint", "This is no model.", "Choose another folder.", str(NONE))
READY = ModelState("ready", "first", 1.0, 512)


class Runner:
    """Its models are named after their folders; a job does what its prompt says."""

    def __init__(self) -> None:
        self.mercy = threading.Event()
        """Ends the job that hears nothing else."""

    def load(self, folder: Path, progress: Callable[[float], None]) -> ModelFacts:
        """Any folder is a model but /none; /slow takes a minute."""
        if folder == NONE:
            raise BadCheckpoint("This is no model.", "Choose another folder.", str(folder))
        for i in range(6000 if folder == Path("/slow") else 3):
            progress(i / 6000)
            time.sleep(0.01)
        progress(1.0)
        return ModelFacts(folder.name, 512)

    def run(self, request: Request, cancelled: Callable[[], bool]) -> Iterator[JobEvent]:
        """Text, and then what the prompt says."""
        if isinstance(request, Measure):
            yield Measured(3, 3, 0, 0, 0.1)
            yield Finished("stop", Stats())
        assert isinstance(request, WriteArticle)
        yield TextPiece(request.prompt)
        match request.prompt:
            case "no memory":
                raise MemoryError
            case "mistake":
                raise ZeroDivisionError("a mistake of ours")
            case "refuse":
                raise BadRequest("No.", "Ask something else.", "why")
            case "no end":
                return
            case "wrong type":
                yield TextPiece(3)  # type: ignore[arg-type]
            case "wait":
                while not cancelled():
                    time.sleep(0.01)
                yield Cancelled(Stats(text_tokens=1))
            case "deaf":
                self.mercy.wait(60)
        yield Finished("stop", Stats())
        raise AssertionError("nobody asks for more after the end")


class Pipe:
    """An engine at a pipe, in a thread."""

    def __init__(self, model: Path = FIRST, heartbeat: float = 60.0) -> None:
        down, up = os.pipe(), os.pipe()
        self.downward: BinaryIO = os.fdopen(down[1], "wb")
        self.upward: BinaryIO = os.fdopen(up[0], "rb")
        self.abandoned = threading.Event()
        self.runner = Runner()
        self._engine_side = (os.fdopen(down[0], "rb"), os.fdopen(up[1], "wb"))
        self.thread = threading.Thread(target=self._serve, args=(model, heartbeat), daemon=True)
        self.thread.start()

    def _serve(self, model: Path, heartbeat: float) -> None:
        serve(self.runner, model, *self._engine_side, heartbeat, self.abandoned.set)

    def send(self, *messages: Downward) -> None:
        """Send messages down."""
        for message in messages:
            write_frame(self.downward, message)

    def told(self, job: int | None = None) -> Iterator[Event]:
        """The events up to the end of a job; of that job alone and of the model."""
        while (message := read_up(self.upward)) is not None:
            if isinstance(message, Told) and message.job in (None, job):
                yield message.event
                if isinstance(message.event, Finished | Cancelled | Failed):
                    return

    def close(self) -> None:
        """Close both ends and wait for the engine."""
        self.downward.close()
        self.thread.join(5)
        self.upward.close()
        for stream in self._engine_side:
            with contextlib.suppress(BrokenPipeError):  # what was written last may have had no reader
                stream.close()


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    made.close()


def job_events(pipe: Pipe, number: int, request: Request) -> list[Event]:
    pipe.send(Submit(number, request))
    return list(pipe.told(number))


def test_it_greets_loads_and_works(pipe: Pipe) -> None:
    assert read_up(pipe.upward) == Hello()
    events = job_events(pipe, 1, WriteArticle("words"))
    assert events[:2] == [ModelState("starting"), ModelState("loading")]
    busy = ModelState("busy", "first", 1.0, 512)
    work = [JobStarted(), busy, TextPiece("words"), READY, Finished("stop", Stats())]
    assert events[-6:] == [READY, *work]


@pytest.mark.parametrize(
    ("prompt", "code", "detail"),
    [
        ("refuse", "bad-request", "why"),
        ("no memory", "out-of-memory", ""),
        ("mistake", "engine-error", "ZeroDivisionError: a mistake of ours"),
        ("no end", "engine-error", "without an end"),
        ("wrong type", "protocol", "int in the place of str"),
    ],
)
def test_a_failing_job_is_told_and_survived(pipe: Pipe, prompt: str, code: str, detail: str) -> None:
    failed = job_events(pipe, 1, WriteArticle(prompt))[-1]
    assert isinstance(failed, Failed)
    assert failed.code == code
    assert detail in failed.detail
    assert failed.sentence
    assert failed.advice
    assert isinstance(job_events(pipe, 2, WriteArticle("words"))[-1], Finished)


def test_cancel_in_work_and_in_the_queue(pipe: Pipe) -> None:
    pipe.send(Submit(1, WriteArticle("wait")))
    assert TextPiece("wait") in pipe.told(1)
    pipe.send(Submit(2, WriteArticle("words")), Cancel(2))
    assert list(pipe.told(2)) == [Cancelled(Stats())]
    pipe.send(Cancel(7), Cancel(1))
    assert list(pipe.told(1))[-1] == Cancelled(Stats(text_tokens=1))
    assert isinstance(job_events(pipe, 3, WriteArticle("words"))[-1], Finished)


def test_to_measure_is_not_told_as_work(pipe: Pipe) -> None:
    events = job_events(pipe, 1, Measure((TextPart("A fox ran."),)))
    assert Measured(3, 3, 0, 0, 0.1) in events
    assert not any(isinstance(event, ModelState) and event.state == "busy" for event in events)
    assert isinstance(events[-1], Finished)


def test_another_model(pipe: Pipe) -> None:
    events = job_events(pipe, 1, LoadModel(str(OTHER)))
    assert isinstance(events[-1], Finished)
    assert events[-2] == ModelState("ready", "other", 1.0, 512)
    assert ModelState("busy", "other", 1.0, 512) in job_events(pipe, 2, WriteArticle("words"))


def test_a_folder_that_is_no_model_leaves_the_one_before(pipe: Pipe) -> None:
    events = job_events(pipe, 1, LoadModel(str(NONE)))
    assert events[-2:] == [
        ModelState("failed", failure=NO_MODEL),
        NO_MODEL,
    ]
    assert ModelState("busy", "first", 1.0, 512) in job_events(pipe, 2, WriteArticle("words"))


def test_a_model_is_named_by_its_whole_path(pipe: Pipe) -> None:
    failed = job_events(pipe, 1, LoadModel("other"))[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "bad-request"


def test_loading_can_be_cancelled(pipe: Pipe) -> None:
    pipe.send(Submit(1, LoadModel("/slow")))
    events = pipe.told(1)
    assert JobStarted() in events
    pipe.send(Cancel(1))
    assert isinstance(list(events)[-1], Cancelled)
    assert ModelState("busy", "first", 1.0, 512) in job_events(pipe, 2, WriteArticle("words"))


def test_the_first_job_is_told_why_there_is_no_model() -> None:
    pipe = Pipe(NONE)
    failed = job_events(pipe, 1, WriteArticle("words"))[-1]
    assert isinstance(failed, Failed)
    assert failed.code == "bad-checkpoint"
    assert isinstance(job_events(pipe, 2, LoadModel(str(OTHER)))[-1], Finished)
    pipe.close()


@pytest.mark.parametrize("prompt", ["words", "wait", None])
def test_it_ends_when_the_pipe_closes(prompt: str | None) -> None:
    pipe = Pipe(FIRST if prompt else Path("/slow"))
    if prompt:
        pipe.send(Submit(1, WriteArticle(prompt)))
        assert TextPiece(prompt) in pipe.told(1)
    start = time.monotonic()
    pipe.close()
    assert not pipe.thread.is_alive()
    assert time.monotonic() - start < 1
    assert not pipe.abandoned.is_set()


def test_it_ends_when_it_is_told_to(pipe: Pipe) -> None:
    pipe.send(Submit(1, WriteArticle("wait")))
    assert TextPiece("wait") in pipe.told(1)
    pipe.send(Shutdown())
    pipe.thread.join(1)
    assert not pipe.thread.is_alive()


def test_it_ends_when_it_does_not_understand(pipe: Pipe, capfd: pytest.CaptureFixture[str]) -> None:
    pipe.downward.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    pipe.downward.flush()
    pipe.thread.join(1)
    assert not pipe.thread.is_alive()
    assert "could not be understood" in capfd.readouterr().err


def test_it_ends_when_nobody_listens(pipe: Pipe) -> None:
    pipe.send(Submit(1, WriteArticle("wait")))
    assert TextPiece("wait") in pipe.told(1)
    pipe.upward.close()
    pipe.send(Submit(2, WriteArticle("words")), Cancel(2))
    pipe.thread.join(1)
    assert not pipe.thread.is_alive()


def test_work_that_does_not_end_is_abandoned() -> None:
    pipe = Pipe()
    pipe.send(Submit(1, WriteArticle("deaf")))
    assert TextPiece("deaf") in pipe.told(1)
    pipe.downward.close()
    assert pipe.abandoned.wait(1.5)
    pipe.runner.mercy.set()
    pipe.close()


def test_it_has_a_heartbeat_while_it_works() -> None:
    pipe = Pipe(heartbeat=0.05)
    pipe.send(Submit(1, WriteArticle("wait")))
    assert TextPiece("wait") in pipe.told(1)
    assert [read_up(pipe.upward) for _ in range(3)] == [Heartbeat()] * 3
    pipe.close()
