"""Where some words lead: an address for the selected words, or none any more."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dreamwriter.widgets.button import ButtonRole
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.text_field import TextField
from dreamwriter.window.dialog import Dialog

_WIDTH = 420
_BEGINNINGS = ("http://", "https://", "mailto:", "#", "/", "./", "../")


class LinkDialog(Dialog):
    """Asks for an address.

    Args:
        look: where the theme comes from.
        target: of the link at the cursor; "" for none.

    Signals:
        decided(str): the address; "" takes the link away.
    """

    decided = Signal(str)

    def __init__(self, look: Look, target: str, parent: QWidget | None = None) -> None:
        super().__init__(look, "Link", _WIDTH, parent)
        self.field = TextField(look, "Address", "An address, such as example.org", icon="link")
        self.field.set_text(target)
        self.body.addWidget(self.field)
        if target:
            self.remove = self.add_button("Remove link", ButtonRole.QUIET, leading=True)
            self.remove.clicked.connect(lambda: self._decide(""))
        self.add_button("Cancel").clicked.connect(self.reject)
        self.set = self.add_button("Set link", ButtonRole.PRIMARY)
        self.set.clicked.connect(self._set)
        self.set.setEnabled(bool(target))
        self.field.edited.connect(lambda words: self.set.setEnabled(bool(words)))
        self.field.submitted.connect(lambda _words: self._set())
        self.field.setFocus()

    def _set(self) -> None:
        if self.field.text():
            self._decide(address(self.field.text()))

    def _decide(self, target: str) -> None:
        self.accept()
        self.decided.emit(target)


def address(words: str) -> str:
    """What a person typed, as an address that leads somewhere."""
    plain = "".join(words.split())
    if plain.startswith(_BEGINNINGS):
        return plain
    return f"mailto:{plain}" if "@" in plain and "/" not in plain else f"https://{plain}"
