"""A document that grows while a model writes it: pieces of text and pictures in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.blocks import Block, Figure, Text
from dreamwriter.document.canonical import canonical
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.takes import FigureHistory, Take, TakeSource
from engine.protocol.values import Recipe


@dataclass
class _Picture:
    """A picture of the job, with what was said about it so far."""

    asset: Asset
    take: Take


@dataclass
class DocumentBuilder:
    """Takes what an article job tells, and gives the document so far at any moment.

    The text of a model is Markdown that is not trusted. A picture ends the paragraph that was being written.

    Attributes:
        metadata: title, author and language of the document to be.
        created: time written into each take, ISO 8601 with offset; "" for none.
    """

    metadata: Metadata = field(default_factory=Metadata)
    created: str = ""
    _parts: list[str | int] = field(default_factory=list, init=False)
    _pictures: dict[int, _Picture] = field(default_factory=dict, init=False)
    _early: dict[int, str] = field(default_factory=dict, init=False)

    def add_text(self, text: str) -> None:
        """The next piece of text."""
        last = self._parts[-1] if self._parts else None
        if isinstance(last, str):
            self._parts[-1] = last + text
        else:
            self._parts.append(text)

    def add_picture(self, index: int, data: bytes, recipe: Recipe, source: TakeSource = "generated") -> None:
        """The next picture in reading order.

        Args:
            index: which picture of the job, from 0.
            data: an encoded picture.

        Raises:
            BadDocument: the bytes are no picture.
        """
        asset = read_asset(data, f"Picture {index + 1}")
        take = Take(asset.sha256, source, self._early.get(index, ""), self.created, False, recipe)
        if index not in self._pictures:
            self._parts.append(index)
        self._pictures[index] = _Picture(asset, take)

    def set_caption(self, index: int, caption: str) -> None:
        """The words below a picture, plain text; may come before the picture does."""
        self._early[index] = caption
        if index in self._pictures:
            picture = self._pictures[index]
            picture.take = replace(picture.take, caption=caption)

    def set_alt(self, index: int, alt: str) -> None:
        """What a picture that is there shows, plain text in one line."""
        picture = self._pictures[index]
        picture.take = replace(picture.take, alt=alt, alt_drafted=True)

    def document(self) -> Document:
        """The document so far. What the builder is told later does not change it."""
        blocks: list[Block] = []
        for part in self._parts:
            if isinstance(part, str):
                blocks.extend(read_blocks(part))
            else:
                blocks.append(self._figure(part))
        assets = [picture.asset for picture in self._pictures.values()]
        histories = {
            _figure_id(index): FigureHistory((picture.take,), applied=0) for index, picture in self._pictures.items()
        }
        return Document(
            canonical(blocks),
            {asset.target: asset for asset in assets},
            {asset.sha256: asset for asset in assets},
            histories,
            self.metadata,
        )

    def _figure(self, index: int) -> Figure:
        picture = self._pictures[index]
        caption = (Text(picture.take.caption),) if picture.take.caption else ()
        return Figure(picture.asset.target, picture.take.alt, caption, "", _figure_id(index))


def _figure_id(index: int) -> str:
    return f"figure-{index + 1}"
