"""Progress at a terminal: one line that redraws itself, or now and then a plain line where nobody watches."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from typing import TextIO

from dreamwriter.session.progress import Progress, Stage

REDRAW_SECONDS = 0.1
PLAIN_SECONDS = 15.0
BAR_WIDTH = 24

_STAGES: dict[Stage, str] = {
    "starting": "Starting the engine",
    "loading": "Loading the model",
    "reading": "Reading",
    "writing": "Writing",
    "painting": "Painting",
    "describing": "Describing",
    "saving": "Saving",
}


class ProgressLine:
    """Shows `Progress` values on a stream, as often as is pleasant.

    Args:
        stream: usually standard error.
        clock: seconds on a clock that never goes back.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._live = stream.isatty()
        self._drawn = 0
        self._last_time = float("-inf")
        self._last_stage = ""

    def show(self, progress: Progress) -> None:
        """Draw it, unless the last drawing was a moment ago and says the same."""
        stage = stage_words(progress)
        now = self._clock()
        pause = REDRAW_SECONDS if self._live else PLAIN_SECONDS
        if stage == self._last_stage and now - self._last_time < pause:
            return
        self._last_stage, self._last_time = stage, now
        if self._live:
            self._draw(f"{self._bar(progress.share)} {progress.share:4.0%}  {stage}{left_words(progress)}")
        else:
            print(f"{stage} ... {progress.share:.0%}{left_words(progress)}", file=self._stream, flush=True)

    def say(self, sentence: str) -> None:
        """Put a sentence on a line of its own; the progress goes on below it."""
        self.clear()
        print(sentence, file=self._stream, flush=True)

    def clear(self) -> None:
        """Take the drawn line away, so that others can write."""
        if self._drawn:
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0

    def _draw(self, line: str) -> None:
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + line.ljust(self._drawn))
        self._stream.flush()
        self._drawn = len(line)

    def _bar(self, share: float) -> str:
        full = round(share * BAR_WIDTH)
        encoding = (getattr(self._stream, "encoding", None) or "ascii").lower()
        done, open_ = ("━", "╌") if encoding.startswith("utf") else ("#", "-")
        return done * full + open_ * (BAR_WIDTH - full)


def stage_words(progress: Progress) -> str:
    """What is being done, in a few words."""
    words = _STAGES[progress.stage]
    if progress.stage in ("painting", "describing") and progress.picture:
        words += f" picture {progress.picture}"
        words += f" of {progress.pictures}" if progress.pictures > 1 else ""
    return words


def left_words(progress: Progress) -> str:
    """The time left, in words; "" when it is not known or nearly nothing."""
    seconds = progress.seconds_left
    if seconds is None or seconds < 1:
        return ""
    if seconds < 90:
        return f", {seconds:.0f} s left"
    return f", {seconds / 60:.0f} min left"
