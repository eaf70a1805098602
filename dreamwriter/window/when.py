"""When something was, in words."""

from __future__ import annotations

from datetime import datetime


def when(moment: str, now: datetime | None = None) -> str:
    """A moment as a person would say it, such as "today at 14:05"; "" when it is none.

    Args:
        moment: ISO 8601.
        now: as if it were this moment now, with offset.
    """
    try:
        then = datetime.fromisoformat(moment).astimezone()
    except (ValueError, OverflowError, OSError):
        return ""
    today = (now or datetime.now().astimezone()).astimezone(then.tzinfo)
    days = (today.date() - then.date()).days
    clock = f"{then:%H:%M}"
    if days == 0:
        return f"today at {clock}"
    if days == 1:
        return f"yesterday at {clock}"
    if 1 < days < 7:
        return f"{then:%A} at {clock}"
    return f"{then.day} {then:%B %Y}"
