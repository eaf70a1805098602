"""The canonical form of blocks: what Markdown can say, said in one way.

Reading gives canonical blocks, and reading what was written from canonical blocks gives them back. Blocks
that come from elsewhere (an editor, a model) go through `canonical` first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    Inline,
    InlineImage,
    Inlines,
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
    Unknown,
    plain_text,
)

_CONTROLS = {code: None for code in (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)}
_AS_SPACE = dict.fromkeys((0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), " ")
_ONE_LINE = _CONTROLS | _AS_SPACE
_LINES = {code: None for code in _CONTROLS if code not in (0x09, 0x0A)}
_LABEL = re.compile(r"[^\s\[\]\\^`<>*_&|!]{1,200}")
RAW_TAG = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9-]*+(?:\s++[A-Za-z_:][\w.:-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']{0,2000}+'|\"[^\"]{0,2000}+\"))?+){0,100}+\s*+/?+>"
    r"|/[A-Za-z][A-Za-z0-9-]*+\s*+>|!--(?:(?!-->)[\s\S]){0,2000}+-->|\?(?:(?!\?>)[\s\S]){0,2000}+\?>|![A-Za-z][^>]{0,2000}+>)"
)
"""One HTML tag or comment within a line, as CommonMark defines them."""
BLOCK_TAG = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl"
    r"|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main"
    r"|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|pre|script|search|section|style|summary|table|tbody|td"
    r"|textarea|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$)|<!--|<\?|<![A-Za-z\[]",
    re.IGNORECASE,
)
"""How a line begins that is a block of HTML."""
SEPARATOR = "<!-- -->"
"""An empty comment keeps apart what Markdown would join; it is dropped when read."""
MAX_DEPTH = 16
"""Lists and quotes nested deeper than this are not represented."""


def clean(text: str) -> str:
    """Text in one line: line ends and tabs as spaces, other control characters and half characters left out."""
    return text if text.isprintable() else text.translate(_ONE_LINE)


def clean_lines(text: str) -> str:
    """Code in lines: "\\n" line ends, no control characters but tabs."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES)


def canonical_inlines(content: Iterable[Inline], inside: frozenset[type] = frozenset()) -> Inlines:
    """Inline runs without control characters, empty runs, neighbouring texts, and runs inside their own kind.

    Args:
        inside: kinds of run (`Emphasis`, `Strong`, `Link`) around this content, which it may not hold again.
    """
    out: list[Inline] = []
    texts: list[str] = []
    for inline in content:
        for one in _canonical_inline(inline, inside):
            if isinstance(one, Text):
                texts.append(one.text)
                continue
            if texts:
                out.append(Text("".join(texts)))
                texts.clear()
            out.append(one)
    return (*out, Text("".join(texts))) if texts else tuple(out)


def _canonical_inline(inline: Inline, inside: frozenset[type]) -> Inlines:
    match inline:
        case Text(text):
            return (Text(cleaned),) if (cleaned := clean(text)) else ()
        case Emphasis(content) | Strong(content):
            kind = type(inline)
            inner = canonical_inlines(content, inside | {kind})
            return inner if kind in inside or not inner else (kind(inner),)
        case Link(content, target, title):
            inner = canonical_inlines(content, inside | {Link})
            return inner if Link in inside else (Link(inner, clean(target).strip(), clean(title)),)
        case Code(text):
            return (Code(clean(text)),) if clean(text) else ()
        case FootnoteRef(label):
            return (inline,) if _LABEL.fullmatch(label) and clean(label) == label else (Text(clean(f"[^{label}]")),)
        case InlineImage(target, alt, title):
            return (InlineImage(clean(target).strip(), clean(alt), clean(title)),)
        case RawInline(source):
            return _canonical_raw(clean(source))
        case LineBreak():
            return (inline,)


def _canonical_raw(source: str) -> Inlines:
    if source == SEPARATOR:
        return ()
    if re.fullmatch(r"<br\s*/?>", source, re.IGNORECASE):
        return (LineBreak(),)
    if RAW_TAG.fullmatch(source) and not BLOCK_TAG.match(source):
        return (RawInline(source),)
    return (Text(source),) if source else ()


def canonical(blocks: Iterable[Block]) -> Blocks:
    """Blocks of a whole page in canonical form.

    A paragraph that is only a picture is a figure; empty paragraphs go; what stands where it may not stand
    (a figure in a quote, a footnote in a list) is turned into the nearest thing that may.
    """
    return _canonical_blocks(blocks, depth=0, top=True)


def _canonical_blocks(blocks: Iterable[Block], depth: int, top: bool = False) -> Blocks:
    return tuple(one for block in blocks for one in _canonical_block(block, depth, top))


def _canonical_block(block: Block, depth: int, top: bool) -> Blocks:
    match block:
        case Paragraph(content):
            inner = canonical_inlines(content)
            if top and len(inner) == 1 and isinstance(inner[0], InlineImage):
                return (Figure(inner[0].target, inner[0].alt, (), inner[0].title),)
            return (Paragraph(inner),) if inner else ()
        case Heading(level, content):
            return (Heading(min(max(level, 1), 6), canonical_inlines(content)),)
        case ListBlock():
            return _canonical_list(block, depth)
        case Quote(inner_blocks):
            quoted = _canonical_blocks(inner_blocks, depth + 1)
            return (Quote(quoted),) if quoted and depth < MAX_DEPTH else quoted
        case CodeBlock(text, language):
            return (CodeBlock(clean_lines(text), "".join(re.findall(r"[^\s`]+", clean(language))[:1])),)
        case Table():
            return _canonical_table(block)
        case Figure():
            return _canonical_figure(block, top)
        case FootnoteDefinition(label, inner_blocks):
            note = _canonical_blocks(inner_blocks, depth + 1)
            if not top or not note or not _LABEL.fullmatch(label):
                return note
            return (FootnoteDefinition(label, note),)
        case ThematicBreak() | Unknown():
            return (block,)


def _canonical_list(block: ListBlock, depth: int) -> Blocks:
    items = tuple(_canonical_blocks(item, depth + 1) for item in block.items)
    if depth >= MAX_DEPTH:
        return tuple(one for item in items for one in item)
    start = min(max(block.start, 0), 999_999_999 - len(items)) if block.ordered else 1
    return (ListBlock(items, block.ordered, start),) if items else ()


def _canonical_table(block: Table) -> Blocks:
    columns = len(block.align)
    if not columns:
        return ()

    def row(cells: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        padded = (*cells[:columns], *((),) * (columns - len(cells)))
        return tuple(canonical_inlines(cell) for cell in padded)

    return (Table(block.align, row(block.header), tuple(row(cells) for cells in block.rows)),)


def _canonical_figure(block: Figure, top: bool) -> Blocks:
    caption = canonical_inlines(block.caption, frozenset({Emphasis}))
    target, alt, title = clean(block.target).strip(), clean(block.alt), clean(block.title)
    if top:
        return (Figure(target, alt, caption, title, block.figure_id),)
    picture = Paragraph((InlineImage(target, alt, title),))
    return (picture, Paragraph((Emphasis(caption),))) if plain_text(caption) else (picture,)
