"""The question before unsaved work is left: save it, or not, or stay."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dreamwriter.widgets.button import ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.window.dialog import Dialog

_WIDTH = 440
_LONGEST_TITLE = 60


class Decision(StrEnum):
    """What is to happen with unsaved work."""

    SAVE = "save"
    LEAVE = "leave"
    STAY = "stay"


class CloseGuard(Dialog):
    """Asks once and ends with one decision; Esc stays.

    Args:
        look: where the theme comes from.
        title: of the document; "" when it has none.
        file_name: where it would be saved; "" when a name has to be chosen first.
        writing: the model is still writing; it will be stopped.

    Signals:
        decided(Decision): what the person wants.
    """

    decided = Signal(object)

    def __init__(
        self, look: Look, title: str, file_name: str = "", writing: bool = False, parent: QWidget | None = None
    ) -> None:
        short = title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1].rstrip() + "…"
        super().__init__(look, f"Save “{short}”?" if short else "Save this text?", _WIDTH, parent)
        sentences = ["The model is still writing; it will stop."] if writing else []
        sentences.append(
            f"Your latest changes are not in {file_name} yet." if file_name else "It is not in a file yet."
        )
        sentences.append("Without saving, they are gone." if file_name else "Without saving, it is gone.")
        self.sentence = Label(look, " ".join(sentences), colour="muted", wrap=True)
        self.body.addWidget(self.sentence)
        self.leave = self.add_button("Don't save", ButtonRole.DANGER, leading=True)
        self.stay = self.add_button("Go on writing")
        self.save = self.add_button("Save" if file_name else "Save …", ButtonRole.PRIMARY)
        self._decision = Decision.STAY
        self.leave.clicked.connect(lambda: self._decide(Decision.LEAVE))
        self.stay.clicked.connect(lambda: self._decide(Decision.STAY))
        self.save.clicked.connect(lambda: self._decide(Decision.SAVE))
        self.finished.connect(lambda _: self.decided.emit(self._decision))
        self.save.setFocus()

    def _decide(self, decision: Decision) -> None:
        self._decision = decision
        self.done(0 if decision is Decision.STAY else 1)
