"""Blocks to HTML. Every word is escaped here; the page is cleaned as a whole afterwards."""

from __future__ import annotations

from html import escape

import markdown

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
)
from dreamwriter.document.document import Document
from dreamwriter.export.cleaning import balance, clean_foreign, lone_tag
from dreamwriter.export.links import leads_somewhere
from dreamwriter.export.pictures import alt_of, room_of
from dreamwriter.export.structure import Structure, walk


class BodyWriter:
    """Writes the blocks of one document. Knows which footnote marks it has written already.

    Args:
        document: where pictures are looked up.
        structure: of the same document.
    """

    def __init__(self, document: Document, structure: Structure) -> None:
        self._document = document
        self._structure = structure
        self._numbers = {label: number for number, label in enumerate(structure.notes, 1)}
        self._marks = dict.fromkeys(structure.notes, 0)

    def body(self) -> str:
        """All blocks and, below them, the footnotes. Pictures still have their targets as addresses."""
        pieces = []
        for index, block in enumerate(self._document.blocks):
            place = self._structure.headings.get(index)
            if isinstance(block, Heading) and place is not None:
                words = self._words(block.content)
                pieces.append(f'<h{place.level} id="{escape(place.anchor)}">{words}</h{place.level}>')
            elif not (isinstance(block, FootnoteDefinition) and block.label in self._structure.notes):
                pieces.append(self._block(block))
        pieces.append(self._footnotes())
        return "\n".join(filter(None, pieces))

    def _blocks(self, blocks: Blocks) -> str:
        return "\n".join(filter(None, map(self._block, blocks)))

    def _block(self, block: Block) -> str:
        match block:
            case Paragraph(content):
                return f"<p>{self._words(content)}</p>"
            case Heading(content=content):  # inside a quote it is no part of the outline
                return f"<p><strong>{self._words(content)}</strong></p>"
            case ListBlock():
                return self._list(block)
            case Quote(blocks):
                return f"<blockquote>\n{self._blocks(blocks)}\n</blockquote>"
            case CodeBlock(text):
                return f'<pre tabindex="0"><code>{escape(text, quote=False)}\n</code></pre>'
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case ThematicBreak():
                return "<hr>"
            case FootnoteDefinition(blocks=blocks):  # nothing leads to it, so it stays where it stands
                return self._blocks(blocks)
            case Unknown():
                return _foreign(block)

    def _list(self, block: ListBlock) -> str:
        tag = "ol" if block.ordered else "ul"
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        loose = any(sum(isinstance(inner, Paragraph) for inner in item) > 1 for item in block.items)
        items = "\n".join(self._item(item, loose) for item in block.items)
        return f"<{tag}{start}>\n{items}\n</{tag}>"

    def _item(self, item: Blocks, loose: bool) -> str:
        if loose:
            return f'<li class="loose">{self._blocks(item)}</li>'
        inner = [self._words(block.content) if isinstance(block, Paragraph) else self._block(block) for block in item]
        return "<li>" + "\n".join(inner) + "</li>"

    def _table(self, table: Table) -> str:
        classes = [f' class="{align}"' if align else "" for align in table.align]

        def row(cells: tuple[Inlines, ...], tag: str, scope: str = "") -> str:
            words = map(self._words, cells)
            return "".join(f"<{tag}{scope}{style}>{cell}</{tag}>" for style, cell in zip(classes, words, strict=True))

        head = "<thead><tr>" + row(table.header, "th", ' scope="col"') + "</tr></thead>"
        rows = "\n".join(f"<tr>{row(cells, 'td')}</tr>" for cells in table.rows)
        body = f"<tbody>\n{rows}\n</tbody>\n" if rows else ""
        return f'<div class="table" role="region" aria-label="Table" tabindex="0"><table>\n{head}\n{body}</table></div>'

    def _figure(self, figure: Figure) -> str:
        asset = self._document.asset_of(figure)
        alt = escape(alt_of(self._document, figure))
        caption = f"\n<figcaption>{self._words(figure.caption)}</figcaption>" if figure.caption else ""
        if asset is None:
            return f'<figure class="missing"><p>{alt}</p>{caption}</figure>'
        picture = (
            f'<img src="{escape(figure.target)}" alt="{alt}" width="{asset.width}" height="{asset.height}"'
            f"{_title(figure.title)}>"
        )
        return f'<figure class="{room_of(asset)}">{picture}{caption}</figure>'

    def _footnotes(self) -> str:
        if not self._structure.notes:
            return ""
        # A note may refer to later notes, so each is written before the ways back from it are counted.
        texts = {label: self._blocks(note.blocks) for label, note in self._structure.notes.items()}
        items = []
        for label, text in texts.items():
            number = self._numbers[label]
            ways = "".join(
                f' <a href="#{_mark_anchor(number, mark)}" role="doc-backlink" aria-label="Back to the text">\u2191</a>'
                for mark in range(1, self._marks[label] + 1)
            )
            inner = text.removesuffix("</p>") + ways + "</p>" if text.endswith("</p>") else f"{text}\n<p>{ways}</p>"
            items.append(f'<li id="fn:{number}">{inner}</li>')
        opening = '<section class="footnotes" role="doc-endnotes" aria-label="Footnotes">'
        return "\n".join((opening, "<ol>", *items, "</ol>", "</section>"))

    def _words(self, content: Inlines) -> str:
        words = "".join(map(self._inline, content))
        return balance(words) if any(isinstance(inline, RawInline) for inline in walk(content)) else words

    def _inline(self, inline: Inline, in_link: bool = False) -> str:
        def inner(content: Inlines, now_in_link: bool = in_link) -> str:
            return "".join(self._inline(each, now_in_link) for each in content)

        match inline:
            case Text(text):
                return escape(text, quote=False)
            case Emphasis(content):
                return f"<em>{inner(content)}</em>"
            case Strong(content):
                return f"<strong>{inner(content)}</strong>"
            case Code(text):
                return f"<code>{escape(text, quote=False)}</code>"
            case Link(content, target) if not leads_somewhere(target):
                return inner(content)
            case Link(content, target, title):
                return f'<a href="{escape(target)}"{_title(title)}>{inner(content, True)}</a>'
            case LineBreak():
                return "<br>\n"
            case FootnoteRef(label):
                return self._mark(label, in_link)
            case InlineImage(target, alt, title):
                return self._inline_image(target, alt, title)
            case RawInline(source):
                return lone_tag(source)

    def _mark(self, label: str, in_link: bool) -> str:
        number = self._numbers.get(label)
        if number is None:
            return escape(f"[^{label}]", quote=False)
        if in_link:  # a link may not hold another
            return f"<sup>{number}</sup>"
        self._marks[label] += 1
        here = _mark_anchor(number, self._marks[label])
        return (
            f'<sup class="note"><a id="{here}" href="#fn:{number}" role="doc-noteref" '
            f'aria-label="Footnote {number}">{number}</a></sup>'
        )

    def _inline_image(self, target: str, alt: str, title: str) -> str:
        asset = self._document.assets.get(target)
        if asset is None:
            return escape(alt, quote=False)
        size = f'width="{asset.width}" height="{asset.height}"'
        return f'<img class="inline" src="{escape(target)}" alt="{escape(alt)}" {size}{_title(title)}>'


def _mark_anchor(number: int, mark: int) -> str:
    return f"fnref:{number}" if mark == 1 else f"fnref:{number}:{mark}"


def _title(title: str) -> str:
    return f' title="{escape(title)}"' if title else ""


def _foreign(block: Unknown) -> str:
    match block.kind:
        case "html":
            markup = clean_foreign(block.source)
        case "other":
            markup = clean_foreign(_converted(block.source))
        case "front-matter" | "reference":
            return ""
    return f"<div>{markup}</div>" if markup.strip() else ""


def _converted(source: str) -> str:
    """Markdown beyond ours, by the library that reads all of it."""
    try:
        return markdown.markdown(source, extensions=["extra", "sane_lists"])
    except RecursionError:
        return f"<pre>{escape(source)}</pre>"
