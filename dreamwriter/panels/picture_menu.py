"""The menu of a picture: what a right click offers, built from a small value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

from dreamwriter.manuscript.gallery import FigureEntry
from dreamwriter.panels.modes import MODES, Mode
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Menu


class PictureAct(StrEnum):
    """Something to do with a picture of the page."""

    CHANGE = "change"
    ELSEWHERE = "elsewhere"
    COMBINE = "combine"
    VARIATION = "variation"
    MORE = "more"
    ASK = "ask"
    COPY = "copy"
    SAVE = "save"
    REPLACE = "replace"
    RESET = "reset"
    DELETE = "delete"

    @property
    def mode(self) -> Mode | None:
        """The mode of the inspector that it stands for."""
        return Mode(self.value) if self.value in set(Mode) else None


@dataclass(frozen=True)
class PictureFacts:
    """What the menu has to know of a figure.

    Attributes:
        there: its picture is there.
        original: it can go back to its first take.
        dreaming: takes are being dreamed; no others can be asked for now.
    """

    there: bool = True
    original: bool = False
    dreaming: bool = False


_ROWS: tuple[tuple[PictureAct, str, str] | None, ...] = (
    (PictureAct.CHANGE, f"{MODES[Mode.CHANGE].name} …", "wand-sparkles"),
    (PictureAct.ELSEWHERE, f"{MODES[Mode.ELSEWHERE].name} …", "map-pin"),
    (PictureAct.COMBINE, f"{MODES[Mode.COMBINE].name} …", "combine"),
    (PictureAct.VARIATION, f"{MODES[Mode.VARIATION].name} …", "shuffle"),
    (PictureAct.MORE, MODES[Mode.MORE].name, "images"),
    (PictureAct.ASK, "Ask about it …", "message-circle"),
    None,
    (PictureAct.COPY, "Copy picture", "copy"),
    (PictureAct.SAVE, "Save picture as …", "download"),
    (PictureAct.REPLACE, "Replace from a file …", "replace"),
    (PictureAct.RESET, "Back to the first take", "undo-2"),
    None,
    (PictureAct.DELETE, "Delete figure", "trash-2"),
)


def facts_of(entry: FigureEntry, dreaming: bool = False) -> PictureFacts:
    """What the menu has to know of a figure of the page."""
    history = entry.record.history
    original = history is not None and bool(history.applied)  # a picture that is no take is older than all takes
    return PictureFacts(entry.asset is not None, original, dreaming)


def picture_menu(look: Look, facts: PictureFacts, chosen: Callable[[PictureAct], None], parent: QWidget) -> Menu:
    """A menu for a picture; calls `chosen` with what the person wants. Pop it up where the pointer is."""
    menu = Menu("Picture", parent)
    for row in _ROWS:
        if row is None:
            menu.addSeparator()
            continue
        act, words, icon = row
        action = menu.addAction(look.icons.icon(icon), words)
        action.setData(act.value)
        action.setEnabled(_can(act, facts))
        action.triggered.connect(lambda _checked=False, act=act: chosen(act))
    return menu


def _can(act: PictureAct, facts: PictureFacts) -> bool:
    if act in (PictureAct.REPLACE, PictureAct.DELETE):
        return True
    if act is PictureAct.RESET:
        return facts.original
    if act is PictureAct.MORE:
        return facts.there and not facts.dreaming
    return facts.there
