"""The terminal as the commands see it: where results go, where sentences go, and how an engine is started."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any, TextIO

from dreamwriter.cli_progress import ProgressLine
from dreamwriter.engine_client.channel import Channel
from dreamwriter.errors import DreamWriterError
from dreamwriter.session.jobs import Jobs, Stop
from dreamwriter.settings import Settings

OpenChannel = Callable[[Path, Sequence[str]], Channel]
"""Starts an engine, given the model's folder and the engine's own command (empty for this machine's)."""


@dataclass(frozen=True)
class Console:
    """Everything that a command needs from the world.

    Attributes:
        out: for results.
        err: for progress and sentences.
        settings: read when a command asks for them.
    """

    out: TextIO
    err: TextIO
    open_channel: OpenChannel
    settings: Callable[[], Settings]
    stop: Stop = field(default_factory=Stop)

    def say(self, sentence: str) -> None:
        """Tell the person something."""
        print(sentence, file=self.err, flush=True)

    def result(self, text: str) -> None:
        """Give a result in words."""
        print(text, file=self.out, flush=True)

    def result_json(self, data: Mapping[str, Any]) -> None:
        """Give a result to a program."""
        print(json.dumps(data, ensure_ascii=False, indent=2), file=self.out, flush=True)

    def jobs(self, model: Path) -> Jobs:
        """An engine for a `with` block; it is started by the first job."""
        command = self.settings().engine_command
        return Jobs(lambda: self.open_channel(model, command), self.stop)

    @contextmanager
    def progress(self) -> Iterator[ProgressLine]:
        """A progress line that is gone when the block ends."""
        line = ProgressLine(self.err)
        try:
            yield line
        finally:
            line.clear()

    @contextmanager
    def interruptible(self) -> Iterator[None]:
        """Inside, the first Ctrl-C is a wish to stop and keep what is finished; a second one ends at once."""

        def interrupt(number: int, frame: FrameType | None) -> None:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self.stop.wish()

        before = signal.signal(signal.SIGINT, interrupt)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)


def error_json(error: DreamWriterError) -> dict[str, str]:
    """An error as programs get it."""
    return {"code": error.code, "sentence": error.sentence, "advice": error.advice}
