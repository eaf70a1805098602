"""What a job costs: counts and times, gathered while it runs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from engine.protocol.values import Stats

Item = TypeVar("Item")


class Tally:
    """Counts for one job; its clock starts when it is made."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self.prompt_tokens = 0
        self.reused_tokens = 0
        self.text_tokens = 0
        self.pictures = 0
        self._first_text_seconds = 0.0
        self._text_seconds = 0.0
        self._picture_seconds = 0.0

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Counts the time inside as spent on text."""
        start = time.perf_counter()
        yield
        self._text_seconds += time.perf_counter() - start

    @contextmanager
    def painting(self) -> Iterator[None]:
        """Counts the time inside as spent on pictures."""
        start = time.perf_counter()
        yield
        self._picture_seconds += time.perf_counter() - start

    def painted_steps(self, steps: Iterator[Item]) -> Iterator[Item]:
        """The same steps; the time that each takes counts as spent on pictures, the time between them does not."""
        while True:
            with self.painting():
                step = next(steps, None)
            if step is None:
                return
            yield step

    def text_shown(self) -> None:
        """The first call marks the time of the first text."""
        self._first_text_seconds = self._first_text_seconds or time.perf_counter() - self._start

    def stats(self) -> Stats:
        """The counts so far."""
        return Stats(
            prompt_tokens=self.prompt_tokens,
            text_tokens=self.text_tokens,
            pictures=self.pictures,
            reused_tokens=self.reused_tokens,
            seconds=time.perf_counter() - self._start,
            first_text_seconds=self._first_text_seconds,
            text_seconds=self._text_seconds,
            picture_seconds=self._picture_seconds,
        )
