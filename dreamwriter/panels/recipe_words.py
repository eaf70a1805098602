"""How a take came to be, in words for people."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take

MODES = {
    "article": "Written with the page",
    "continue": "Written with the page",
    "illustrate": "From words",
    "edit": "Changed by a wish",
    "same-subject": "Its subject, elsewhere",
    "compose": "Two pictures combined",
    "vary": "A variation",
    "ask": "In the dialogue",
}
_ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def recipe_rows(take: Take | None, asset: Asset | None) -> tuple[tuple[str, str], ...]:
    """Names and values, in the order in which they are shown.

    Args:
        take: None for a picture from elsewhere.
        asset: the picture, if it is there.
    """
    rows: list[tuple[str, str]] = []
    recipe = take.recipe if take is not None else None
    if recipe is not None:
        how = MODES.get(recipe.mode, "By the model")
        if recipe.strength is not None:
            how += f", {round(recipe.strength * 100)} % painted again"
        rows += [("Made with", recipe.model), ("How", how)]
        if recipe.conditioned_on:
            rows.append(("Read", recipe.conditioned_on))
        rows += [("Seed", str(recipe.seed)), ("Steps", str(recipe.steps))]
    else:
        rows.append(("Made with", "Brought from elsewhere"))
    if take is not None and take.source == "edited":
        rows.append(("From", "A picture that no model made"))
    if asset is not None:
        rows.append(("Size", f"{asset.width} × {asset.height}"))  # noqa: RUF001  # the sign between two sides
    if take is not None and (when := when_words(take.created)):
        rows.append(("Date", when))
    return tuple(rows)


def when_words(created: str) -> str:
    """A time in ISO 8601, as a person in its own time zone says it; "" when it is none."""
    try:
        when = datetime.fromisoformat(created).astimezone()
    except ValueError:
        return ""
    local = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return _ENGLISH.toString(local, "d MMMM yyyy, HH:mm")


def short_name(take: Take, number: int) -> str:
    """A take in a few words: what it shows, else its number from 1."""
    return take.caption or take.alt or f"Take {number}"
