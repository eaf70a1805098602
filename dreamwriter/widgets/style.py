"""The one place where a theme becomes what Qt understands: its palette, and a style sheet for stock widgets.

Our own widgets paint themselves from the theme and need nothing of this. A stock widget carries a role instead of a
style string: `set_role(frame, "panel")`.

Roles of a QFrame: panel, desk, page, card. Property `edge` of a QFrame: left, right, top, bottom, for a hairline there.
Role of a QTextEdit: field. Role of a QLineEdit whose text cannot be used: wrong.
"""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from dreamwriter.widgets.theme import CARD_RADIUS, CONTROL_RADIUS, FIELD_RADIUS, TARGET, TextRole, Theme


def set_role(widget: QWidget, role: str, name: str = "role") -> None:
    """Give a stock widget a role (or another property that the style sheet knows) and let it show."""
    widget.setProperty(name, role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def colours_for_qt(theme: Theme) -> QPalette:
    """The palette that stock widgets and the base style draw with."""
    palette = theme.palette
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: palette.panel,
        role.WindowText: palette.ink,
        role.Base: palette.page,
        role.AlternateBase: palette.panel,
        role.Text: palette.ink,
        role.PlaceholderText: palette.muted,
        role.Button: palette.panel,
        role.ButtonText: palette.ink,
        role.BrightText: palette.danger,
        role.Light: palette.page,
        role.Midlight: palette.hover,
        role.Mid: palette.line,
        role.Dark: palette.muted,
        role.Shadow: palette.shadow,
        role.Highlight: palette.selection,
        role.HighlightedText: palette.ink,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.ToolTipBase: palette.page,
        role.ToolTipText: palette.ink,
        role.Accent: palette.accent,
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(group.Disabled, name, QColor(palette.faint))
    return made


def style_sheet(theme: Theme) -> str:
    """The style sheet of the application."""
    palette = theme.palette
    values = {name: getattr(palette, name) for name in palette.__dataclass_fields__ if name != "dark"}
    values |= {
        "control": CONTROL_RADIUS,
        "field": FIELD_RADIUS,
        "rounded": CARD_RADIUS,
        "row": max(TARGET, theme.length(TARGET)),
        "small": theme.font(TextRole.SMALL).pixelSize(),
        "four": theme.length(4),
        "six": theme.length(6),
        "ten": theme.length(10),
        "five": theme.length(6) - 1,
        "nine": theme.length(10) - 1,
        "knob": theme.length(16),
        "half_knob": theme.length(16) // 2,
        "out": theme.length(6),
    }
    return Template(_GROUNDS + _FIELDS + _BUTTONS + _MENUS + _LISTS + _BARS).substitute(values)


_GROUNDS = """
QMainWindow, QDialog { background: $panel; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QFrame[role="panel"] { background: $panel; }
QFrame[role="desk"] { background: $desk; }
QFrame[role="page"] { background: $page; }
QFrame[role="card"] { background: $page; border: 1px solid $line; border-radius: ${field}px; }
QFrame[edge="left"] { border-left: 1px solid $line; }
QFrame[edge="right"] { border-right: 1px solid $line; }
QFrame[edge="top"] { border-top: 1px solid $line; }
QFrame[edge="bottom"] { border-bottom: 1px solid $line; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover { background: $accent; }
QToolTip { background: $page; color: $ink; border: 1px solid $line; padding: ${four}px ${six}px;
  font-size: ${small}px; }
"""

_FIELDS = """
QLineEdit, QAbstractSpinBox, QComboBox, QTextEdit[role="field"], QPlainTextEdit[role="field"] {
  background: $page; color: $ink; border: 1px solid $line; border-radius: ${field}px;
  padding: ${six}px ${ten}px; selection-background-color: $selection; selection-color: $ink; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus,
QTextEdit[role="field"]:focus, QPlainTextEdit[role="field"]:focus { border: 2px solid $focus;
  padding: ${five}px ${nine}px; }
QLineEdit[role="wrong"] { border: 2px solid $danger; padding: ${five}px ${nine}px; }
QComboBox QLineEdit { background: transparent; border: none; border-radius: 0; padding: 0; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; border-radius: 0; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: $panel; color: $faint; }
QComboBox QAbstractItemView { background: $page; border: 1px solid $line; selection-background-color: $hover;
  selection-color: $ink; outline: none; }
QSlider { min-height: ${row}px; }
QSlider::groove:horizontal { height: ${four}px; border-radius: 2px; background: $line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: $accent; }
QSlider::handle:horizontal { width: ${knob}px; height: ${knob}px; margin: -${out}px 0; border-radius: ${half_knob}px;
  background: $accent; }
QSlider::handle:horizontal:hover { background: $accent_hover; }
QSlider::handle:horizontal:focus { border: 2px solid $ink; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled { background: $faint; }
"""

_BUTTONS = """
QDialogButtonBox QPushButton { background: $page; color: $ink; border: 1px solid $line; border-radius: ${field}px;
  font-weight: 500; padding: ${four}px ${ten}px; min-height: ${row}px; }
QDialogButtonBox QPushButton:hover { background: $hover; }
QDialogButtonBox QPushButton:pressed { background: $pressed; }
QDialogButtonBox QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QDialogButtonBox QPushButton:default:hover { background: $accent_hover; }
QDialogButtonBox QPushButton:default:pressed { background: $accent_pressed; }
QDialogButtonBox QPushButton:focus { border: 2px solid $focus; }
QDialogButtonBox QPushButton:default:focus { border: 2px solid $ink; }
QDialogButtonBox QPushButton:disabled { background: $panel; color: $faint; border-color: $line; }
QToolButton { background: transparent; color: $ink; border: none; border-radius: ${control}px; padding: ${six}px; }
QToolButton:hover, QToolButton:checked { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton:focus { border: 2px solid $focus; padding: ${four}px; }
"""

_MENUS = """
QMenuBar { background: $panel; color: $ink; }
QMenuBar::item { padding: ${six}px ${ten}px; border-radius: ${control}px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $page; color: $ink; border: 1px solid $line; border-radius: ${field}px; padding: ${four}px; }
QMenu::item { padding: ${six}px ${row}px ${six}px ${ten}px; border-radius: ${control}px; }
QMenu::item:selected { background: $hover; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::icon { padding-left: ${ten}px; }
QMenu::separator { height: 1px; background: $line; margin: ${four}px ${ten}px; }
QStatusBar { background: $panel; color: $muted; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
"""

_LISTS = """
QListView, QTreeView { background: transparent; color: $ink; border: none; outline: none; }
QListView::item, QTreeView::item { min-height: ${row}px; padding: 0 ${six}px; border-radius: ${control}px; }
QListView::item:hover, QTreeView::item:hover { background: $hover; color: $ink; }
QListView::item:selected, QTreeView::item:selected { background: $hover; color: $ink; }
QListView::item:focus, QTreeView::item:focus { border: 2px solid $focus; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: ${six}px ${ten}px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar::tab { background: transparent; color: $muted; padding: ${six}px ${ten}px; min-height: ${row}px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $ink; }
QTabBar::tab:selected { color: $ink; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { border: 2px solid $focus; }
"""

_BARS = """
QScrollArea { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $line; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 3px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 3px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $faint; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar::corner { background: transparent; }
"""
