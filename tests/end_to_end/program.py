"""The real program as a person starts it: a process of its own, with the model that ships with it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120


def environment(home: Path) -> dict[str, str]:
    """This environment with the settings of nobody."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home), "XDG_CONFIG_HOME": str(home)}


def dreamwriter(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run one command to its end in a folder."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "dreamwriter", *map(str, words)], cwd=folder, env=environment(folder),
        capture_output=True, text=True, encoding="utf-8", timeout=PATIENCE_SECONDS, check=False,
    )  # fmt: skip


class Running:
    """A command at work."""

    def __init__(self, process: subprocess.Popen[str], stderr: IO[str]) -> None:
        self.process = process
        self._stderr = stderr
        self.said = ""

    def wait_for(self, pattern: str) -> None:
        """Wait until its standard error holds a line like this."""
        while line := self._stderr.readline():
            self.said += line
            if re.search(pattern, line):
                return
        raise AssertionError(f"it ended without {pattern!r}:\n{self.said}")

    def end(self) -> int:
        """Wait for its end and return the exit status; `said` is then everything on standard error."""
        self.said += self._stderr.read()
        return self.process.wait(PATIENCE_SECONDS)

    def engine(self) -> psutil.Process:
        """Its engine's process."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            for child in psutil.Process(self.process.pid).children():
                return child
            time.sleep(0.02)
        raise AssertionError("no engine was started")


@contextmanager
def started(folder: Path, *words: str | Path) -> Iterator[Running]:
    """Start a command and go on while it works; it is gone at the end of the block."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "dreamwriter", *map(str, words)], cwd=folder, env=environment(folder),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stderr is not None
    with process:
        try:
            yield Running(process, process.stderr)
        finally:
            process.kill()
