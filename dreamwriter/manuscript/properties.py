"""The words that Qt has none for: what the blocks and characters of the page mean, as properties of their formats."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtGui import QTextFormat

_FIRST = QTextFormat.Property.UserProperty.value
_FIRST_OBJECT = QTextFormat.ObjectTypes.UserObject.value

OBJECT = "\ufffc"
"""The character in whose place an object is drawn."""
LINE = "\u2028"
"""A line break within a block."""
RESERVED = frozenset((OBJECT, "\u2029", "\ufdd0", "\ufdd1"))
"""Characters that Qt keeps for itself; those of a writer are objects of the kind `Thing.LITERAL`."""


NEW = 1
"""State (`QTextBlock.userState`) of a block that the last run wrote and nobody has touched since; others have -1."""


class Property(IntEnum):
    """Keys of our own in block and character formats. Saved nowhere, so the numbers may change."""

    KIND = _FIRST + 1
    """Block: a `Kind`; a block without it is a paragraph."""
    DETAIL = _FIRST + 2
    """Block: level of a heading, language of code, kind of unknown source, alignment of a table cell."""
    PATH = _FIRST + 3
    """Block: the containers around it (`containers.write_path`)."""
    MARKS = _FIRST + 4
    """Characters: the marks around them (`marks.write_marks`)."""
    LINK_TARGET = _FIRST + 5
    LINK_TITLE = _FIRST + 6
    WHAT = _FIRST + 7
    """Object: target of an inline picture, label of a footnote mark, or the reserved character itself."""
    ALT = _FIRST + 8
    TITLE = _FIRST + 9
    FIGURE = _FIRST + 10
    """Figure: number of its record in the `Gallery`."""


class Kind(IntEnum):
    """What a block is."""

    PARAGRAPH = 0
    HEADING = 1
    CODE = 2
    FIGURE = 3
    RULE = 4
    UNKNOWN = 5
    CELL = 6


class Thing(IntEnum):
    """What is drawn in the place of an `OBJECT` character."""

    FIGURE = _FIRST_OBJECT + 1
    INLINE_IMAGE = _FIRST_OBJECT + 2
    NOTE = _FIRST_OBJECT + 3
    RULE = _FIRST_OBJECT + 4
    LITERAL = _FIRST_OBJECT + 5
    EMPTY = _FIRST_OBJECT + 6
    """Nothing at all; holds the place of a link without words."""
