"""Inline Markdown to inline runs, by the rules of CommonMark with footnote marks.

Python-Markdown builds the block tree; its inline stage is not used, because nested emphasis, code with
spaces and escapes before brackets do not survive it. Work grows linearly with the text: open brackets and
open emphasis are looked back at only so far, titles and tags are read only so far.
"""

from __future__ import annotations

import html.entities
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from dreamwriter.document.blocks import (
    Code,
    Emphasis,
    FootnoteRef,
    Inline,
    InlineImage,
    Inlines,
    LineBreak,
    Link,
    RawInline,
    Strong,
    Text,
    plain_text,
)
from dreamwriter.document.canonical import RAW_TAG, canonical_inlines

References = Mapping[str, tuple[str, str]]
"""Link addresses and titles by their label in lower case."""

ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));")
_OPEN_LIMIT = 64
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_PLAIN = re.compile(r"(?:[^\\`*_\[\]!<&\n ]++| ++(?!\n))+")
_NEWLINE = re.compile(r"( *)\n[ \t]*")
_FOOTNOTE = re.compile(r"\[\^([^\s\[\]\\^`<>*_&|!]{1,200})\]")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*)>|<([\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>")
_BARE = r"\\.|[^\s\\()]|\((?:\\.|[^\s\\()]){0,2000}+\)"
_DESTINATION = rf"<((?:\\.|[^<>\\\n]){{0,2000}}+)>|((?!<)(?:{_BARE}){{1,2000}}+)"
_TITLE = r"\"((?:\\.|[^\"\\]){0,2000}+)\"|'((?:\\.|[^'\\]){0,2000}+)'|\(((?:\\.|[^()\\]){0,2000}+)\)"
_INLINE_TARGET = re.compile(rf"\(\s*+(?:{_DESTINATION})?+(?:\s++(?:{_TITLE}))?+\s*+\)", re.DOTALL)
_LABEL = re.compile(r"\[((?:\\.|[^\[\]\\]){0,999})\]")
REFERENCE = re.compile(
    rf" {{0,3}}\[(?!\^)((?:\\.|[^\[\]\\]){{1,999}})\]:[ \t]*(?:{_DESTINATION})(?:[ \t]++(?:{_TITLE}))?[ \t]*"
)
"""One line that gives a label its address."""


@dataclass
class _Run:
    """A run of `*` or `_` that may open or close emphasis."""

    mark: str
    count: int
    opens: bool
    closes: bool
    length: int


@dataclass
class _Bracket:
    """A `[` or `![` that may become a link or a picture."""

    image: bool
    node: int
    source: int
    active: bool = True


def read_inlines(source: str, references: References | None = None) -> Inlines:
    """Parse the inside of a paragraph, heading or table cell.

    Args:
        source: Markdown, may hold line ends. Untrusted.
        references: addresses of reference links.

    Returns:
        Canonical inline runs.
    """
    return canonical_inlines(_Scanner(source.strip(" \t\n"), references or {}).scan())


def decode(source: str) -> str:
    """Markdown escapes and entities in an address or title, replaced by the characters that they mean."""
    return re.sub(r"\\([!-/:-@\[-`{-~])|" + ENTITY.pattern, _decoded, source)


def reference_of(line: str) -> tuple[str, tuple[str, str]] | None:
    """Label, address and title of a line that defines a link, or None."""
    match = REFERENCE.fullmatch(line)
    if match is None:
        return None
    target = match[2] if match[2] is not None else match[3]
    return _label(match[1]), (decode(target), decode(match[4] or match[5] or match[6] or ""))


def _label(source: str) -> str:
    return " ".join(decode(source).split()).casefold()


def _decoded(match: re.Match[str]) -> str:
    if match[1] is not None:
        return match[1]
    return _entity(match[0], match[2], match[3], match[4])


def _entity(source: str, decimal: str | None, hexadecimal: str | None, name: str | None) -> str:
    if name is not None:
        return html.entities.html5.get(name + ";", source)
    code = int(decimal) if decimal else int(hexadecimal or "0", 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


class _Scanner:
    """One pass over the source; brackets are closed as they end, emphasis when its surroundings are known."""

    def __init__(self, source: str, references: References) -> None:
        self.source = source
        self.references = references
        self.at = 0
        self.nodes: list[Inline | _Run] = []
        self.brackets: list[_Bracket] = []

    def scan(self) -> list[Inline]:
        while self.at < len(self.source):
            self._step()
        return _resolve(self.nodes)

    def _step(self) -> None:
        char = self.source[self.at]
        match char:
            case "\\":
                self._backslash()
            case "`":
                self._code()
            case "*" | "_":
                self._run(char)
            case "<":
                self._angle()
            case "&":
                found = ENTITY.match(self.source, self.at)
                self._add(Text(_entity(found[0], found[1], found[2], found[3]) if found else char), found)
            case "[" | "!":
                self._open(char)
            case "]":
                self._close()
            case _:
                self._plain(char)

    def _add(self, node: Inline | _Run, found: re.Match[str] | None = None, length: int = 1) -> None:
        self.nodes.append(node)
        self.at = found.end() if found else self.at + length

    def _plain(self, char: str) -> None:
        newline = _NEWLINE.match(self.source, self.at)
        if newline:
            self._add(LineBreak() if len(newline[1]) >= 2 else Text(" "), newline)
            return
        found = _PLAIN.match(self.source, self.at)
        self._add(Text(found[0] if found else char), found)

    def _backslash(self) -> None:
        following = self.source[self.at + 1 : self.at + 2]
        if following == "\n":
            self._add(LineBreak(), _NEWLINE.match(self.source, self.at + 1))
        elif following and following in _PUNCTUATION:
            self._add(Text(following), length=2)
        else:
            self._add(Text("\\"))

    def _code(self) -> None:
        ticks = re.compile("`+").match(self.source, self.at)
        assert ticks is not None
        closing = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(self.source, ticks.end())
        if closing is None:
            self._add(Text(ticks[0]), ticks)
            return
        text = re.sub(r"\n[ \t]*", " ", self.source[ticks.end() : closing.start()])
        if text[0] == text[-1] == " " and text.strip(" ") and len(text) > 1:
            text = text[1:-1]
        self._add(Code(text), closing)

    def _run(self, char: str) -> None:
        found = re.compile(re.escape(char) + "+").match(self.source, self.at)
        assert found is not None
        before = self.source[found.start() - 1] if found.start() else " "
        after = self.source[found.end()] if found.end() < len(self.source) else " "
        left = not after.isspace() and (not _punctuation(after) or before.isspace() or _punctuation(before))
        right = not before.isspace() and (not _punctuation(before) or after.isspace() or _punctuation(after))
        if char == "_":
            left, right = left and (not right or _punctuation(before)), right and (not left or _punctuation(after))
        self._add(_Run(char, len(found[0]), left, right, len(found[0])), found)

    def _angle(self) -> None:
        found = _AUTOLINK.match(self.source, self.at)
        if found:
            target = found[1] or f"mailto:{found[2]}"
            self._add(Link((Text(found[1] or found[2]),), target), found)
            return
        tag = RAW_TAG.match(self.source, self.at)
        self._add(RawInline(tag[0].replace("\n", " ")) if tag else Text("<"), tag)

    def _open(self, char: str) -> None:
        image = self.source.startswith("![", self.at)
        note = None if image else _FOOTNOTE.match(self.source, self.at)
        if note:
            self._add(FootnoteRef(note[1]), note)
            return
        if char == "[" or image:
            self.brackets.append(_Bracket(image, len(self.nodes), self.at + 1 + image))
            del self.brackets[:-_OPEN_LIMIT]
        self._add(Text(char + "[" if image else char), length=1 + image)

    def _close(self) -> None:
        bracket = self.brackets.pop() if self.brackets else None
        target = self._target(bracket) if bracket is not None and bracket.active else None
        if bracket is None or target is None:
            self._add(Text("]"))
            return
        content = tuple(_resolve(self.nodes[bracket.node + 1 :]))
        del self.nodes[bracket.node :]
        address, title, self.at = target
        if bracket.image:
            self.nodes.append(InlineImage(address, plain_text(content), title))
            return
        self.nodes.append(Link(content, address, title))
        for earlier in self.brackets:
            earlier.active = earlier.active and earlier.image

    def _target(self, bracket: _Bracket) -> tuple[str, str, int] | None:
        """Address, title and end of the link that closes at the scanner's place; None when it is no link."""
        found = _INLINE_TARGET.match(self.source, self.at + 1)
        if found:
            address = found[1] if found[1] is not None else found[2] or ""
            return decode(address), decode(found[3] or found[4] or found[5] or ""), found.end()
        label = _LABEL.match(self.source, self.at + 1)
        named = label[1] if label and label[1].strip() else self.source[bracket.source : self.at][:1000]
        target = self.references.get(_label(named)) if self.references else None
        return None if target is None else (*target, label.end() if label else self.at + 1)


def _punctuation(char: str) -> bool:
    return char in _PUNCTUATION or unicodedata.category(char)[0] in "PS"


def _resolve(nodes: list[Inline | _Run]) -> list[Inline]:
    """Turn runs of stars and underscores into emphasis where they pair up, else into text."""
    out: list[Inline | _Run] = []
    openers: dict[str, list[int]] = {"*": [], "_": []}
    for node in nodes:
        if not isinstance(node, _Run):
            out.append(node)
            continue
        run = _Run(node.mark, node.count, node.opens, node.closes, node.length)
        while run.closes and run.count:
            place = next((at for at in reversed(openers[run.mark]) if _pairs(out[at], run)), None)
            if place is None:
                break
            _wrap(out, openers, place, run)
        if run.count:
            if run.opens:
                openers[run.mark] = [*openers[run.mark][1 - _OPEN_LIMIT :], len(out)]
            out.append(run)
    return [Text(node.mark * node.count) if isinstance(node, _Run) else node for node in out]


def _pairs(opener: Inline | _Run, closer: _Run) -> bool:
    if not isinstance(opener, _Run):
        return False
    if not (opener.closes or closer.opens):
        return True
    return (opener.length + closer.length) % 3 != 0 or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _wrap(out: list[Inline | _Run], openers: dict[str, list[int]], place: int, closer: _Run) -> None:
    """Close the run at `place` of `out` with as many marks as both have, at most two."""
    opener = out[place]
    assert isinstance(opener, _Run)
    count = 2 if opener.count >= 2 and closer.count >= 2 else 1
    inner = [Text(node.mark * node.count) if isinstance(node, _Run) else node for node in out[place + 1 :]]
    kind = Strong if count == 2 else Emphasis
    del out[place + 1 :]
    opener.count -= count
    closer.count -= count
    for places in openers.values():
        while places and (places[-1] > place or (places[-1] == place and not opener.count)):
            places.pop()
    if not opener.count:
        out.pop()
    out.extend(canonical_inlines((kind(tuple(inner)),)))
