"""Foreign HTML to blocks: words and their form. Nothing is fetched, nothing is executed.

Pictures that came with it are figures; all others are their words.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

from dreamwriter.document.blocks import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    plain_text,
)
from dreamwriter.document.canonical import canonical

MAX_CHARACTERS = 4_000_000
"""Markup longer than this is not read."""
BROUGHT = "brought:"
"""Beginning of the address of a picture that came with the HTML."""
_DEEPEST = 100
"""Elements nested deeper than this give their words alone."""
_STRONG = {"strong", "b"}
_INLINE = {*_STRONG, "em", "i"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "figure", "figcaption", "dl", "dt", "dd"}
_PLAIN = {"", *_BLOCKS} - {"figure", "dl", "dt", "dd"}
"""Elements in which figures may stand."""
_TAGS = {*_INLINE, *_HEADINGS, *_BLOCKS, "a", "code", "pre", "br", "hr", "img", "ul", "ol", "li", "blockquote"}
_TABLE_TAGS = {"table", "thead", "tbody", "tfoot", "tr", "td", "th"}
_DROPPED = {"script", "style", "head", "title", "svg", "math", "template", "noscript", "iframe", "object"}


def read_html(markup: str) -> Blocks:
    """The blocks that HTML says, in canonical form. Untrusted; reads anything, raises nothing.

    Args:
        markup: a page or a piece of one, at most `MAX_CHARACTERS`; () when it is longer.
    """
    if len(markup) > MAX_CHARACTERS:
        return ()
    cleaned = nh3.clean(
        markup,
        tags=_TAGS | _TABLE_TAGS,
        clean_content_tags=_DROPPED,
        attributes={"a": {"href", "title"}, "img": {"alt", "src"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto", "tel", BROUGHT.rstrip(":")},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(cleaned)
    reader.close()
    return canonical(reader.finish())


@dataclass
class _Open:
    """An element that is not closed yet.

    Attributes:
        blocks: finished blocks in it.
        inlines: the line that is being read.
        rows: of a table.
    """

    tag: str
    attributes: dict[str, str]
    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    items: list[Blocks] = field(default_factory=list)
    rows: list[list[Inlines]] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads markup that nh3 has balanced: every tag that opens also closes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = [_Open("", {})]
        self._figures: list[Figure] = []

    def finish(self) -> Blocks:
        """The blocks of all that was read."""
        while len(self._stack) > 1:
            self.handle_endtag(self._stack[-1].tag)
        self._flush(self._stack[0])
        return (*self._stack[0].blocks, *self._figures)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        top = self._stack[-1]
        attributes = {name: value or "" for name, value in attrs}
        match tag:
            case "br":
                top.inlines.append(LineBreak())
            case "hr":
                self._flush(top)
                top.blocks.append(ThematicBreak())
            case "img":
                if attributes.get("src", "").startswith(BROUGHT):
                    self._figures.append(Figure(attributes["src"], attributes.get("alt", "")))
                elif attributes.get("alt"):
                    top.inlines.append(Text(attributes["alt"]))
            case _:
                if tag not in _INLINE and tag not in ("a", "code"):
                    self._flush(top)
                self._stack.append(_Open(tag, attributes))

    def handle_endtag(self, tag: str) -> None:
        if len(self._stack) < 2 or not any(each.tag == tag for each in self._stack[1:]):
            return
        while len(self._stack) > 1:
            done = self._stack.pop()
            self._close_element(done, self._stack[-1])
            if self._figures and all(each.tag in _PLAIN for each in self._stack):
                self._stack[-1].blocks.extend(self._figures)
                self._figures.clear()
            if done.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        top = self._stack[-1]
        if any(each.tag == "pre" for each in self._stack):
            top.inlines.append(Text(data))
            return
        words = " ".join(data.split())
        before = top.inlines[-1] if top.inlines else None
        spaced = before is None or (isinstance(before, Text) and before.text.endswith(" "))
        left = " " if data[:1].isspace() and not spaced else ""
        right = " " if data[-1:].isspace() and words else ""
        if words or (left and not isinstance(before, LineBreak)):
            top.inlines.append(Text(left + words + right))

    def _close_element(self, done: _Open, outer: _Open) -> None:
        tag = done.tag
        if tag in _INLINE or tag in ("a", "code"):
            self._close_inline(done, outer)
        elif tag in _HEADINGS:
            outer.blocks.append(Heading(_HEADINGS[tag], _trimmed(done.inlines)))
            outer.blocks.extend(done.blocks)
        elif tag == "figcaption" and self._figures:
            self._flush(done)
            caption = tuple(each for block in done.blocks for each in _in_line([block]))
            self._figures[-1] = replace(self._figures[-1], caption=caption)
        elif tag == "pre":
            outer.blocks.append(CodeBlock(_source(done.inlines).strip("\n")))
        elif tag in ("td", "th"):
            self._flush(done)
            outer.rows = outer.rows or [[]]
            outer.rows[-1].append(_in_line(done.blocks))
        elif tag == "tr" or tag in ("thead", "tbody", "tfoot"):
            outer.rows.extend(done.rows)
        else:
            self._flush(done)
            self._close_block(done, outer)

    def _close_block(self, done: _Open, outer: _Open) -> None:
        if len(self._stack) > _DEEPEST:
            outer.blocks.extend((*done.blocks, *(block for item in done.items for block in item)))
            return
        match done.tag:
            case "li":
                outer.items.append(tuple(done.blocks))
            case "ul" | "ol":
                items = (*done.items, *((tuple(done.blocks),) if done.blocks else ()))
                start = done.attributes.get("start", "1")
                ordered = done.tag == "ol"
                number = int(start) if ordered and start.isascii() and start.isdigit() and len(start) < 10 else 1
                made = ListBlock(items, ordered, number)
                outer.blocks.append(made) if items else None
            case "blockquote":
                outer.blocks.append(Quote(tuple(done.blocks)))
            case "table":
                outer.blocks.extend(_table(done.rows))
                outer.blocks.extend(done.blocks)
            case _:
                outer.blocks.extend(done.blocks)
                outer.items.extend(done.items)

    def _close_inline(self, done: _Open, outer: _Open) -> None:
        if done.blocks:  # a link or emphasis around whole blocks: the blocks stay
            self._flush(done)
            self._flush(outer)
            outer.blocks.extend(done.blocks)
            return
        content = tuple(done.inlines)
        if not content:
            return
        if done.tag == "code":
            if any(each.tag == "pre" for each in self._stack):
                outer.inlines.extend(content)
            else:
                outer.inlines.append(Code(plain_text(content)))
        elif done.tag == "a":
            target = done.attributes.get("href", "")
            outer.inlines.extend((Link(content, target, done.attributes.get("title", "")),) if target else content)
        elif any(_same_kind(each.tag, done.tag) for each in self._stack):
            outer.inlines.extend(content)
        else:
            outer.inlines.append(Strong(content) if done.tag in _STRONG else Emphasis(content))

    def _flush(self, element: _Open) -> None:
        """The line that was being read is a paragraph."""
        content = _trimmed(element.inlines)
        element.inlines.clear()
        if content:
            element.blocks.append(Paragraph(content))


def _same_kind(one: str, other: str) -> bool:
    return one in _INLINE and (one in _STRONG) == (other in _STRONG)


def _trimmed(content: list[Inline]) -> Inlines:
    """Inline runs without white space and line breaks around them."""
    row = list(content)
    while row and (isinstance(row[0], LineBreak) or (isinstance(row[0], Text) and not row[0].text.strip())):
        row.pop(0)
    while row and (isinstance(row[-1], LineBreak) or (isinstance(row[-1], Text) and not row[-1].text.strip())):
        row.pop()
    if row and isinstance(row[0], Text):
        row[0] = Text(row[0].text.lstrip())
    if row and isinstance(row[-1], Text):
        row[-1] = Text(row[-1].text.rstrip())
    return tuple(row)


def _source(content: list[Inline]) -> str:
    return "".join("\n" if isinstance(each, LineBreak) else plain_text((each,)) for each in content)


def _in_line(blocks: list[Block]) -> Inlines:
    """The words of blocks in one line, for a table cell."""
    out: list[Inline] = []
    for block in blocks:
        content = block.content if isinstance(block, Paragraph | Heading) else ()
        if content:
            out.extend((LineBreak(), *content) if out else content)
    return tuple(out)


def _table(rows: list[list[Inlines]]) -> Blocks:
    rows = [row for row in rows if row]
    if not rows:
        return ()
    width = max(map(len, rows))
    full = [(*row, *((),) * (width - len(row))) for row in rows]
    return (Table((None,) * width, full[0], tuple(full[1:])),)
