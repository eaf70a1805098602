"""Text that is only read: a label with a role of type, set with the line height of that role."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.theme import TextRole

UNBOUNDED = 1 << 20


class Label(QLabel):
    """Plain text in one role. Qt's own label knows no line height, so this one sets its lines itself.

    Args:
        look: where the theme comes from.
        text: plain text; line breaks are kept.
        role: role of type.
        colour: role of colour.
        wrap: break lines at the width that there is; otherwise a line that is too long ends in "…".
    """

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: TextRole = TextRole.INTERFACE,
        colour: Colour = "ink",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._look = look
        self._role = role
        self._colour: Colour = colour
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        look.changed.connect(self._dress)
        self._dress()

    def set_colour(self, colour: Colour) -> None:
        """Give the text another role of colour."""
        self._colour = colour
        self.update()

    def set_role(self, role: TextRole) -> None:
        """Give the text another role of type."""
        self._role = role
        self._dress()

    def sizeHint(self) -> QSize:
        """As wide as the longest line; a wrapped text about forty letters."""
        margins = self.contentsMargins()
        across = self._widest() + 1
        if self.wordWrap():
            across = min(across, 40 * self.fontMetrics().averageCharWidth())
        return QSize(across + margins.left() + margins.right(), self.heightForWidth(across))

    def minimumSizeHint(self) -> QSize:
        """A few letters wide; a wrapped text as wide as its longest word."""
        hint = self.sizeHint()
        words = self.text().split() if self.wordWrap() else [self.text()[:3]]
        least = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0) + 2
        return QSize(min(hint.width(), least), self._look.theme.line_height(self._role))

    def hasHeightForWidth(self) -> bool:
        """Only a wrapped text grows taller where it is narrow."""
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        """Height in pixels of the text at a width."""
        margins = self.contentsMargins()
        lines = self._lay(width if self.wordWrap() else UNBOUNDED).lineCount()
        return max(lines, 1) * self._look.theme.line_height(self._role) + margins.top() + margins.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self._look.theme.colour(self._colour if self.isEnabled() else "faint"))
        area = self.contentsRect()
        layout = self._lay(area.width(), elide=not self.wordWrap())
        height = self._look.theme.line_height(self._role)
        top = area.top()
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += max((area.height() - layout.lineCount() * height) // 2, 0)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.draw(painter, QPointF(area.left(), top + number * height + (height - line.height()) / 2))

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(self._role))
        self.updateGeometry()
        self.update()

    def _widest(self) -> int:
        metrics = self.fontMetrics()
        return max(metrics.horizontalAdvance(line) for line in self._shown().split("\n"))

    def _shown(self) -> str:
        return self.text().upper() if self.font().capitalization() == QFont.Capitalization.AllUppercase else self.text()

    def _lay(self, width: int, elide: bool = False) -> QTextLayout:
        text = self.text()
        if elide:
            metrics = QFontMetrics(self.font())
            text = "\n".join(
                metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) if metrics.horizontalAdvance(line) > width
                else line
                for line in text.split("\n")
            )  # fmt: skip
        layout = QTextLayout(text.replace("\n", "\u2028"), self.font())
        option = QTextOption(self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask)
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self.wordWrap() else QTextOption.WrapMode.ManualWrap
        option.setWrapMode(wrap)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            line.setPosition(QPointF(0, 0))
        layout.endLayout()
        return layout


class SectionLabel(Label):
    """The small spaced capitals above a section of a panel."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(look, text, TextRole.SECTION, "muted", parent=parent)
