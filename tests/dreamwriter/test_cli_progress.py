"""The progress line: redrawn at a terminal, rare plain lines elsewhere."""

from __future__ import annotations

import io

from dreamwriter.cli_progress import ProgressLine, left_words, stage_words
from dreamwriter.session.progress import Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"  # type: ignore[assignment]

    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_terminal_sees_one_line_that_changes_and_goes_away() -> None:
    stream, clock = Terminal(), Clock()
    line = ProgressLine(stream, clock)
    line.show(Progress("writing", 0.25, 30.0))
    line.show(Progress("writing", 0.26, 29.0))
    clock.now = 1.0
    line.show(Progress("painting", 0.5, 12.0, 1, 2))
    text = stream.getvalue()
    assert "━━━━━━╌" in text
    assert "25%  Writing, 30 s left" in text
    assert "26%" not in text
    assert "50%  Painting picture 1 of 2, 12 s left" in text
    assert "\n" not in text
    line.clear()
    assert stream.getvalue().endswith("\r")


def test_elsewhere_a_line_for_each_stage_and_now_and_then() -> None:
    stream, clock = io.StringIO(), Clock()
    line = ProgressLine(stream, clock)
    for second in range(40):
        clock.now = float(second)
        line.show(Progress("writing", second / 40, 40.0 - second))
    lines = stream.getvalue().splitlines()
    assert lines == ["Writing ... 0%, 40 s left", "Writing ... 38%, 25 s left", "Writing ... 75%, 10 s left"]


def test_words() -> None:
    assert stage_words(Progress("painting", 0.1, None, 1, 1)) == "Painting picture 1"
    assert left_words(Progress("writing", 0.1, None)) == ""
    assert left_words(Progress("writing", 0.1, 0.2)) == ""
    assert left_words(Progress("writing", 0.1, 600.0)) == ", 10 min left"
