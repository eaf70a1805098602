"""One contribution to the dialogue: who said it, its words and pictures, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dreamwriter.panels.picture_view import PictureView
from dreamwriter.session.dialogue import AnswerPart
from dreamwriter.session.run import Candidate, Preview
from dreamwriter.widgets.button import Button
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.theme import SMALL, TIGHT, TextRole

ASKED_WIDTH = 120
"""Of a picture that a question is about, in pixels at scale 1."""


class Said(QWidget):
    """Grows while an answer comes.

    Args:
        look: where the theme comes from.
        who: "You", or the model's name.
        answer: its words and pictures can be put into the page.

    Signals:
        paragraph_wanted(str): put these words into the page.
        caption_wanted(str): they become the caption of the selected picture.
        alt_wanted(str): they become its alternative text.
        figure_wanted(Candidate): put this picture into the page.
        more_wanted(Candidate): paint others like it.
    """

    paragraph_wanted = Signal(str)
    caption_wanted = Signal(str)
    alt_wanted = Signal(str)
    figure_wanted = Signal(object)
    more_wanted = Signal(object)

    def __init__(self, look: Look, who: str, answer: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._answer = answer
        self._parts: list[tuple[AnswerPart | QImage, QWidget]] = []
        self._for_picture: list[Button] = []
        self._picture_selected = False
        self.setAccessibleName(who)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SMALL)
        column.setSpacing(TIGHT)
        column.addWidget(Label(look, who, TextRole.STRONG))
        self._column = QVBoxLayout()
        self._column.setSpacing(SMALL)
        column.addLayout(self._column)
        self._preview = PictureView(look)
        self._progress = Label(look, role=TextRole.SMALL, colour="muted", wrap=True)
        self._line = ProgressLine(look, "How far the answer is")
        for widget in (self._preview, self._progress, self._line):
            column.addWidget(widget)
            widget.hide()

    def add_picture(self, image: QImage | None, name: str) -> PictureView:
        """A picture that the question was about."""
        view = PictureView(self._look, 96)
        view.set_image(image, name)
        view.setFixedWidth(self._look.theme.length(ASKED_WIDTH))
        self._column.addWidget(view)
        return view

    def set_picture_selected(self, selected: bool) -> None:
        """Offer to make the words a caption, where a picture is selected on the page."""
        self._picture_selected = selected
        for button in self._for_picture:
            button.setVisible(selected)

    def set_parts(self, parts: Sequence[AnswerPart], finished: bool) -> None:
        """Show what was said so far.

        Args:
            finished: nothing more comes; offer what can be done.
        """
        for place, part in enumerate(parts):
            if place < len(self._parts):
                known, widget = self._parts[place]
                if isinstance(part, str) and isinstance(widget, Label) and known != part:
                    widget.setText(part)
                    self._parts[place] = (part, widget)
                continue
            made = self._words(part) if isinstance(part, str) else self._picture(part)
            self._column.addWidget(made)
            self._parts.append((part, made))
        if finished:
            self.set_working("")
            if self._answer:
                self._offer(parts)

    def set_preview(self, preview: Preview | None) -> None:
        """Show how the picture looks by now that is being painted."""
        self._preview.setVisible(preview is not None and preview.image is not None)
        if preview is not None:
            if preview.image is not None:
                self._preview.set_image(preview.image, "A picture that is being painted")
            left = f", about {max(round(preview.seconds_left), 1)} s" if preview.seconds_left is not None else ""
            self.set_working(f"Painting … step {preview.step} of {preview.steps}{left}", preview.step / preview.steps)

    def set_working(self, words: str, share: float | None = None) -> None:
        """Tell what the model does; "" for nothing."""
        self._progress.setText(words)
        self._progress.setVisible(bool(words))
        self._line.setVisible(bool(words))
        self._line.set_share(share if words else 0.0)
        if not words:
            self._preview.hide()

    def _words(self, text: str) -> Label:
        return Label(self._look, text, wrap=True)

    def _picture(self, candidate: Candidate) -> PictureView:
        view = PictureView(self._look)
        view.set_image(candidate.image, candidate.take.caption or "A picture in the answer")
        return view

    def _offer(self, parts: Sequence[AnswerPart]) -> None:
        for place, part in enumerate(parts):
            row = FlowLayout(gap=SMALL)
            if isinstance(part, str):
                self._button(row, "Insert as paragraph").clicked.connect(
                    lambda _=False, part=part: self.paragraph_wanted.emit(part)
                )
                for words, signal in (("As caption", self.caption_wanted), ("As alt text", self.alt_wanted)):
                    button = self._button(row, words)
                    button.setVisible(self._picture_selected)
                    button.clicked.connect(lambda _=False, part=part, signal=signal: signal.emit(part))
                    self._for_picture.append(button)
            else:
                self._button(row, "Insert as figure").clicked.connect(
                    lambda _=False, part=part: self.figure_wanted.emit(part)
                )
                self._button(row, "More takes").clicked.connect(lambda _=False, part=part: self.more_wanted.emit(part))
            at = self._column.indexOf(self._parts[place][1])
            self._column.insertLayout(at + 1, row)

    def _button(self, row: FlowLayout, words: str) -> Button:
        button = Button(self._look, words, parent=self)  # without a parent it would be a window of its own for a moment
        row.addWidget(button)
        return button
