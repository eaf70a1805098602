"""Finds what cannot be read in a window: words that are cut, things that lie over each other or outside."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QScrollArea, QScrollBar, QStackedWidget, QTextEdit, QWidget

from dreamwriter.editor.page_view import PageView
from dreamwriter.editor.prompt_card import PromptCard
from dreamwriter.widgets.button import Pressable
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.label import Label


def faults(root: QWidget) -> list[str]:
    """What is wrong with what is visible in a window, in words."""
    found: list[str] = []
    shown = [each for each in root.findChildren(QWidget) if each.isVisibleTo(root) and not each.isWindow()]
    for widget in shown:
        if not isinstance(widget, QScrollBar | QTextEdit):
            found.extend(f"{_name(widget)} {fault}" for fault in (*_words(widget), *_place(widget)))
        if not isinstance(widget, PageView | QStackedWidget):  # there, things float over each other
            found.extend(_overlaps(widget, root))
    return found


def _words(widget: QWidget) -> Iterator[str]:
    """Whether all words of a widget can be read. Titles that end in "…" say the rest as a tooltip."""
    if isinstance(widget, Label):
        if widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height() + 1:
                yield "has lines that are cut"
        elif not widget.toolTip() and _widest(widget) > widget.width() + 1:
            yield "is cut"
    elif isinstance(widget, Pressable | Chip):
        hint = widget.sizeHint()
        if widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1:
            yield f"is {widget.width()}x{widget.height()} and not {hint.width()}x{hint.height()}"


def _widest(label: Label) -> int:
    return max(label.fontMetrics().horizontalAdvance(line) for line in label.text().split("\n"))


def _place(widget: QWidget) -> Iterator[str]:
    around = widget.parentWidget()
    if around is None or _scrolls(widget) or isinstance(widget, PromptCard):  # only its shadow reaches out
        return
    if not around.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
        yield f"lies outside of {_name(around)}"


def _overlaps(around: QWidget, root: QWidget) -> Iterator[str]:
    inside = [each for each in around.children() if isinstance(each, QWidget)]
    shown = [each for each in inside if each.isVisibleTo(root) and not each.isWindow()]
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            both: QRect = one.geometry().intersected(other.geometry())
            if both.width() > 1 and both.height() > 1:
                yield f"{_name(one)} lies over {_name(other)}"


def _scrolls(widget: QWidget) -> bool:
    """Whether a widget is in something that scrolls."""
    around = widget.parentWidget()
    while around is not None and not around.isWindow():
        if isinstance(around, QScrollArea):
            return True
        around = around.parentWidget()
    return False


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, Label | Pressable) else ""
    return f"{type(widget).__name__}({words or widget.accessibleName()!r})"
