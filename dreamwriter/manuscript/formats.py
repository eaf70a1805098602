"""Meaning to Qt formats and back: what a block is, what characters mean. Colours and fonts are not in here.

Formats of the document hold only meaning and the room around blocks, so that another theme is no change to the
text; the `Dresser` adds fonts and colours.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextBlockFormat, QTextCharFormat, QTextListFormat

from dreamwriter.manuscript.containers import Container, Path, read_path, write_path
from dreamwriter.manuscript.marks import PLAIN, Form, Run, read_marks, write_marks
from dreamwriter.manuscript.page_style import PageStyle
from dreamwriter.manuscript.properties import Kind, Property, Thing

INDENT = 28
"""Room that a list, quote or footnote takes where its lines begin, in pixels at scale 1."""
CODE_INDENT = 16
"""Room between the ground of code and its lines, in pixels at scale 1."""
CELL_LINE = 26
"""Least height of a line in a table, in pixels at scale 1."""
BETWEEN = 14
"""Room between two paragraphs, in pixels at scale 1."""
INDENT_UNIT = 4
"""Indents of blocks count in this unit: unlike margins they stand where the lines begin, also from right to left."""
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True)
class BlockForm:
    """What a block is.

    Attributes:
        detail: see `Property.DETAIL`.
        path: the containers around it.
    """

    kind: Kind = Kind.PARAGRAPH
    detail: str = ""
    path: Path = ()

    def within(self, path: Path) -> BlockForm:
        """The same in other containers."""
        return replace(self, path=path)


PARAGRAPH = BlockForm()


def block_form(format_: QTextBlockFormat) -> BlockForm:
    """What a block with this format is."""
    kind = format_.intProperty(Property.KIND)
    return _block_form(kind, format_.stringProperty(Property.DETAIL), format_.stringProperty(Property.PATH))


@lru_cache(maxsize=4096)
def _block_form(kind: int, detail: str, path: str) -> BlockForm:
    return BlockForm(Kind(kind), detail, read_path(path))


def form_of(format_: QTextCharFormat) -> Form:
    """What characters with this format mean."""
    marks = format_.stringProperty(Property.MARKS)
    if not marks:
        return PLAIN
    return Form(
        read_marks(marks),
        format_.stringProperty(Property.LINK_TARGET),
        format_.stringProperty(Property.LINK_TITLE),
    )


def char_format(form: Form) -> QTextCharFormat:
    """The format of characters that mean this."""
    format_ = QTextCharFormat()
    if form.marks:
        format_.setProperty(Property.MARKS, write_marks(form.marks))
    if form.has("link"):
        format_.setProperty(Property.LINK_TARGET, form.target)
        format_.setProperty(Property.LINK_TITLE, form.title)
        format_.setAnchor(True)
        format_.setAnchorHref(form.target)
    return format_


def run_format(run: Run) -> QTextCharFormat:
    """The format of a run, objects included."""
    format_ = char_format(run.form)
    if run.thing is None:
        return format_
    format_.setObjectType(run.thing)
    if run.thing is Thing.FIGURE:
        format_.setProperty(Property.FIGURE, run.figure)
    for key, value in ((Property.WHAT, run.what), (Property.ALT, run.alt), (Property.TITLE, run.title)):
        if value:
            format_.setProperty(key, value)
    return format_


def object_run(format_: QTextCharFormat, form: Form, char: str) -> Run:
    """The run that one object character with this format is."""
    try:
        thing = Thing(format_.objectType())
    except ValueError:  # a character like an object's, brought in by somebody else
        return Run(char, form, Thing.LITERAL, char)
    return Run(
        char,
        form,
        thing,
        format_.stringProperty(Property.WHAT),
        format_.stringProperty(Property.ALT),
        format_.stringProperty(Property.TITLE),
        format_.intProperty(Property.FIGURE) if thing is Thing.FIGURE else -1,
    )


class BlockFormats:
    """Makes block formats; the room around blocks is in pixels at scale 1.

    The layout makes it larger (see `page_device`), so that another scale is no change to the text either.
    """

    def __init__(self, style: PageStyle) -> None:
        font = QFont(style.serif)
        font.setPixelSize(style.text)
        self._line = max(100.0, 100 * style.line / QFontMetricsF(font).height())
        self._made: dict[tuple[BlockForm, bool], QTextBlockFormat] = {}

    def of(self, form: BlockForm, below_list: bool = False) -> QTextBlockFormat:
        """The format of a block; a copy that may be changed.

        Args:
            below_list: a list ends above it.
        """
        made = self._made.get((form, below_list))
        if made is None:
            made = self._made[form, below_list] = self._make(form)
            if below_list:
                made.setTopMargin(max(made.topMargin(), BETWEEN))
        return QTextBlockFormat(made)

    def list_of(self, container: Container) -> QTextListFormat:
        """The format of a list. Qt counts its items; their bullets and numbers are drawn under the text."""
        format_ = QTextListFormat()
        format_.setIndent(0)
        format_.setStyle(QTextListFormat.Style.ListStyleUndefined)
        format_.setStart(container.start)
        return format_

    def _make(self, form: BlockForm) -> QTextBlockFormat:
        format_ = QTextBlockFormat()
        if form.kind is not Kind.PARAGRAPH:
            format_.setProperty(Property.KIND, int(form.kind))
        if form.detail:
            format_.setProperty(Property.DETAIL, form.detail)
        if form.path:
            format_.setProperty(Property.PATH, write_path(form.path))
            format_.setIndent(len(form.path) * INDENT // INDENT_UNIT)
        self._set_room(format_, form)
        return format_

    def _set_room(self, format_: QTextBlockFormat, form: BlockForm) -> None:
        above, below, line = 0, BETWEEN, self._line
        match form.kind:
            case Kind.HEADING:
                level = int(form.detail or "1")
                format_.setHeadingLevel(level)
                above, below, line = (8, 12, 105.0) if level == 1 else (26, 8, 110.0)
            case Kind.CODE | Kind.UNKNOWN:
                above, below, line = 10, 24, 120.0
                format_.setIndent(format_.indent() + CODE_INDENT // INDENT_UNIT)
                format_.setRightMargin(CODE_INDENT)
            case Kind.FIGURE | Kind.RULE:
                above, below, line = 12, 24, 100.0
                format_.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            case Kind.CELL:
                above, below, line = 0, 0, 100.0  # as tall where nothing is written yet
                format_.setLineHeight(CELL_LINE, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
                if form.detail:
                    format_.setAlignment(_ALIGN[form.detail])
            case _ if form.path and form.path[-1].is_list:
                below = 6
        format_.setTopMargin(above)
        format_.setBottomMargin(below)
        if line != 100.0:
            format_.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
