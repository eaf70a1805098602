"""Inline Markdown by the rules of CommonMark."""

from __future__ import annotations

import pytest

from dreamwriter.document.blocks import (
    Code,
    Emphasis,
    FootnoteRef,
    Inline,
    InlineImage,
    LineBreak,
    Link,
    RawInline,
    Strong,
    Text,
)
from dreamwriter.document.inline_reader import read_inlines, reference_of


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("*a **b** c*", [Emphasis((Text("a "), Strong((Text("b"),)), Text(" c")))]),
        ("***a***", [Emphasis((Strong((Text("a"),)),))]),
        ("a_b_c 5 * 3 * 2", [Text("a_b_c 5 * 3 * 2")]),
        ("x*a*y", [Text("x"), Emphasis((Text("a"),)), Text("y")]),
        ("**a", [Text("**a")]),
        ("`` a`b ``", [Code("a`b")]),
        (r"\*a\* &lt;&#98;&nbsp;&nope;", [Text("*a* <b\u00a0&nope;")]),
        ("a  \nb\\\nc<br>d\ne", [Text("a"), LineBreak(), Text("b"), LineBreak(), Text("c"), LineBreak(), Text("d e")]),
        ("a  b c  \nd  e \n f", [Text("a  b c"), LineBreak(), Text("d  e f")]),
        ("[a *b*](x(1) 'T')", [Link((Text("a "), Emphasis((Text("b"),))), "x(1)", "T")]),
        ("[a][r] [R] [no]", [Link((Text("a"),), "t"), Text(" "), Link((Text("R"),), "t"), Text(" [no]")]),
        ("a ![b *c*](d.png) e", [Text("a "), InlineImage("d.png", "b c"), Text(" e")]),
        ("<http://a.b>", [Link((Text("http://a.b"),), "http://a.b")]),
        ("a<kbd>b</kbd>", [Text("a"), RawInline("<kbd>"), Text("b"), RawInline("</kbd>")]),
        ("a[^n]", [Text("a"), FootnoteRef("n")]),
        ("a \x02b\x00&#2;", [Text("a b")]),
    ],
)
def test_runs(source: str, runs: list[Inline]) -> None:
    assert list(read_inlines(source, {"r": ("t", "")})) == runs


def test_a_reference_gives_a_label_its_address() -> None:
    assert reference_of('[A  b]: <x y> "T"') == ("a b", ("x y", "T"))
    assert reference_of("[a] b") is None
    assert reference_of("[^a]: b") is None
