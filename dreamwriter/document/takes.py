"""Takes: how the pictures of a figure came to be, and which one of them is shown.

Nothing is lost: applying another take keeps the rest, and a take leaves only when somebody removes it.
"""

from __future__ import annotations

import math
from dataclasses import MISSING, asdict, dataclass, fields, replace
from typing import Any, Literal, TypeVar, get_args

from engine.protocol.values import Recipe, SchedulerName

TakeSource = Literal["generated", "edited", "imported"]


@dataclass(frozen=True)
class Take:
    """One dreamed version of a figure.

    Attributes:
        asset: sha256 of the picture in lower-case hex; the key of the bytes in `Document.pictures`.
        source: "generated" from words, "edited" from a human's picture, "imported" as it is.
        caption: the caption that came with this take, or that it had on the page last; plain text.
        created: time in ISO 8601 with offset, or "" when unknown.
        starred: somebody wants to find it again.
        recipe: how to make it again; None for imported pictures.
        alt: alternative text of this take; "" when none was written yet.
        alt_drafted: the model wrote `alt`, and nobody has changed it since.
    """

    asset: str
    source: TakeSource
    caption: str = ""
    created: str = ""
    starred: bool = False
    recipe: Recipe | None = None
    alt: str = ""
    alt_drafted: bool = False


@dataclass(frozen=True)
class FigureHistory:
    """All takes of one figure, oldest first.

    Attributes:
        applied: index of the take that the page shows, or None when the page shows a picture from elsewhere.
    """

    takes: tuple[Take, ...] = ()
    applied: int | None = None

    @property
    def shown(self) -> Take | None:
        """The take that the page shows."""
        return None if self.applied is None else self.takes[self.applied]

    def with_take(self, take: Take, apply: bool) -> FigureHistory:
        """This history with one take more, at the end."""
        applied = len(self.takes) if apply else self.applied
        return FigureHistory((*self.takes, take), applied)

    def with_applied(self, index: int) -> FigureHistory:
        """This history with another take shown; all takes stay.

        Raises:
            IndexError: there is no such take.
        """
        if not 0 <= index < len(self.takes):
            raise IndexError(f"take {index} of {len(self.takes)}")
        return replace(self, applied=index)

    def with_changed(self, index: int, take: Take) -> FigureHistory:
        """This history with the take at `index` exchanged, to star it or to write its caption."""
        takes = list(self.takes)
        takes[index] = take
        return replace(self, takes=tuple(takes))


def history_to_json(history: FigureHistory) -> dict[str, Any]:
    """A history as JSON values, for info.json."""
    return {"takes": [asdict(take) for take in history.takes], "applied": history.applied}


def history_from_json(value: object) -> FigureHistory:
    """A history from JSON values of a file, which are not trusted.

    Raises:
        ValueError: they are not what `history_to_json` gives.
    """
    record = _record(value)
    takes = record.get("takes", [])
    if not isinstance(takes, list):
        raise ValueError("takes are no list")
    applied = record.get("applied")
    if applied is not None and not (type(applied) is int and 0 <= applied < len(takes)):
        raise ValueError(f"no take {applied!r}")
    return FigureHistory(tuple(_take(take) for take in takes), applied)


def _take(value: object) -> Take:
    record = dict(_record(value))
    recipe = record.pop("recipe", None)
    take = _made(Take, record)
    if take.source not in get_args(TakeSource):
        raise ValueError(f"unknown source {take.source!r}")
    if recipe is None:
        return take
    made = _made(Recipe, _record(recipe))
    if made.scheduler not in get_args(SchedulerName):
        raise ValueError(f"unknown scheduler {made.scheduler!r}")
    return replace(take, recipe=made)


_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "bool": (bool,),
    "float": (int, float),
    "float | None": (int, float, type(None)),
    "TakeSource": (str,),
    "SchedulerName": (str,),
}
"""JSON types of the fields of `Take` and `Recipe`, by their annotation."""


_Value = TypeVar("_Value", Take, Recipe)


def _made(kind: type[_Value], record: dict[str, Any]) -> _Value:
    """A frozen value from a record; fields of later versions are passed over."""
    known: dict[str, Any] = {}
    for field in fields(kind):
        if field.name not in record:
            if field.default is MISSING:
                raise ValueError(f"{kind.__name__} without {field.name}")
            continue
        value = record[field.name]
        if type(value) not in _KINDS[str(field.type)] or (isinstance(value, float) and not math.isfinite(value)):
            raise ValueError(f"{kind.__name__}.{field.name} is {value!r}")
        known[field.name] = value
    return kind(**known)


def _record(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError(f"{type(value).__name__} where a record should be")
    return value
