"""The font of a page, put into the page: only the alphabets that its words need."""

from __future__ import annotations

from base64 import b64encode

import resources

_STYLES = (("regular", 400, "normal"), ("italic", 400, "italic"), ("semibold", 600, "normal"))
_ALPHABETS: dict[str, str] = {
    "latin": "20-7E,A0-FF,131,152-153,2C6,2DA,2DC,2000-206F,20AC,2116,2122,2190-2193,2212,2215,2248,2260,2264-2265,"
    "FB01-FB02",
    "latin-ext": "100-130,132-151,154-2C5,2C7-2D9,2DB,2DD-36F,1E00-1EFF,20A0-20AB,20AD-20CF,2C60-2C7F,A720-A7FF",
    "greek": "370-3FF,1F00-1FFF",
    "cyrillic": "400-52F,1C80-1C88,2DE0-2DFF,A640-A69F",
}
"""Ranges of the font files in resources/fonts/web, in hexadecimal. The first is always there."""


def font_faces(text: str) -> str:
    """CSS rules for Literata with the font files in them, 90 KB for each alphabet.

    Args:
        text: every character that the page may show.
    """
    characters = {ord(character) for character in text}
    rules = []
    for alphabet, ranges in _ALPHABETS.items():
        if alphabet == "latin" or any(_holds(ranges, character) for character in characters):
            rules += [_rule(alphabet, ranges, *style) for style in _STYLES]
    return "\n".join(rules)


def covers(text: str) -> bool:
    """Whether our own fonts have every sign of a text, as far as the alphabets tell."""
    return all(
        character.isspace() or any(_holds(ranges, ord(character)) for ranges in _ALPHABETS.values())
        for character in set(text)
    )


def _holds(ranges: str, character: int) -> bool:
    pairs = (piece.partition("-") for piece in ranges.split(","))
    return any(int(first, 16) <= character <= int(last or first, 16) for first, _, last in pairs)


def _rule(alphabet: str, ranges: str, name: str, weight: int, slope: str) -> str:
    data = (resources.folder() / "fonts" / "web" / f"literata-{name}-{alphabet}.woff2").read_bytes()
    return (
        f'@font-face{{font-family:"Literata";font-style:{slope};font-weight:{weight};font-display:swap;'
        f"src:url(data:font/woff2;base64,{b64encode(data).decode()}) format('woff2');"
        f"unicode-range:{','.join('U+' + piece for piece in ranges.split(','))}}}"
    )
