"""The foot of the dialogue: what is asked, what it is about, how many pictures the answer may hold, and examples."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from dreamwriter.panels.examples import Examples
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Option
from dreamwriter.widgets.surface import Surface
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import LARGE, MEDIUM, SMALL, TextRole
from engine.protocol.values import PictureCount

PAGE, PICTURE, NOTHING = "page", "picture", "nothing"
_ABOUT = {
    PAGE: Option(PAGE, "the page"),
    PICTURE: Option(PICTURE, "the picture"),
    NOTHING: Option(NOTHING, "nothing here"),
}
_READS = {
    PAGE: "The model reads the page, what was said, and your question.",
    PICTURE: "The model reads the picture, its caption, what was said, and your question.",
    NOTHING: "The model reads what was said, and your question.",
}
_PICTURES = (
    Option("auto", "as needed"),
    Option("0", "none"),
    Option("1", "1"),
    Option("2", "2"),
    Option("3", "3"),
)
SHOW_ME = "Show me "


class QuestionForm(Surface):
    """Enter asks.

    Args:
        look: where the theme comes from.
        examples: where examples are gathered; folded away at first.

    Signals:
        asked(str): the person asks this.
        stop_wanted(): the person has heard enough.
    """

    asked = Signal(str)
    stop_wanted = Signal()

    def __init__(self, look: Look, examples: Examples) -> None:
        super().__init__("panel", "top")
        self._busy = False
        self._room = 1 << 20
        self._pictures_before = ""
        self.examples = examples
        self.field = TextField(look, "Your question", "Ask about the page or a picture …", most_lines=5)
        self.about = Chip(look)
        self.pictures = Chip(look)
        self.pictures.set_options(_PICTURES, "auto", "Pictures")
        self.show_me = Chip(look, "Show me …", "image")
        self.more = Chip(look, "Examples", "images")
        self.more.setCheckable(True)
        self.reads = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self.send = Button(look, "Ask", ButtonRole.PRIMARY, "send")
        self.stop = Button(look, "Stop", icon="square")
        chips, buttons = FlowLayout(gap=SMALL), FlowLayout(gap=SMALL)
        for chip in (self.about, self.pictures, self.show_me, self.more):
            chips.addWidget(chip)
        for button in (self.send, self.stop):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(LARGE, MEDIUM, LARGE, MEDIUM)
        column.setSpacing(SMALL)
        column.addWidget(examples)
        column.addWidget(self.field)
        column.addLayout(chips)
        column.addWidget(self.reads)
        column.addLayout(buttons)
        examples.hide()
        self.more.toggled.connect(examples.setVisible)
        self.more.toggled.connect(lambda _on: self.set_room(self._room))
        self.show_me.clicked.connect(self._begin_show_me)
        self.field.submitted.connect(self._submit)
        self.field.edited.connect(self._show)
        self.send.clicked.connect(self._submit)
        self.stop.clicked.connect(self.stop_wanted)
        self.about.chosen.connect(self._show)
        self.pictures.chosen.connect(self._keep_pictures)
        self.set_picture_selected(False)
        self.set_busy(False)

    def set_room(self, pixels: int) -> None:
        """How high it may be; where that is little, it says and offers less."""
        self._room = pixels
        layout, chips = self.layout(), [self.about, self.pictures, self.show_me]
        chips += [] if self.more.isChecked() else [self.more]
        for says, offers in ((True, True), (False, True), (False, False)):
            self.reads.setVisible(says)
            for chip in chips:
                chip.setVisible(offers)
            if layout is None or layout.totalHeightForWidth(self.width()) <= pixels:
                break
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower is taller: a layout around it asks for no height for a width."""
        super().resizeEvent(event)
        self._grow()

    def event(self, event: QEvent) -> bool:
        """Something in it has another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return super().event(event)

    def _grow(self) -> None:
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    @property
    def picture_count(self) -> PictureCount:
        """How many pictures the answer may hold."""
        return "auto" if self.pictures.value == "auto" else int(self.pictures.value)

    def set_picture_selected(self, selected: bool) -> None:
        """A picture of the page is selected now, or none: what is asked is about it."""
        options = [_ABOUT[PICTURE]] if selected else []
        before = self.about.value
        options += [_ABOUT[PAGE], _ABOUT[NOTHING]]
        self.about.set_options(options, NOTHING if before == NOTHING else options[0].key, "About")
        self._show()

    def set_busy(self, busy: bool) -> None:
        """An answer is coming; or it is there."""
        self._busy = busy
        if self.stop.hasFocus():  # it goes, and the keyboard must not go elsewhere
            self.field.setFocus()
        self.stop.setVisible(busy)
        self.send.setVisible(not busy)

    def _begin_show_me(self) -> None:
        text = self.field.text()
        if not text.startswith(SHOW_ME.strip()):
            self.field.set_text(SHOW_ME + text)
        if self.pictures.value in ("auto", "0"):
            self._pictures_before = self.pictures.value
            self.pictures.set_value("1")
        self.field.setFocus()

    def _show(self) -> None:
        self.send.setEnabled(bool(self.field.text()))
        self.reads.setText(_READS[self.about.value])

    def _submit(self) -> None:
        text = self.field.text()
        if text and not self._busy:
            self.field.setFocus()
            self.asked.emit(text)
            if self._pictures_before:  # the next question is another one
                self.pictures.set_value(self._pictures_before)
                self._keep_pictures()

    def _keep_pictures(self) -> None:
        self._pictures_before = ""
