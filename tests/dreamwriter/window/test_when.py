"""Moments in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from dreamwriter.window.when import when


def test_moments_in_words() -> None:
    now = datetime.fromisoformat("2025-03-12T12:00:00").astimezone()
    said = [when((now - timedelta(days=days)).isoformat(), now) for days in (0, 1, 2, 30)]
    assert said == ["today at 12:00", "yesterday at 12:00", "Monday at 12:00", "10 February 2025"]
    assert when("soon") == when("") == ""
