"""A whole document: blocks, pictures, takes, what is said about it, and what other programs left in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import Blocks, Figure, Heading, plain_text
from dreamwriter.document.takes import FigureHistory, Take


@dataclass(frozen=True)
class Metadata:
    """What is said about a document.

    Attributes:
        title: "" to take the first heading.
        language: a BCP 47 tag such as "en" or "de-CH".
    """

    title: str = ""
    author: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Segment:
    """A stretch of the file that was read: its exact characters, and the blocks that they mean.

    The sources of all segments, joined, are the file.
    """

    source: str
    blocks: Blocks


@dataclass(frozen=True)
class Extras:
    """What other programs keep in the file, and how the file was built; kept when it is saved.

    Attributes:
        files: unknown files of the document by their path in it.
        beside: files outside the folder that holds everything, by their path in the zip.
        info: keys of info.json that are not ours.
        folder: name of the folder that holds everything inside a zip, such as "Content.textbundle/"; "" for none.
        segments: the text as it was read; saving reuses the source of blocks that did not change.
        text_name: name of the text file in the pack.
        bom: the text file began with a byte order mark.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    beside: Mapping[str, bytes] = field(default_factory=dict)
    info: Mapping[str, Any] = field(default_factory=dict)
    folder: str = ""
    segments: tuple[Segment, ...] = ()
    text_name: str = "text.md"
    bom: bool = False


@dataclass(frozen=True)
class Document:
    """A document as it leaves for files, exports and prompts.

    Attributes:
        assets: pictures that the page shows, by target ("assets/NAME"). A figure's target that is not in
            here is missing or lies elsewhere; it is never fetched.
        pictures: pictures of takes, by sha256; those that the page shows may be in both.
        histories: takes by `Figure.figure_id`; also of figures that were deleted.
    """

    blocks: Blocks = ()
    assets: Mapping[str, Asset] = field(default_factory=dict)
    pictures: Mapping[str, Asset] = field(default_factory=dict)
    histories: Mapping[str, FigureHistory] = field(default_factory=dict)
    metadata: Metadata = field(default_factory=Metadata)
    extras: Extras = field(default_factory=Extras)

    @property
    def title(self) -> str:
        """The title: as said, else the first heading of the highest level there is, else ""."""
        if self.metadata.title:
            return self.metadata.title
        headings = [block for block in self.blocks if isinstance(block, Heading)]
        return plain_text(min(headings, key=lambda heading: heading.level).content) if headings else ""

    def figures(self) -> Iterator[Figure]:
        """The figures in reading order."""
        return (block for block in self.blocks if isinstance(block, Figure))

    def asset_of(self, figure: Figure) -> Asset | None:
        """The picture that a figure shows; None when it is missing."""
        return self.assets.get(figure.target)

    def take_of(self, figure: Figure) -> Take | None:
        """How the picture that a figure shows came to be; None when that is not known."""
        history = self.histories.get(figure.figure_id)
        asset = self.asset_of(figure)
        if history is None or asset is None or history.shown is None or history.shown.asset != asset.sha256:
            return None
        return history.shown
