"""What blocks were written as, so that a page of which one word changed is not written anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dreamwriter.document.blocks import Block, Blocks
from dreamwriter.document.canonical import canonical

Written = tuple[Block, str]
"""A canonical block and its Markdown."""


class WrittenBlocks:
    """Remembers the blocks of the page that was written last, and nothing else.

    Blocks are frozen values, and a page hands over the same objects as long as they stay as they are: so they are told
    apart by identity, which costs nothing however long they are. Used by one thread at a time.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Block, tuple[Written, ...]]] = {}

    def of(self, blocks: Iterable[Block], write: Callable[[Block], str]) -> tuple[Written, ...]:
        """All blocks in canonical form, each with its Markdown; only those that are new are written.

        Args:
            blocks: of a whole page.
            write: gives the Markdown of one canonical block.
        """
        now: dict[int, tuple[Block, tuple[Written, ...]]] = {}
        page: list[Written] = []
        for block in blocks:
            found = self._known.get(id(block)) or now.get(id(block))
            if found is None:
                whole: Blocks = canonical((block,))
                found = (block, tuple((one, write(one)) for one in whole))
            now[id(block)] = found  # holds the block itself, so that no other one gets its identity
            page.extend(found[1])
        self._known = now
        return tuple(page)
