"""Everything that can be done, as actions with names and shortcuts, and the menus that they are found in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from dreamwriter.widgets.menu import Menu


class Spec(NamedTuple):
    """An action: its words, its keys (portable), and whether it is on or off."""

    words: str
    keys: str = ""
    checkable: bool = False


SPECS: dict[str, Spec] = {
    "new": Spec("&New", "Ctrl+N"),
    "open": Spec("&Open …", "Ctrl+O"),
    "recent": Spec("Open &Recent …", "Ctrl+Shift+O"),
    "save": Spec("&Save", "Ctrl+S"),
    "save_as": Spec("Save &As …", "Ctrl+Shift+S"),
    "export": Spec("&Export …", "Ctrl+E"),
    "settings": Spec("Se&ttings …", "Ctrl+,"),
    "quit": Spec("&Quit", "Ctrl+Q"),
    "undo": Spec("&Undo", "Ctrl+Z"),
    "redo": Spec("&Redo", "Ctrl+Shift+Z"),
    "cut": Spec("Cu&t", "Ctrl+X"),
    "copy": Spec("&Copy", "Ctrl+C"),
    "paste": Spec("&Paste", "Ctrl+V"),
    "paste_plain": Spec("Paste as &Plain Text", "Ctrl+Shift+V"),
    "select_all": Spec("Select &All", "Ctrl+A"),
    "find": Spec("&Find …", "Ctrl+F"),
    "replace": Spec("R&eplace …", "Ctrl+H"),
    "find_next": Spec("Find &Next", "F3"),
    "find_previous": Spec("Find Pre&vious", "Shift+F3"),
    "picture": Spec("&Picture …", "Ctrl+Shift+P"),
    "link": Spec("&Link …", "Ctrl+K"),
    "open_link": Spec("Open L&ink", "Ctrl+Shift+L"),
    "table": Spec("&Table", "Ctrl+Shift+T"),
    "footnote": Spec("&Footnote", "Ctrl+Alt+F"),
    "rule": Spec("&Dividing Line", "Ctrl+Shift+H"),
    "strong": Spec("&Bold", "Ctrl+B", True),
    "emphasis": Spec("&Italic", "Ctrl+I", True),
    "code": Spec("&Code", "Ctrl+Shift+K", True),
    "paragraph": Spec("&Text", "Ctrl+0", True),
    "title": Spec("T&itle", "Ctrl+1", True),
    "heading": Spec("&Heading", "Ctrl+2", True),
    "subheading": Spec("&Subheading", "Ctrl+3", True),
    "bullets": Spec("&List", "Ctrl+Shift+8", True),
    "numbers": Spec("&Numbered List", "Ctrl+Shift+7", True),
    "quote": Spec("&Quote", "Ctrl+Shift+9", True),
    "code_block": Spec("Code &Block", "Ctrl+Alt+C", True),
    "indent": Spec("&Deeper", "Ctrl+]"),
    "outdent": Spec("&Less Deep", "Ctrl+["),
    "row_above": Spec("Row &Above"),
    "row_below": Spec("Row &Below"),
    "column_before": Spec("Column B&efore"),
    "column_after": Spec("Column A&fter"),
    "align_left": Spec("Align &Left", "", True),
    "align_center": Spec("Align to the &Middle", "", True),
    "align_right": Spec("Align &Right", "", True),
    "remove_row": Spec("Delete R&ow"),
    "remove_column": Spec("Delete &Column"),
    "remove_table": Spec("Delete &Table"),
    "continue": Spec("&Continue Here", "Ctrl+Return"),
    "illustrate": Spec("&Illustrate Paragraph", "Ctrl+Shift+I"),
    "rewrite": Spec("&Rewrite Selection", "Ctrl+Shift+R"),
    "prompt": Spec("&New Text …", "Ctrl+J"),
    "stop": Spec("&Stop", "Ctrl+."),
    "outline": Spec("&Outline", "F8", True),
    "panel": Spec("&Panel", "F9", True),
    "show_picture": Spec("P&icture", "Ctrl+Alt+1"),
    "show_dialogue": Spec("&Dialogue", "Ctrl+Alt+2"),
    "show_history": Spec("&History", "Ctrl+Alt+3"),
    "next_part": Spec("&Next Part of the Window", "F6"),
    "previous_part": Spec("Pre&vious Part of the Window", "Shift+F6"),
    "system": Spec("&As the System", "", True),
    "light": Spec("&Light", "", True),
    "dark": Spec("&Dark", "", True),
    "larger": Spec("&Larger Text", "Ctrl++"),
    "smaller": Spec("&Smaller Text", "Ctrl+-"),
    "full": Spec("&Full Screen", "F11", True),
    "restart": Spec("Start the &Model Again"),
    "about": Spec("&About DreamWriter"),
}
Entry = str | tuple[str, tuple[str, ...]]
"""What stands in a menu: an action, "" for a line between groups, or a menu of its own."""
TABLE: Entry = (
    "&Table",
    ("row_above", "row_below", "column_before", "column_after", "", "align_left", "align_center", "align_right", "",
     "remove_row", "remove_column", "remove_table"),
)  # fmt: skip
MENUS: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("&File", ("new", "open", "recent", "", "save", "save_as", "", "export", "", "settings", "", "quit")),
    ("&Edit", ("undo", "redo", "", "cut", "copy", "paste", "paste_plain", "", "select_all", "",
               "find", "replace", "find_next", "find_previous")),
    ("&Insert", ("picture", "link", "open_link", "", "table", "footnote", "rule")),
    (
        "F&ormat",
        ("strong", "emphasis", "code", "", "paragraph", "title", "heading", "subheading", "", "bullets", "numbers",
         "quote", "code_block", "", "indent", "outdent", "", TABLE),
    ),
    ("&Write", ("continue", "illustrate", "rewrite", "prompt", "", "stop")),
    (
        "&View",
        ("outline", "panel", "show_picture", "show_dialogue", "show_history", "", "next_part", "previous_part", "",
         "system", "light", "dark", "", "larger", "smaller", "full"),
    ),
    ("&Help", ("restart", "", "about")),
)  # fmt: skip
"""The menus in their usual places."""
ALSO = {"redo": ("Ctrl+Y",), "larger": ("Ctrl+=",), "find_next": ("Ctrl+G",), "find_previous": ("Ctrl+Shift+G",)}
"""Further keys of actions."""


class Actions(QObject):
    """All actions of one window, by their keys in `SPECS`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        for key, spec in SPECS.items():
            action = QAction(spec.words, self)
            keys = [QKeySequence(keys) for keys in (spec.keys, *ALSO.get(key, ())) if keys]
            action.setShortcuts(keys)
            action.setCheckable(spec.checkable)
            self._actions[key] = action
        themes = QActionGroup(self)
        for key in ("system", "light", "dark"):
            themes.addAction(self._actions[key])
        self["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self["settings"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self["about"].setMenuRole(QAction.MenuRole.AboutRole)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def all(self) -> list[QAction]:
        """Every action, for the window that listens to their keys."""
        return list(self._actions.values())

    def on(self, key: str, do: Callable[[], object]) -> None:
        """Let an action do something."""
        self._actions[key].triggered.connect(lambda _checked=False: do())

    def enable(self, keys: tuple[str, ...], enabled: bool) -> None:
        """Whether some of them can be used."""
        for key in keys:
            self._actions[key].setEnabled(enabled)

    def check(self, key: str, checked: bool) -> None:
        """Show an action as on or off; does nothing else."""
        action = self._actions[key]
        action.blockSignals(True)
        action.setChecked(checked)
        action.blockSignals(False)
        action.changed.emit()

    def fill(self, bar: QMenuBar) -> None:
        """Put the menus into a bar."""
        for title, keys in MENUS:
            self._fill(bar.addMenu(title), keys)

    def text_menu(self, parent: QWidget) -> Menu:
        """What a right click on the text offers."""
        menu = Menu(parent=parent)
        table: tuple[Entry, ...] = (TABLE, "") if self._actions["row_below"].isEnabled() else ()
        link = ("open_link",) if self._actions["open_link"].isEnabled() else ()
        self._fill(menu, ("cut", "copy", "paste", "", "link", *link, "", *table, "continue", "illustrate", "rewrite"))
        return menu

    def _fill(self, menu: QMenu, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            if isinstance(entry, tuple):
                self._fill(menu.addMenu(entry[0]), entry[1])
            elif entry:
                menu.addAction(self._actions[entry])
            else:
                menu.addSeparator()
