"""Lists, quotes and footnotes around the blocks of the page.

A page is a flat row of blocks. Each knows the containers around it, outermost first; neighbours that name the same
container (by its key) are in one. So a block may be split, moved or deleted, and the rest still stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, TypeVar

from dreamwriter.document.blocks import Block, Blocks, FootnoteDefinition, ListBlock, Quote

ContainerKind = Literal["quote", "note", "bullets", "numbers"]
_Item = TypeVar("_Item")


@dataclass(frozen=True)
class Container:
    """One container around a block.

    Attributes:
        key: tells it from its neighbours.
        item: of a list: tells the item from its neighbours; else 0.
        start: of a numbered list: number of the first item; else 1.
        label: of a footnote; else "".
    """

    kind: ContainerKind
    key: int
    item: int = 0
    start: int = 1
    label: str = ""

    @property
    def is_list(self) -> bool:
        """Whether it is a list of either kind."""
        return self.kind in ("bullets", "numbers")


Path = tuple[Container, ...]


@dataclass
class Keys:
    """Gives numbers that were not given before, for containers and marks."""

    last: int = 0

    def new(self) -> int:
        """The next number."""
        self.last += 1
        return self.last


def write_path(path: Path) -> str:
    """A path as a property of a block format. Labels hold no white space, so it separates."""
    return "\n".join(f"{each.kind} {each.key} {each.item} {each.start} {each.label}" for each in path)


@lru_cache(maxsize=4096)
def read_path(text: str) -> Path:
    """The path that `write_path` gave."""
    return tuple(_read(line) for line in text.split("\n")) if text else ()


def _read(line: str) -> Container:
    kind, key, item, start, label = line.split(" ")
    kinds: dict[str, ContainerKind] = {each: each for each in ("quote", "note", "bullets", "numbers")}
    return Container(kinds[kind], int(key), int(item), int(start), label)


def marked_list(path: Path, before: Path) -> Container | None:
    """The list whose bullet or number stands before a block; None when the block only goes on in its item.

    Args:
        before: path of the block above it.
    """
    known = {(each.kind, each.key, each.item) for each in before}
    inner = next((each for each in reversed(path) if each.is_list), None)
    return None if inner is None or (inner.kind, inner.key, inner.item) in known else inner


def ends_list(before: Path, path: Path) -> bool:
    """Whether the outermost list around one block does not go on in the block below it."""
    outer = next((each for each in before if each.is_list), None)
    return outer is not None and all((each.kind, each.key) != (outer.kind, outer.key) for each in path)


@dataclass(frozen=True)
class Placed:
    """Blocks with the containers around them.

    Attributes:
        raw: they are not in canonical form, though no container is around them.
    """

    path: Path
    blocks: Blocks
    raw: bool = False


def nested(row: Iterable[Placed]) -> Blocks:
    """Blocks in their containers, from the flat row of a page."""
    return tuple(_nested(list(row), 0))


def _nested(row: Sequence[Placed], depth: int) -> Iterator[Block]:
    for outer, group in groupby(row, lambda each: _outer(each.path, depth)):
        if outer is None:
            for each in group:
                yield from each.blocks
            continue
        inside = list(group)
        first = inside[0].path[depth]
        match first.kind:
            case "quote":
                yield Quote(tuple(_nested(inside, depth + 1)))
            case "note":
                yield FootnoteDefinition(first.label, tuple(_nested(inside, depth + 1)))
            case _:
                items = _runs(inside, lambda each: each.path[depth].item)
                yield ListBlock(
                    tuple(tuple(_nested(item, depth + 1)) for item in items), first.kind == "numbers", first.start
                )


def _outer(path: Path, depth: int) -> tuple[str, int] | None:
    return (path[depth].kind, path[depth].key) if len(path) > depth else None


def _runs(row: Sequence[_Item], key: Callable[[_Item], int]) -> list[list[_Item]]:
    return [list(group) for _, group in groupby(row, key)]
