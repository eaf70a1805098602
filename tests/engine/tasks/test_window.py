"""The window rule."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tasks.window import Extent, choose_window, window_notice

TITLE = Extent(5, pinned=True)
WORDS = Extent(10)
FIGURE = Extent(40, caption=4)


def test_what_fits_is_read_whole_and_nothing_is_said() -> None:
    choices = choose_window([TITLE, WORDS, FIGURE], 55)
    assert choices == ["whole"] * 3
    assert window_notice(choices) is None


def test_older_pictures_go_first_and_their_captions_stay() -> None:
    choices = choose_window([TITLE, FIGURE, WORDS, FIGURE, WORDS], 75)
    assert choices == ["whole", "caption", "whole", "whole", "whole"]
    notice = window_notice(choices)
    assert notice is not None
    assert notice.code == "context-trimmed"
    assert "1 older picture by its caption only" in notice.sentence


def test_then_the_oldest_blocks_but_never_the_title() -> None:
    choices = choose_window([TITLE, FIGURE, WORDS, FIGURE, WORDS], 20)
    assert choices == ["whole", "left-out", "left-out", "caption", "whole"]
    notice = window_notice(choices)
    assert notice is not None
    assert "not the 2 oldest blocks" in notice.sentence


@settings(deadline=None)
@given(st.lists(st.builds(Extent, st.integers(1, 50), st.none() | st.just(1), st.booleans())), st.integers(0, 300))
def test_the_window_fits_or_only_what_is_pinned_is_left(extents: list[Extent], limit: int) -> None:
    choices = choose_window(extents, limit)
    total = sum(
        {"whole": extent.whole, "caption": extent.caption or 0, "left-out": 0}[choice]
        for extent, choice in zip(extents, choices, strict=True)
    )
    kept = [extent for extent, choice in zip(extents, choices, strict=True) if choice != "left-out"]
    assert total <= limit or all(extent.pinned for extent in kept)
    assert all(choice != "left-out" for extent, choice in zip(extents, choices, strict=True) if extent.pinned)
