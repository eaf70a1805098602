"""Makes markup harmless: whatever a model wrote, a paste brought or a file held, only words and their form stay.

Two rules, both of nh3 (the Rust library ammonia, which parses as browsers do): the strict one for markup that is not
ours, which may carry no class and no id; and the one for the whole page, over our own markup once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import nh3

Picture = Callable[[str], str | None]
"""From the target of a picture to a data: address, or None for a picture that is not in the document."""

NO_PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""One clear pixel, in the place of a picture that would have to be fetched."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_INLINE_TAGS = _names(
    "abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small strong sub sup time u var wbr"
)
_FOREIGN_TAGS = _INLINE_TAGS | _names(
    "a blockquote caption dd details div dl dt figcaption figure hr img li ol p pre span summary table tbody td tfoot"
    " th thead tr ul"
)
_PAGE_TAGS = _FOREIGN_TAGS | _names("footer h1 h2 h3 h4 h5 h6 section")
_DROPPED_WITH_CONTENT = _names(
    "applet audio canvas embed frame frameset head iframe math noembed noframes noscript object script select style svg"
    " template textarea title video xmp"
)
_FOREIGN_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "dfn": {"title"},
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
_PAGE_ATTRIBUTES = {
    **_FOREIGN_ATTRIBUTES,
    "*": {"aria-label", "dir", "id", "lang", "role"},
    "div": {"tabindex"},
    "img": {"alt", "height", "src", "title", "width"},
    "pre": {"tabindex"},
}
_PAGE_CLASSES = {
    "div": {"table"},
    "figure": {"missing", "small", "square", "tall", "wide"},
    "footer": {"colophon"},
    "img": {"inline"},
    "li": {"loose"},
    "p": {"byline"},
    "section": {"footnotes"},
    "sup": {"note"},
    "td": {"center", "left", "right"},
    "th": {"center", "left", "right"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_CLEANED_IMAGE = re.compile(r'<img(?: [a-z]+="[^"]*")*>')
"""As nh3 writes it: every value in double quotes, with none inside."""
_LONE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)\b[^>]*>")


def lone_tag(source: str) -> str:
    """A single tag from a line of text, without attributes; "" unless it only gives words a form."""
    found = _LONE_TAG.fullmatch(source.strip())
    if found is None or found[2].lower() not in _INLINE_TAGS:
        return ""
    return f"<{found[1]}{found[2].lower()}>"


def clean_foreign(markup: str) -> str:
    """Markup of somebody else, reduced to words, lists, tables, links and pictures. Tags are closed."""
    cleaned = nh3.clean(
        markup,
        tags=set(_FOREIGN_TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes=_FOREIGN_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return _CLEANED_IMAGE.sub(lambda tag: tag[0] if " src=" in tag[0] else "", cleaned)


def balance(markup: str) -> str:
    """Our own markup with tags of others in it: each is closed where the markup ends."""
    return _clean_page(markup, None)


def clean_page(markup: str, picture: Picture) -> str:
    """The body of a page, checked as a whole; the pictures of the document are put in.

    Args:
        markup: our own, with the targets of pictures as they stand in the document.
        picture: the data: address for a target. No other picture stays.
    """

    def checked(tag: str, attribute: str, value: str) -> str | None:
        return (picture(value) or NO_PICTURE) if (tag, attribute) == ("img", "src") else value

    return _clean_page(markup, checked)


def text_of(markup: str) -> str:
    """The words of markup, without tags, as HTML text that is still escaped."""
    return nh3.clean(markup, tags=set(), clean_content_tags=set(_DROPPED_WITH_CONTENT))


def _clean_page(markup: str, checked: Callable[[str, str, str], str | None] | None) -> str:
    return nh3.clean(
        markup,
        tags=set(_PAGE_TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes=_PAGE_ATTRIBUTES,
        allowed_classes=_PAGE_CLASSES,
        attribute_filter=checked,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
