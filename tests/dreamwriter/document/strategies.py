"""Random canonical blocks, with the characters that Markdown stumbles over."""

from __future__ import annotations

from hypothesis import strategies as st

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    FootnoteDefinition,
    FootnoteRef,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    RawInline,
    Strong,
    Table,
    Text,
    ThematicBreak,
)

NASTY = "ab1 *_#-+.)(<>[]!\\|`~=:&;\"'\t\n\r\u00a0\u3000\u00e9\u6f22\U0001f98a\u2028\x02"
_LINES = """
fox
1. fox
1) fox
# fox
- fox
> fox
***
---
===
[^a]:
[a]: b
&amp;
<!-- -->
<br>
<div>
![a](b)
[a](b)
``
~~~
a_b_c
*a*
\\
| - |
:--
[ ] fox
!
"""
WORDS = st.sampled_from(_LINES.strip().split("\n"))
texts = st.one_of(st.text(NASTY, max_size=8), WORDS, st.text(max_size=4))
targets = st.one_of(st.sampled_from(["assets/a.png", "a b.png", "x(1).png", "", "https://a/?b=1&copy;=2"]), texts)
tags = st.sampled_from(["<kbd>", "</kbd>", '<span class="a">', "<!-- note -->", "<img src='x'>"])
leaves = st.one_of(
    st.builds(Text, texts),
    st.builds(Code, texts),
    st.just(LineBreak()),
    st.builds(FootnoteRef, st.sampled_from(["1", "note", "a-b"])),
    st.builds(InlineImage, targets, texts, texts),
    st.builds(RawInline, tags),
)
contents = st.recursive(
    st.lists(leaves, max_size=4).map(tuple),
    lambda inner: st.lists(
        st.one_of(leaves, st.builds(Emphasis, inner), st.builds(Strong, inner), st.builds(Link, inner, targets, texts)),
        max_size=4,
    ).map(tuple),
    max_leaves=8,
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 3))
    cells = st.tuples(*[contents] * columns)
    align = st.tuples(*[st.sampled_from([None, "left", "center", "right"])] * columns)
    return Table(draw(align), draw(cells), tuple(draw(st.lists(cells, max_size=2))))


simple_blocks = st.one_of(
    st.builds(Heading, st.integers(1, 6), contents),
    st.builds(Paragraph, contents),
    st.builds(CodeBlock, st.one_of(texts, st.just("```\n    a\n\n\n")), st.sampled_from(["", "python", "c++"])),
    st.just(ThematicBreak()),
    st.builds(Figure, targets, texts, contents, texts),
    tables(),
)


def _nested(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    some: st.SearchStrategy[Blocks] = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        inner,
        st.builds(Quote, some),
        st.builds(ListBlock, st.lists(some, max_size=3).map(tuple), st.booleans(), st.integers(0, 200)),
        st.builds(FootnoteDefinition, st.sampled_from(["1", "note"]), some),
    )


any_blocks: st.SearchStrategy[Blocks] = st.lists(st.recursive(simple_blocks, _nested, max_leaves=6), max_size=5).map(
    tuple
)
