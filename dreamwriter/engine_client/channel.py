"""Channels: a line to one engine, from its start to its end. The usual one is a process."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import IO, BinaryIO, Protocol, cast

from dreamwriter.engine_client import gone
from dreamwriter.errors import EngineGone
from engine.protocol import wire
from engine.protocol.messages import Downward, Shutdown, Upward
from engine.protocol.wire import ProtocolViolation, pack, read_up

STDERR_LINES = 60
STDERR_LINE_BYTES = 2000
CLOSE_SECONDS = 1.5
"""How long an engine may take to end by itself after it was asked to."""
END_SECONDS = 2.0
"""How long to wait for what follows at once from the end of a process: its status, the end of its pipes."""


class Channel(Protocol):
    """A line to one engine. When it is broken it stays broken: the next engine gets a new channel."""

    def send(self, message: Downward) -> None:
        """Send a message. Does not block, and does not fail when the engine is gone: `receive` tells that.

        Raises:
            ProtocolViolation: the message cannot be sent to any engine.
        """

    def receive(self, timeout: float) -> Upward | None:
        """The next message, or None if none comes within `timeout` seconds.

        Raises:
            EngineGone: the engine ended or broke the protocol, and everything that it said before was received.
        """

    def close(self) -> None:
        """Ask the engine to end, wait a little, and kill it if it does not. Blocks; may be called again."""

    def kill(self) -> None:
        """End the engine at once. Does not fail when there is nothing to kill."""

    def last_words(self) -> str:
        """What the engine wrote on its error stream last, for a bug report."""


def engine_command(model: Path | None = None, memory: float = 0.0) -> list[str]:
    """The command that starts the engine of this installation.

    Args:
        model: folder of the model; None for the bundled one.
        memory: gigabytes that the engine may take; 0 to let it decide.
    """
    # -P: a folder that a person happens to work in must not be able to stand in for the engine.
    command = [sys.executable, "-P", "-m", "engine", "serve"]
    command += [] if model is None else ["--model", str(model.absolute())]
    return command if memory <= 0 else [*command, "--memory", f"{memory:g}"]


class ProcessChannel:
    """A channel to a process that it starts: this installation's engine, or any command, such as `ssh` to one."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start the process.

        Raises:
            EngineGone: it could not be started.
        """
        try:
            self._process = _spawn(command)
        except (OSError, ValueError) as error:
            raise gone.not_started(f"{' '.join(command)}: {error}") from error
        self._heard: queue.SimpleQueue[Upward | EngineGone] = queue.SimpleQueue()
        self._outbox: queue.SimpleQueue[list[bytes] | None] = queue.SimpleQueue()
        self._gone: EngineGone | None = None
        self._stderr: deque[str] = deque(maxlen=STDERR_LINES)
        self._reader, self._writer, self._listener = (
            threading.Thread(target=work, name=f"engine {work.__name__}", daemon=True)
            for work in (self._read, self._write, self._read_stderr)
        )
        for thread in (self._reader, self._writer, self._listener):
            thread.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def send(self, message: Downward) -> None:
        """See `Channel.send`."""
        self._outbox.put(pack(message))

    def receive(self, timeout: float) -> Upward | None:
        """See `Channel.receive`."""
        if self._gone is not None:
            raise self._gone
        try:
            heard = self._heard.get(timeout=timeout)
        except queue.Empty:
            return None
        if isinstance(heard, EngineGone):
            self._gone = heard
            raise heard
        return heard

    def close(self) -> None:
        """See `Channel.close`."""
        self.send(Shutdown())
        self._outbox.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(CLOSE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """See `Channel.kill`."""
        self._end_process()
        self._outbox.put(None)
        streams = (self._process.stdout, self._process.stdin, self._process.stderr)
        for thread, stream in zip((self._reader, self._writer, self._listener), streams, strict=True):
            thread.join(END_SECONDS)
            if stream is not None and not thread.is_alive():
                with contextlib.suppress(OSError):  # what was not written yet has nowhere to go
                    stream.close()

    def last_words(self) -> str:
        """See `Channel.last_words`."""
        return "".join(list(self._stderr)).strip()

    def _end_process(self) -> None:
        """Kill the process and what it started, and wait for it, so that no dead process stays behind."""
        if self._process.poll() is None:
            with contextlib.suppress(OSError):
                _kill_group(self._process)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)

    def _read(self) -> None:
        """Thread: hear messages until the process ends or babbles."""
        stream = _stream(self._process.stdout)
        try:
            while (message := read_up(stream)) is not None:
                self._heard.put(message)
        except ProtocolViolation as error:
            self._end_process()
            self._listener.join(END_SECONDS)
            self._heard.put(gone.babbled(error, self.last_words()))
            return
        except OSError:
            pass  # on some systems the end of a killed process's pipe is an error
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(END_SECONDS)
        self._end_process()
        self._listener.join(END_SECONDS)
        self._heard.put(gone.ended(f"exit status {self._process.returncode}\n{self.last_words()}".strip()))

    def _write(self) -> None:
        """Thread: send what is in the outbox, then close the pipe."""
        stream = _stream(self._process.stdin)
        with contextlib.suppress(OSError):  # the reader tells of a process that is gone
            while (pieces := self._outbox.get()) is not None:
                for piece in pieces:
                    stream.write(piece)
                stream.flush()
        with contextlib.suppress(OSError):
            stream.close()

    def _read_stderr(self) -> None:
        """Thread: keep the last lines of what the process complains about."""
        stream = _stream(self._process.stderr)
        with contextlib.suppress(OSError):
            while line := stream.readline(STDERR_LINE_BYTES):
                self._stderr.append(line.decode(errors="replace"))


def _spawn(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process with three pipes, out of reach of the terminal's Ctrl-C."""
    environment = dict(os.environ)
    paths = [str(Path(wire.__file__).parents[2]), environment.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
    pipe = subprocess.PIPE
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, creationflags=flags)
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment, start_new_session=True)


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _stream(stream: IO[bytes] | None) -> BinaryIO:
    """The stream, which is there because the process was started with pipes."""
    assert stream is not None, "the process was started without pipes"
    return cast(BinaryIO, stream)
