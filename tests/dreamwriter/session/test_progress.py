"""Progress only grows, ends at the whole, and its time left comes true when the pace stays."""

from __future__ import annotations

from dreamwriter.engine_client.client import EngineState
from dreamwriter.session.progress import Pace, Progress, Work, article_work
from engine.protocol.events import DreamStarted, DreamStep, JobStarted, PictureReady, TextPiece
from engine.protocol.values import Recipe

RECIPE = Recipe("m", "article", 1, 2, 3.5, 0.0, "", "dpm++", 8, 8)


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def run_article(clock: Clock, pace: Pace) -> list[Progress]:
    """Load for 6 s, write 100 characters a second, paint two pictures of two steps in 4 s, describe for 1 s each."""
    shown = []
    for share in (0.0, 0.5, 1.0):
        clock.now += 2
        shown.append(pace.hear(EngineState("loading", progress=share)))
    shown.append(pace.hear(JobStarted()))
    for picture in range(2):
        for _ in range(4):
            clock.now += 1
            shown.append(pace.hear(TextPiece("x" * 100)))
        shown.append(pace.hear(DreamStarted(picture, 8, 8, 2)))
        for step in (1, 2):
            clock.now += 2
            shown.append(pace.hear(DreamStep(picture, step, 2)))
        shown.append(pace.hear(PictureReady(picture, b"", RECIPE)))
    for picture in (1, 2):
        shown.append(pace.describing(picture))
        clock.now += 1
    return [*shown, pace.saving()]


def test_the_share_grows_from_nothing_to_the_whole() -> None:
    clock = Clock()
    shown = run_article(clock, Pace(Work(800, 2, True), clock))
    shares = [progress.share for progress in shown]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shown[-1].seconds_left == 0.0


def test_the_time_left_is_about_right() -> None:
    clock = Clock()
    shown = run_article(clock, Pace(Work(800, 2, True), clock))
    assert shown[0].seconds_left is None
    halfway = next(progress for progress in shown if progress.stage == "painting")
    # 10 s have gone by of 24 s: 6 for loading, 8 for text, 8 for pictures, 2 for describing them.
    assert halfway.seconds_left is not None
    assert 10 <= halfway.seconds_left <= 18


def test_stages_and_pictures_are_named() -> None:
    clock = Clock()
    shown = run_article(clock, Pace(Work(800, 2, True), clock))
    stages = list(dict.fromkeys(progress.stage for progress in shown))
    assert stages == ["loading", "reading", "writing", "painting", "describing", "saving"]
    assert [p.picture for p in shown if p.stage == "describing"] == [1, 2]


def test_more_than_expected_does_not_overflow() -> None:
    pace = Pace(Work(10, 1))
    pace.hear(TextPiece("x" * 1000))
    for picture in range(3):
        progress = pace.hear(PictureReady(picture, b"", RECIPE))
        assert progress.share <= 1.0


def test_article_work_follows_the_request() -> None:
    assert article_work("short", 4).pictures == 4
    assert article_work("long", "auto").characters > article_work("short", "auto").characters
    assert article_work("medium", 0).pictures == 0
