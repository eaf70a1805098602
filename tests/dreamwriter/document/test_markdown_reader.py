"""Markdown as people and programs write it, and the blocks that it means."""

from __future__ import annotations

import time

import pytest

from dreamwriter.document.blocks import (
    Block,
    CodeBlock,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
    Text,
    ThematicBreak,
    Unknown,
)
from dreamwriter.document.markdown_reader import read_blocks, read_markdown


def words(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("source", "blocks"),
    [
        ("# Fox\n\nIn the\nsnow.", [Heading(1, (Text("Fox"),)), words("In the snow.")]),
        ("Fox\n===\nSnow\n---\n", [Heading(1, (Text("Fox"),)), Heading(2, (Text("Snow"),))]),
        ("## Fox ##\n#tag", [Heading(2, (Text("Fox"),)), words("#tag")]),
        ("- a\n  - b\n- c", [ListBlock(((words("a"), ListBlock(((words("b"),),))), (words("c"),)))]),
        ("- a\n    - b", [ListBlock(((words("a"), ListBlock(((words("b"),),))),))]),
        ("3) a\n4) b", [ListBlock(((words("a"),), (words("b"),)), True, 3)]),
        ("Text:\n- a", [words("Text:"), ListBlock(((words("a"),),))]),
        (
            "- a\n\n  second\n\n  ```py\n  x = 1\n  ```",
            [ListBlock(((words("a"), words("second"), CodeBlock("x = 1", "py")),))],
        ),
        ("> a\nb\n>\n> c", [Quote((words("a b"), words("c")))]),
        ("~~~ py x\n# a\n\n  b\n~~~", [CodeBlock("# a\n\n  b", "py")]),
        ("    a\n\n      b", [CodeBlock("a\n\n  b")]),
        ("* * *", [ThematicBreak()]),
        (
            "a | b\n:-|-:\n1 | 2",
            [Table(("left", "right"), ((Text("a"),), (Text("b"),)), (((Text("1"),), (Text("2"),)),))],
        ),
        (
            "a[^1]\n\n[^1]: b\n    c",
            [Paragraph((Text("a"), FootnoteRef("1"))), FootnoteDefinition("1", (words("b c"),))],
        ),
        ("![Red](assets/a.png)\n\n*A fox*", [Figure("assets/a.png", "Red", (Text("A fox"),))]),
        ('![R](<a b.png> "T")\n\nNo caption', [Figure("a b.png", "R", (), "T"), words("No caption")]),
        ("![R](a.png)\n\n<!-- -->\n\n*Text*", [Figure("a.png", "R"), Paragraph((Emphasis((Text("Text"),)),))]),
        ("<div>\n*a*\n</div>\n\nb", [Unknown("<div>\n*a*\n</div>", "html"), words("b")]),
        ("---\ntitle: Fox\n---\na", [Unknown("---\ntitle: Fox\n---", "front-matter"), words("a")]),
        ("[a]: http://b", [Unknown("[a]: http://b", "reference")]),
        ("<script>\nalert(1)\n\n</script>", [Unknown("<script>\nalert(1)\n\n</script>", "html")]),
    ],
)
def test_blocks(source: str, blocks: list[Block]) -> None:
    assert list(read_blocks(source)) == blocks
    assert list(read_blocks(source.replace("\n", "\r\n"))) == blocks


def test_segments_are_the_file() -> None:
    source = "\r\n# Fox  \r\n\r\n\r\nText\r\n![R](a.png)\r\n\r\n![R](a.png)\r\n \r\n*Caption*\r\n\r\n"
    segments = read_markdown(source)
    assert "".join(segment.source for segment in segments) == source
    assert [len(segment.blocks) for segment in segments] == [1, 1, 1]
    assert segments[2].blocks == (Figure("a.png", "R", (Text("Caption"),)),)


@pytest.mark.parametrize(
    "source",
    [
        "*" * 20_000,
        "[" * 20_000,
        "](" * 10_000,
        "![a](b '" * 3_000,
        "`" * 9_999 + " " + "``` `` " * 2_000,
        "<!-- " * 3_000,
        "a <a b='" * 3_000,
        ">" * 3_000 + " a",
        "- " * 3_000 + "a",
        "*a **b " * 3_000,
        "&" * 20_000,
        "| a " * 3_000 + "\n" + "|-" * 3_000,
        "\n".join("  " * depth + "- a" for depth in range(200)),
    ],
)
def test_hostile_text_is_read_in_time(source: str) -> None:
    start = time.process_time()
    blocks = read_blocks(source)
    assert blocks
    assert time.process_time() - start < 3
