"""A figure as the inspector shows it: its takes without doubles, and what each of them is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dreamwriter.document.assets import Asset
from dreamwriter.document.takes import Take
from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.panels.modes import Reference
from dreamwriter.panels.recipe_words import short_name


@dataclass(frozen=True)
class FigureTake:
    """One picture of a figure.

    Attributes:
        index: place in the figure's history; None for a picture of the page that is no take.
        take: how it came to be; a stand-in where nothing is known.
        shown: the page shows it.
    """

    index: int | None
    take: Take
    asset: Asset
    shown: bool

    @property
    def key(self) -> str:
        """sha256 of the picture."""
        return self.asset.sha256

    @property
    def name(self) -> str:
        """A few words about it."""
        return short_name(self.take, (self.index or 0) + 1)

    def reference(self, caption: str) -> Reference:
        """The picture as the model reads it.

        Args:
            caption: what the page says below it; used where this is the picture that the page shows.
        """
        words = caption if self.shown else self.take.caption
        return Reference(self.asset, words, self.take.source != "generated")


def takes_of(entry: FigureEntry, pictures: Mapping[str, Asset], caption: str) -> tuple[FigureTake, ...]:
    """The pictures of a figure, oldest first; one that is no take stands before them. Missing ones are left out.

    Args:
        pictures: of all takes, by sha256.
        caption: what the page says below the figure.
    """
    history = entry.record.history
    takes = history.takes if history is not None else ()
    shown = entry.asset.sha256 if entry.asset is not None else ""
    found: dict[str, FigureTake] = {}
    for index, take in enumerate(takes):
        asset = pictures.get(take.asset)
        # Of takes with the same picture the applied one counts, so that it is never offered for deletion.
        applied = history is not None and history.applied == index
        if asset is not None and (take.asset not in found or applied):
            found[take.asset] = FigureTake(index, take, asset, take.asset == shown)
    if entry.asset is not None and shown not in found:
        stand_in = Take(shown, "imported", caption, alt=entry.record.alt)
        return (FigureTake(None, stand_in, entry.asset, True), *found.values())
    return tuple(found.values())
