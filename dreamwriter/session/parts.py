"""A document as the model reads it: words and pictures in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dreamwriter.document.assets import Asset
from dreamwriter.document.blocks import Block, Figure, Heading, plain_text
from dreamwriter.document.document import Document
from dreamwriter.document.markdown_writer import write_markdown
from engine.protocol.values import Part, PicturePart, TextPart

MOST_PICTURES = 32
MOST_BYTES = 48 << 20
"""Older pictures are not sent, only their captions: no model that is known reads more at once."""
_READABLE = ("image/png", "image/jpeg", "image/webp")


def parts_of(document: Document, blocks: Iterable[Block] | None = None, in_line: bool = False) -> tuple[Part, ...]:
    """The parts of a document.

    Args:
        blocks: only these of the document, such as those before the cursor; None for all.
        in_line: the text goes on in the line in which these blocks end; otherwise each block is closed.
    """
    wanted = tuple(document.blocks if blocks is None else blocks)
    sent = _sent_pictures(document, wanted)
    parts: list[Part] = []
    words: list[Block] = []
    for place, block in enumerate(wanted):
        asset = sent.get(place)
        if isinstance(block, Figure) and asset is not None:
            _add_words(parts, words)
            parts.append(PicturePart(asset.data, plain_text(block.caption)))
        elif isinstance(block, Figure):
            caption = " ".join(plain_text(block.caption).split())
            if caption:
                _add_words(parts, words)
                parts.append(TextPart(f"*{caption}*\n\n"))
        else:
            words.append(block)
    _add_words(parts, words)
    if in_line and parts and isinstance(parts[-1], TextPart):
        parts[-1] = TextPart(parts[-1].text.rstrip("\n"))
    return tuple(parts)


@dataclass(frozen=True)
class Tail:
    """The end of a document, to be measured.

    Attributes:
        parts: its title and its last blocks; the pictures without their data.
        whole: nothing is left out.
    """

    parts: tuple[Part, ...]
    whole: bool


def tail_of(document: Document, most_words: int) -> Tail:
    """At least the last `most_words` words of a document. A model that reads so many tokens reads no more words."""
    tail: list[Block] = []
    words = 0
    for block in reversed(document.blocks):
        if words > most_words:
            break
        tail.append(block)
        words += len(_spoken(block).split())
    whole = len(tail) == len(document.blocks)
    first = document.blocks[:1]
    shown = [*(first if not whole and isinstance(first[0], Heading) else ()), *reversed(tail)]
    return Tail(tuple(_unseen(document, block) for block in shown), whole)


def _unseen(document: Document, block: Block) -> Part:
    """A block as a part, without the data of a picture."""
    if isinstance(block, Figure) and document.asset_of(block) is not None:
        return PicturePart(b"", _spoken(block))
    return TextPart(f"{_spoken(block)}\n\n")


def _spoken(block: Block) -> str:
    return plain_text(block.caption) if isinstance(block, Figure) else write_markdown((block,), ()).strip()


def _sent_pictures(document: Document, blocks: Sequence[Block]) -> dict[int, Asset]:
    """The newest pictures that are not too much, by the place of their block."""
    sent: dict[int, Asset] = {}
    size = 0
    for place, block in reversed(tuple(enumerate(blocks))):
        asset = document.asset_of(block) if isinstance(block, Figure) else None
        if asset is None or asset.media_type not in _READABLE:
            continue
        size += len(asset.data)
        if len(sent) == MOST_PICTURES or size > MOST_BYTES:
            break
        sent[place] = asset
    return sent


def _add_words(parts: list[Part], words: list[Block]) -> None:
    if words:
        parts.append(TextPart(f"{write_markdown(tuple(words), ()).strip()}\n\n"))
        words.clear()
