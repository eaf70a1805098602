"""Inline runs are written plainly where that reads back, and strictly where it would not."""

from __future__ import annotations

import pytest

from dreamwriter.document.blocks import Code, Emphasis, FootnoteRef, Inlines, LineBreak, Link, Strong, Text
from dreamwriter.document.inline_reader import read_inlines
from dreamwriter.document.inline_writer import write_inlines


@pytest.mark.parametrize(
    ("content", "source"),
    [
        ((Text("5 * 3 < 7 & a_b"),), r"5 \* 3 < 7 & a_b"),
        ((Text("1. # a"),), r"1\. # a"),
        ((Text("# a"),), r"\# a"),
        ((Text(" a "),), "&#32;a&#32;"),
        ((Text("<b> &amp; [c]"),), r"&lt;b> &amp;amp; \[c\]"),
        ((Text("a"), LineBreak(), Text("- b")), "a  \n\\- b"),
        ((Text("x"), Emphasis((Text("a"),)), Text("y")), "x*a*y"),
        ((Emphasis((Text("a "), Strong((Text("b"),)))),), "*a __b__*"),
        ((Emphasis((Text("a"),)), Emphasis((Text("b"),))), "*a*<!-- --><!-- -->*b*<!-- -->"),
        ((Text("x"), Emphasis((Text("(a)"),)), Text("y")), "x<!-- -->*(a)*<!-- -->y"),
        ((Code("a`b"),), "``a`b``"),
        ((Code("`"),), "`` ` ``"),
        ((Text("Look!"), Link((Text("a"),), "b c", 'T"')), r'Look\![a](<b c> "T\"")'),
        ((FootnoteRef("1"), Text(": a")), r"[^1]\: a"),
    ],
)
def test_it_is_written_so_and_reads_back(content: Inlines, source: str) -> None:
    assert write_inlines(content) == source
    assert read_inlines(source) == content


def test_pipes_do_not_end_a_table_cell() -> None:
    assert write_inlines((Text("a|b"), Code("c|d"), LineBreak()), cell=True) == r"a\|b`c\|d`<br>"
