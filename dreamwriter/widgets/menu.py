"""Menus with rounded corners, and options of which one is chosen in a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from dreamwriter.widgets.look import Look


class Menu(QMenu):
    """A menu whose corners are as round as the style says."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint)
        self.setToolTipsVisible(True)


@dataclass(frozen=True)
class Option:
    """One of several things to choose.

    Attributes:
        key: a stable word for programs.
        words: what a person reads.
        sentence: a longer explanation, as a tooltip; may be empty.
    """

    key: str
    words: str
    sentence: str = ""


def option_menu(
    look: Look, options: Sequence[Option], value: str, chosen: Callable[[str], None], parent: QWidget
) -> Menu:
    """A menu of options with a tick at the one that holds; calls `chosen` with the key of another."""
    menu = Menu(parent=parent)
    group = QActionGroup(menu)
    blank = look.icons.icon("check", "#00000000")
    for option in options:
        action = menu.addAction(look.icons.icon("check", look.theme.palette.accent) if option.key == value else blank,
                                option.words)  # fmt: skip
        action.setCheckable(True)
        action.setChecked(option.key == value)
        action.setToolTip(option.sentence)
        action.triggered.connect(lambda _checked, key=option.key: chosen(key))
        group.addAction(action)
    return menu
