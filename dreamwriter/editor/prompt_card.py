"""The card at the foot of the page: what the model should do, with a few options, and Write or Stop."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dreamwriter.editor.proposal import Proposal
from dreamwriter.editor.writing import Mode, Wish
from dreamwriter.widgets.button import Button, ButtonRole, IconButton
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.number_field import NumberField
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.surface import Card
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TextRole
from engine.protocol.values import Length, PictureCount

WIDTH = 680
LINES = 6
LARGEST_SEED = 999_999_999
MODES: dict[Mode, tuple[str, str, str, str]] = {
    "write": ("New text", "Write about …", "Write", "sparkles"),
    "continue": ("Continue", "Go on from the cursor, or say how …", "Continue", "pen-line"),
    "illustrate": ("Illustrate", "A picture for this paragraph, or say what it shows …", "Illustrate", "image-plus"),
    "rewrite": ("Rewrite", "Other words for this, or say how: shorter, longer …", "Rewrite", "refresh-cw"),
}
"""For each mode: its name, what the empty field says, the words of its button, its icon."""
SENTENCES: dict[Mode, str] = {
    "write": "A new text with pictures, at the cursor",
    "continue": "Go on where the cursor is",
    "illustrate": "Paint a picture for the paragraph at the cursor",
    "rewrite": "Other words for what is selected; you decide",
}
PICTURES = (
    Option("auto", "as needed"),
    Option("0", "none"),
    *(Option(str(number), str(number)) for number in range(1, 7)),
)
LENGTHS = (Option("short", "Short"), Option("medium", "Medium"), Option("long", "Long"))


class PromptCard(Card):
    """What the model should do. Enter or the button begins, Esc or the button stops.

    Args:
        look: where the theme comes from.

    Attributes:
        wished: emitted with a `Wish`.
        stop_wanted: emitted when the person wants the model to stop.
        resized: emitted when it needs another height.
        proposal: other words for the selection, above the field.
    """

    wished = Signal(object)
    stop_wanted = Signal()
    resized = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, padding=0, parent=parent)
        self._mode: Mode = "write"
        self._available: tuple[Mode, ...] = ("write",)
        self._running = False
        self._deciding = False
        self._own_seed = False
        self.field = TextField(look, "What to write", MODES["write"][1], LINES, TextRole.LEAD, framed=False)
        self.proposal = Proposal(look)
        self._modes = Chip(look, icon="sparkles")
        self._pictures = Chip(look, icon="image")
        self._length = Chip(look, icon="text-align-start")
        self._more = IconButton(look, "ellipsis", "More options", checkable=True)
        self._seed_name = Label(look, "Seed", TextRole.SMALL, "muted")
        self._seed = NumberField(look, "Seed", 0, LARGEST_SEED, 1)
        self._says = Label(look, "", TextRole.SMALL, "muted")
        self._go = Button(look, "Write", ButtonRole.PRIMARY, "sparkles")
        self._progress = ProgressLine(look, "How far the model is")
        self._lay_out()
        self._pictures.set_options(PICTURES, "auto", "Pictures")
        self._length.set_options(LENGTHS, "medium", name="Length")
        self._show_modes()
        self._connect()
        self.proposal.hide()
        self._progress.hide()
        self._says.hide()
        self._show_seed(False)
        self.setAccessibleName("Write with the model")

    @property
    def mode(self) -> Mode:
        """What the button does."""
        return self._mode

    @property
    def running(self) -> bool:
        """Whether the model is at work."""
        return self._running

    def offer(self, modes: tuple[Mode, ...]) -> None:
        """What can be done now, the likeliest first. A choice of the person holds while it can be done."""
        if modes != self._available:
            stays = self._mode in modes and self._available[0] == modes[0]
            self._available = modes
            if not stays:
                self._mode = modes[0]
            self._show_modes()

    def set_mode(self, mode: Mode) -> None:
        """Choose what the button does, as from a menu; and be ready for words."""
        if mode in self._available:
            self._mode = mode
            self._show_modes()
            self.field.setFocus()

    def set_words(self, words: str) -> None:
        """Put words into the field."""
        self.field.set_text(words)
        self.field.setFocus()

    def set_running(self, running: bool) -> None:
        """Show that the model is at work, or not any more."""
        self._running = running
        self._go.set_icon("square" if running else MODES[self._mode][3])
        self._go.setText("Stop" if running else MODES[self._mode][2])
        self._show_role()
        self._progress.setVisible(running)
        self._progress.set_share(None)
        self.field.setEnabled(not running)
        for chip in (self._modes, self._pictures, self._length, self._more, self._seed, self._seed_name):
            chip.setVisible(not running and self._wanted(chip))
        self.say("Esc keeps what is written" if running else "")
        if not running and not self._own_seed:
            self._seed.blockSignals(True)
            self._seed.setValue(self._seed.value() + 1)
            self._seed.blockSignals(False)
        self.resized.emit()

    def set_deciding(self, deciding: bool) -> None:
        """A proposal waits to be taken or left: that is the one thing to do, and not what the button does."""
        self._deciding = deciding
        self._show_role()

    def show_progress(self, share: float | None, words: str) -> None:
        """How far the model is.

        Args:
            share: 0 to 1; None when nobody knows.
            words: what it does, such as "Painting picture 1 of 2".
        """
        self._progress.set_share(share)
        self.say(f"{words} · Esc keeps what is written")

    def say(self, words: str) -> None:
        """A few words beside the button."""
        self._says.setText(words)
        self._says.setVisible(bool(words))

    def begin(self) -> None:
        """As the button does."""
        if self._running:
            self.stop_wanted.emit()
            return
        words = self.field.text()
        if self._mode == "write" and not words:
            self.say("Say in a few words what it is about")
            self.field.setFocus()
            return
        self.wished.emit(Wish(self._mode, words, self._picture_count(), self._length_value(), self._seed.value()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the field stops."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.stop_wanted.emit()
            return True
        return False

    def _picture_count(self) -> PictureCount:
        value = self._pictures.value
        return "auto" if value == "auto" else int(value)

    def _length_value(self) -> Length:
        return next(each for each in ("short", "medium", "long") if each == self._length.value)

    def _show_role(self) -> None:
        self._go.set_role(ButtonRole.PLAIN if self._running or self._deciding else ButtonRole.PRIMARY)

    def _wanted(self, widget: QWidget) -> bool:
        """Whether a mode has such an option."""
        if widget is self._modes:
            return len(self._available) > 1
        if widget in (self._seed, self._seed_name):
            return self._more.isChecked()
        if widget is self._pictures:
            return self._mode != "rewrite"
        return widget is self._more or self._mode in ("write", "continue")

    def _show_modes(self) -> None:
        name, placeholder, words, icon = MODES[self._mode]
        self._modes.set_options([Option(mode, MODES[mode][0], SENTENCES[mode]) for mode in self._available], self._mode)
        self._modes.setAccessibleName(f"What to do: {name}")
        self._modes.set_icon(icon)
        self.field.set_placeholder(placeholder)
        if not self._running:
            self._go.setText(words)
            self._go.set_icon(icon)
            for chip in (self._modes, self._pictures, self._length):
                chip.setVisible(self._wanted(chip))
        self.resized.emit()

    def _choose_mode(self, key: str) -> None:
        self.set_mode(next(mode for mode in self._available if mode == key))

    def _show_seed(self, shown: bool) -> None:
        self._seed.setVisible(shown)
        self._seed_name.setVisible(shown)
        self.resized.emit()

    def _hold_seed(self) -> None:
        self._own_seed = True

    def _lay_out(self) -> None:
        self._seed.setFixedWidth(self._look.theme.length(96))
        self._seed.setToolTip("The same number makes the same text and pictures again")
        options = FlowLayout(gap=SMALL)
        options.setContentsMargins(0, 2, 0, 2)  # a chip is a little lower than the button beside it
        for widget in (self._modes, self._pictures, self._length, self._more, self._seed_name, self._seed):
            options.addWidget(widget)
        beside = QVBoxLayout()
        beside.setSpacing(SMALL)
        beside.addLayout(options)
        beside.addWidget(self._says)
        row = QHBoxLayout()
        row.setSpacing(SMALL)
        row.addLayout(beside, 1)
        row.addWidget(self._go, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE + 2, MEDIUM, MEDIUM, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(self.proposal)
        column.addWidget(self.field)
        column.addWidget(self._progress)
        column.addLayout(row)

    def _connect(self) -> None:
        self._go.clicked.connect(self.begin)
        self.field.submitted.connect(lambda _words: self.begin())
        self.field.edited.connect(self._edited)
        self.field.edit.installEventFilter(self)
        self._modes.chosen.connect(self._choose_mode)
        self._more.toggled.connect(self._show_seed)
        self._seed.valueChanged.connect(self._hold_seed)

    def _edited(self, _words: str) -> None:
        if not self._running:
            self.say("")
        self.resized.emit()
