"""Which pictures of a document were made by a model, and how a reader is told so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document
from engine.protocol.mark import CREATOR_TOOL, MarkSource, read_mark

_MODEL = re.compile(r"(?:^|, )Model: ([^,\n]+)", re.MULTILINE)


@dataclass(frozen=True)
class Origin:
    """How a model made a picture.

    Attributes:
        source: from words alone, or from a human's picture.
        model: the model's name; "" when it is not known.
    """

    source: MarkSource
    model: str = ""

    @property
    def credit(self) -> str:
        """A line for the credits, such as "Made with Storybook in DreamWriter"."""
        return f"Made with {_shown(self.model)} in {CREATOR_TOOL}" if self.model else "Made by a model"


def origins_of(document: Document) -> list[tuple[Asset, Origin | None]]:
    """Each picture that figures show, in reading order, with how a model made it; None for pictures of humans.

    What the document remembers of a picture counts before the mark that the picture carries.
    """
    found: list[tuple[Asset, Origin | None]] = []
    for figure in document.figures():
        asset = document.asset_of(figure)
        if asset is None:
            continue
        take = document.take_of(figure)
        if take is not None and take.source != "imported":
            found.append((asset, Origin(take.source, take.recipe.model if take.recipe else "")))
        else:
            found.append((asset, _from_mark(asset)))
    return found


def colophon(document: Document) -> str:
    """The line that tells a reader which pictures a model made; "" when there are none."""
    origins = [origin for _, origin in origins_of(document)]
    made = [origin for origin in origins if origin is not None]
    if not made:
        return ""
    pictures = "Pictures" if len(made) == len(origins) else "Some pictures"
    if len(origins) == 1:
        pictures = "Picture"
    models = _listed(dict.fromkeys(_shown(origin.model) for origin in made if origin.model))
    return f"{pictures} made with {models} in {CREATOR_TOOL}." if models else f"{pictures} made by a model."


def source_of_whole(document: Document) -> MarkSource | None:
    """What to say of the whole document in one word; None when no model made a picture of it."""
    origins = [origin for _, origin in origins_of(document)]
    if not any(origins):
        return None
    return "generated" if all(origin and origin.source == "generated" for origin in origins) else "edited"


def _from_mark(asset: Asset) -> Origin | None:
    if asset.media_type != "image/png":
        return None
    try:
        mark = read_mark(asset.data)
    except ValueError:
        return None  # slightly damaged, though it can still be shown
    if mark is None:
        return None
    model = _MODEL.search(mark.parameters)
    return Origin(mark.source, model[1].strip() if model else "")


def _shown(model: str) -> str:
    """A plain word gets a capital; names with versions stay as they are."""
    return model.capitalize() if model.isalpha() and model.islower() else model


def _listed(names: Iterable[str]) -> str:
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
