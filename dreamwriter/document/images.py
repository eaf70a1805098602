"""Pictures named in blocks, at any depth: which there are, and giving them other names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import unquote

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Code,
    Figure,
    FootnoteRef,
    InlineImage,
    LineBreak,
    RawInline,
    Text,
)

_WITHOUT_PICTURES = frozenset({Text, Code, LineBreak, FootnoteRef, RawInline, str, int, bool, type(None)})
"""A long page is made of these; there is nothing in them to be looked through."""


def image_targets(blocks: Iterable[Block]) -> Iterator[str]:
    """Targets of all figures and inline images in reading order, as written."""
    for part in _walk(tuple(blocks)):
        if isinstance(part, Figure | InlineImage):
            yield part.target


def with_targets(blocks: Blocks, renamed: Callable[[str], str]) -> Blocks:
    """The same blocks with other targets."""
    result: Blocks = _renamed(blocks, renamed)
    return result


def path_of(target: str) -> str:
    """The file path that a target means: percent signs decoded, without a leading "./"."""
    return unquote(target).removeprefix("./")


def _walk(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for part in value:
            if type(part) not in _WITHOUT_PICTURES:
                yield from _walk(part)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _walk(getattr(value, field.name))


def _renamed(value: Any, renamed: Callable[[str], str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(part, renamed) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _renamed(getattr(value, field.name), renamed) for field in fields(value)}
    if isinstance(value, Figure | InlineImage):
        changed["target"] = renamed(value.target)
    return replace(value, **changed)
