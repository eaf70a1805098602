"""What a person wishes of a picture: mode, words, other pictures, strength, how many takes; and how far they are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from dreamwriter.panels.mode_switch import ModeSwitch
from dreamwriter.panels.modes import MODES, Mode, Wish, strength_words
from dreamwriter.panels.reference_box import ReferenceBox
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import SMALL, TIGHT, TextRole

COUNTS = (1, 2, 3, 4, 6)
USUAL_COUNT = 3


class WishForm(QWidget):
    """The upper half of the inspector.

    Args:
        look: where the theme comes from.
        references: the place for other pictures.

    Signals:
        edited(): something of the wish is different.
        dream_wanted(): the person wants the takes.
        stop_wanted(): the person wants no more of them.
    """

    edited = Signal()
    dream_wanted = Signal()
    stop_wanted = Signal()

    def __init__(self, look: Look, references: ReferenceBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._missing = ""
        self._busy = False
        self.modes = ModeSwitch(look)
        self.words = TextField(look, "Your wish", MODES[Mode.CHANGE].wish, most_lines=4)
        self.references = references
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(4, 20)
        self.strength.setPageStep(2)
        self.strength.setValue(10)
        self.strength.setAccessibleName("How much may change")
        self._strength_words = Label(look, role=TextRole.SMALL, colour="muted")
        self.reads = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self.dream = Button(look, "", ButtonRole.PRIMARY, "wand-sparkles")
        self.count = Chip(look, "")
        self.count.set_options([Option(str(count), str(count)) for count in COUNTS], str(USUAL_COUNT), "Takes")
        self.count.setAccessibleName("How many takes")
        self.stop = Button(look, "Stop", ButtonRole.PLAIN, "square")
        self.progress = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self.line = ProgressLine(look, "How far the takes are")
        self._lay_out()
        self.modes.chosen.connect(self._changed)
        self.words.edited.connect(self._changed)
        self.words.submitted.connect(self._submit)
        self.references.changed.connect(self._changed)
        self.strength.valueChanged.connect(self._changed)
        self.count.chosen.connect(self._changed)
        self.dream.clicked.connect(self._submit)
        self.stop.clicked.connect(self.stop_wanted)
        self._changed()
        self.set_busy(False)

    @property
    def wish(self) -> Wish:
        """All that was said."""
        mode = self.modes.value
        words = self.words.text() if MODES[mode].wish else ""
        references = self.references.references[: MODES[mode].references]
        return Wish(mode, words, references, self.strength.value() / 20, int(self.count.value))

    def set_reads(self, sentence: str, missing: str) -> None:
        """Tell what the model will read, and what still has to be said before."""
        self._missing = missing
        self.reads.setText(sentence)
        self.dream.setEnabled(not missing)
        self.dream.setToolTip(missing)

    def set_busy(self, busy: bool, words: str = "", share: float | None = None) -> None:
        """Tell how far the takes are that are being dreamed."""
        self._busy = busy
        going, coming = ((self.dream, self.count), (self.stop,)) if busy else ((self.stop,), (self.dream, self.count))
        held = any(widget.hasFocus() for widget in going)
        for widget in coming:
            widget.show()
        if held:  # else the keyboard would go to whatever comes next
            coming[0].setFocus()
        for widget in going:
            widget.hide()
        self.progress.setVisible(busy)
        self.line.setVisible(busy)
        self.progress.setText(words)
        self.line.set_share(share if busy else 0.0)

    def _lay_out(self) -> None:
        least, most = (Label(self._look, words, TextRole.SMALL, "muted") for words in ("A little", "A lot"))
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addWidget(least)
        row.addWidget(self.strength, 1)
        row.addWidget(most)
        self._strength = QWidget()
        strength = QVBoxLayout(self._strength)
        strength.setContentsMargins(0, 0, 0, 0)
        strength.setSpacing(0)
        strength.addLayout(row)
        strength.addWidget(self._strength_words)
        buttons = FlowLayout(gap=SMALL)
        for button in (self.dream, self.count, self.stop):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SMALL)
        for widget in (self.modes, self.words, self.references, self._strength, self.reads):
            column.addWidget(widget)
        column.addSpacing(TIGHT)
        column.addWidget(self.progress)
        column.addWidget(self.line)
        column.addLayout(buttons)

    def _changed(self) -> None:
        mode = self.modes.value
        words = MODES[mode]
        self.words.setVisible(bool(words.wish))
        if words.wish:
            self.words.set_placeholder(f"{words.wish} …" if mode is not Mode.VARIATION else words.wish)
        self.references.set_most(words.references)
        self._strength.setVisible(mode is Mode.VARIATION)
        self._strength_words.setText(strength_words(self.strength.value() / 20))
        self.strength.setAccessibleDescription(self._strength_words.text())
        count = int(self.count.value)
        self.dream.setText("Dream 1 take" if count == 1 else f"Dream {count} takes")
        self.dream.updateGeometry()
        self.edited.emit()

    def _submit(self) -> None:
        if not self._missing and not self._busy:
            self.dream_wanted.emit()
