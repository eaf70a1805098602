"""A longer text that is only read: a model card, a licence. It may come from anywhere and can load nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import TextRole

MAX_BYTES = 256 << 10


class CardText(QTextEdit):
    """Shows Markdown or plain text.

    Args:
        look: where the theme comes from.
        name: what it is, for screen readers.
    """

    def __init__(self, look: Look, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._source = ""
        self._markdown = False
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setProperty("role", "field")
        look.changed.connect(self._dress)
        self._dress()

    def show_markdown(self, source: str) -> None:
        """Show Markdown; HTML in it is shown as it is written."""
        self._source, self._markdown = source, True
        self._fill()

    def show_plain(self, source: str) -> None:
        """Show plain text."""
        self._source, self._markdown = source, False
        self._fill()

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is loaded, from nowhere."""
        return None

    def _fill(self) -> None:
        """Set the text anew. The view stays where it was, where Qt would go to the end with the cursor."""
        place = self.verticalScrollBar().value()
        self._set_text()
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(place)

    def _set_text(self) -> None:
        theme, document = self._look.theme, self.document()
        if not self._markdown:
            document.setDefaultFont(theme.font(TextRole.CODE))
            document.setPlainText(self._source)
            return
        document.setDefaultFont(theme.font(TextRole.INTERFACE))
        features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
        document.setMarkdown(self._source, features)
        block = document.begin()
        while block.isValid():
            self._set_block(QTextCursor(block))
            block = block.next()
        self._set_strong()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._set_table(frame)

    def _set_block(self, cursor: QTextCursor) -> None:
        """Type, line height and room below: what Qt gives to Markdown is closely set."""
        theme = self._look.theme
        level = cursor.blockFormat().headingLevel()
        role = TextRole.STRONG if level > 1 else TextRole.H3 if level else TextRole.INTERFACE
        form = QTextBlockFormat()
        form.setLineHeight(theme.line_height(role), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        form.setTopMargin(theme.length(8) if level else 0)
        in_list_or_cell = cursor.currentTable() is not None or cursor.currentList() is not None
        form.setBottomMargin(theme.length(2 if in_list_or_cell else 8))
        cursor.mergeBlockFormat(form)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        if level:
            letters = QTextCharFormat()
            letters.setFont(theme.font(role))
            cursor.mergeCharFormat(letters)

    def _set_strong(self) -> None:
        """Strong words in the weight that there is: another would be smeared from it."""
        weight = self._look.theme.font(TextRole.STRONG).weight()
        heavy: list[tuple[int, int]] = []
        block = self.document().begin()
        while block.isValid():
            fragments = block.begin()
            while not fragments.atEnd():
                fragment = fragments.fragment()
                if fragment.charFormat().fontWeight() > weight:
                    heavy.append((fragment.position(), fragment.length()))
                fragments += 1
            block = block.next()
        strong = QTextCharFormat()
        strong.setFontWeight(weight)
        for position, length in heavy:
            cursor = QTextCursor(self.document())
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(strong)

    def _set_table(self, table: QTextTable) -> None:
        """Hairlines, and room in the cells."""
        form = table.format().toTableFormat()
        form.setBorderCollapse(True)
        form.setBorder(1)
        form.setBorderStyle(QTextTableFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderBrush(self._look.theme.colour("line"))
        form.setCellPadding(self._look.theme.length(6))
        form.setTopMargin(self._look.theme.length(4))
        form.setBottomMargin(self._look.theme.length(12))
        table.setFormat(form)

    def _dress(self) -> None:
        self.setFont(self._look.theme.font(TextRole.INTERFACE))
        self._fill()


def read_card(file: Path) -> str:
    """The text of a card or a licence; "" when it cannot be read. Blocks: not for the window's thread."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
