"""What Markdown cannot say becomes the nearest thing that it can."""

from __future__ import annotations

from dreamwriter.document.blocks import (
    Emphasis,
    Figure,
    FootnoteDefinition,
    InlineImage,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    RawInline,
    Strong,
    Table,
    Text,
)
from dreamwriter.document.canonical import MAX_DEPTH, canonical, canonical_inlines


def test_runs_inside_their_own_kind_dissolve() -> None:
    nested = Emphasis((Text("a"), Strong((Emphasis((Text("b"),)), Link((Link((Text("c"),), "x"),), "y")))))
    wanted = Emphasis((Text("a"), Strong((Text("b"), Link((Text("c"),), "y")))))
    assert canonical_inlines((nested, Text(""), Emphasis(()))) == (wanted,)


def test_control_characters_go() -> None:
    assert canonical_inlines((Text("a\x00\n\t"), Text("b\ud800"))) == (Text("a  b"),)


def test_html_that_begins_a_block_is_text_within_a_line() -> None:
    assert canonical_inlines((RawInline("<script>"), RawInline("<i>"))) == (Text("<script>"), RawInline("<i>"))


def test_a_lone_picture_is_a_figure_only_at_the_top() -> None:
    lone = Paragraph((InlineImage("a.png", "A"),))
    assert canonical((lone, Quote((lone,)))) == (Figure("a.png", "A"), Quote((lone,)))
    assert canonical((Quote((Figure("a.png", "A", (Text("b"),)),)),)) == (
        Quote((lone, Paragraph((Emphasis((Text("b"),)),)))),
    )


def test_empty_and_misplaced_blocks_go() -> None:
    words = Paragraph((Text("a"),))
    assert canonical((Paragraph(()), ListBlock(()), Quote(()), Table((), (), ()))) == ()
    assert canonical((Quote((FootnoteDefinition("1", (words,)),)),)) == (Quote((words,)),)


def test_rows_get_the_width_of_the_table() -> None:
    table = Table((None, None), ((Text("a"),),), (((), (), ()),))
    assert canonical((table,)) == (Table((None, None), ((Text("a"),), ()), (((), ()),)),)


def test_depth_is_limited() -> None:
    block: Quote | Paragraph = Paragraph((Text("a"),))
    for _ in range(MAX_DEPTH + 5):
        block = Quote((block,))
    depth, inner = 0, canonical((block,))[0]
    while isinstance(inner, Quote):
        depth, inner = depth + 1, inner.blocks[0]
    assert depth == MAX_DEPTH
