"""What is said about a figure: caption, alternative text, and how its picture came to be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from dreamwriter.panels.panel import Section
from dreamwriter.widgets.button import IconButton
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import MEDIUM, TIGHT, TextRole

DRAFT, LOOKING = "· draft by the model", "· the model is looking …"
ICON = "wand-sparkles"


class Details(Section):
    """Two fields and a small table. What is typed is told when the keyboard leaves the field, or at Enter.

    Args:
        look: where the theme comes from.

    Signals:
        caption_edited(str): other words below the picture.
        alt_edited(str): another alternative text.
        draft_wanted(): the model shall say what the picture shows.
    """

    caption_edited = Signal(str)
    alt_edited = Signal(str)
    draft_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, "Caption", parent=parent)
        self._look = look
        self._texts = ("", "")
        self.caption = TextField(look, "Caption", "Words below the picture", most_lines=5)
        self.alt = TextField(look, "Alt text", "What it shows, for those who do not see it", most_lines=6)
        self.draft = Label(look, DRAFT, TextRole.SMALL, "muted")
        self.draft_button = IconButton(look, ICON, "Draft it from the picture")
        self.draft_button.clicked.connect(self.draft_wanted)
        self._drafted = self._drafting = False
        self.recipe = QWidget()
        self._grid = QGridLayout(self.recipe)
        self._grid.setContentsMargins(0, TIGHT, 0, 0)
        self._grid.setHorizontalSpacing(MEDIUM)
        self._grid.setVerticalSpacing(TIGHT)
        self._grid.setColumnStretch(1, 1)
        self._labels: list[tuple[Label, Label]] = []
        head = QHBoxLayout()
        head.setContentsMargins(0, TIGHT, 0, 0)
        head.setSpacing(TIGHT)
        head.addWidget(SectionLabel(look, "Alt text"), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.draft, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(self.draft_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.add(self.caption)
        self.add(head)
        self.add(self.alt)
        self.add(self.recipe)
        for field in (self.caption, self.alt):
            field.left.connect(self.commit)
            field.submitted.connect(self.commit)

    def set_texts(self, caption: str, alt: str, drafted: bool) -> None:
        """Show what the page says; words that somebody is typing now stay."""
        typed = self._typed()
        before, self._texts = self._texts, (caption, alt)
        for field, old, new, typing in zip((self.caption, self.alt), before, self._texts, typed, strict=True):
            if not typing or old != new:
                field.set_text(new)
        self._drafted = drafted and bool(alt)
        self._show_draft()

    def set_drafting(self, drafting: bool, there: bool) -> None:
        """Tell that the model looks at the picture, if it is there to be looked at."""
        self._drafting = drafting
        self.draft_button.setEnabled(there and not drafting)
        self._show_draft()

    def _show_draft(self) -> None:
        self.draft.setText(LOOKING if self._drafting else DRAFT if self._drafted else "")
        self.draft.setVisible(bool(self.draft.text()))
        again = " again" if self._drafted else ""
        self.draft_button.setToolTip(f"Draft it{again} from the picture")

    def commit(self) -> None:
        """Tell what was typed and not told yet."""
        caption, alt = self._typed()
        if caption:
            self._texts = (self.caption.text(), self._texts[1])
            self.caption_edited.emit(self.caption.text())
        if alt:
            self._texts = (self._texts[0], self.alt.text())
            self.alt_edited.emit(self.alt.text())

    def set_recipe(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show how the picture came to be."""
        while len(self._labels) < len(rows):
            name = Label(self._look, role=TextRole.SMALL, colour="muted")
            value = Label(self._look, role=TextRole.SMALL, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            at = len(self._labels)
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, at, 1)
            self._labels.append((name, value))
        for at, (name, value) in enumerate(self._labels):
            there = at < len(rows)
            name.setVisible(there)
            value.setVisible(there)
            if there:
                name.setText(rows[at][0])
                value.setText(rows[at][1])

    def _typed(self) -> tuple[bool, bool]:
        """Whether caption and alternative text were typed over, and nobody was told."""
        return self.caption.text() != self._texts[0], self.alt.text() != self._texts[1]
