"""Text is cut where blocks begin and end."""

from __future__ import annotations

import pytest

from dreamwriter.document.chunks import cut, split_items, unindent


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("# a\nb\n- c\n\n  d\n\ne", ["heading", "text", "list", "text"]),
        ("```\n\n# a\n```\n> b\nc\n\n> d", ["fence", "quote", "quote"]),
        ("- a\n- b\n\n1. c", ["list", "list"]),
        ("a\n2. b\n1. c", ["text", "list"]),
        ("- - -\n* * *", ["text"]),
        ("    a\n\n    b\nc", ["code", "text"]),
        ("[^1]: a\n\n    b\n[^2]: c\n[d]: e", ["footnote", "footnote"]),
        ("[d]: e\n[f]: g\nh", ["reference", "text"]),
        ("---\na: b\n---\nc", ["front-matter", "text"]),
        ("<!-- a\n\nb -->\nc", ["html", "text"]),
    ],
)
def test_kinds(source: str, kinds: list[str]) -> None:
    assert [chunk.kind for chunk in cut(source.split("\n"))] == kinds


def test_items_lose_marker_and_indentation() -> None:
    lines = ["- a", "    - b", "", "    c", "-", "- d", "lazy"]
    assert split_items(lines) == [["a", "- b", "", "c"], [""], ["d", "lazy"]]


@pytest.mark.parametrize(
    ("line", "rest"), [("      a", "  a"), ("\ta", "a"), ("  a", "a"), ("  \t\tb", "\tb"), ("  ", "")]
)
def test_unindent_takes_four_columns(line: str, rest: str) -> None:
    assert unindent(line) == rest
