"""Characters that may stand in a published file."""

from __future__ import annotations

import re

_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """Without control characters, half characters and the places that Unicode keeps free; tabs and line ends stay."""
    return _NOT_PRINTABLE.sub("", text)
