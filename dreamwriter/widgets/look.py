"""The look: the theme that holds now, who is told when it changes, and what of it the application wears."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication, QStyleFactory

from dreamwriter.widgets.icons import Icons
from dreamwriter.widgets.palette import DARK, LIGHT, Palette
from dreamwriter.widgets.style import colours_for_qt, style_sheet
from dreamwriter.widgets.theme import GREATEST_SCALE, LEAST_SCALE, TextRole, Theme


class ThemeChoice(StrEnum):
    """What a person chose."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Look(QObject):
    """Holds the theme and hands it to every widget. One for the whole program; widgets are given it when they are made.

    Attributes:
        theme: what holds now.
        icons: the icons in its colours.
        changed: emitted after the theme changed; whoever paints reads it again.
    """

    changed = Signal()

    def __init__(
        self,
        choice: ThemeChoice = ThemeChoice.SYSTEM,
        text_scale: float = 1.0,
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choice = choice
        self._application: QApplication | None = None
        self.theme = Theme(DARK if choice == ThemeChoice.DARK else LIGHT, _within(text_scale), reduced_motion)
        self.icons = Icons(self.theme)

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    def dress(self, application: QApplication) -> None:
        """Let the application wear the theme, now and after every change; from now on "system" means something.

        The fonts must be loaded.
        """
        self._application = application
        application.setStyle(QStyleFactory.create("Fusion"))
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._tell_system()
        self._wear(replace(self.theme, palette=self._palette()), always=True)

    def choose(self, choice: ThemeChoice) -> None:
        """Follow the system, or stay light or dark."""
        self._choice = choice
        self._tell_system()
        self._wear(replace(self.theme, palette=self._palette()))

    def set_text_scale(self, scale: float) -> None:
        """Grow all text; held between 1.0 and 2.0."""
        self._wear(replace(self.theme, text_scale=_within(scale)))

    def set_reduced_motion(self, reduced: bool) -> None:
        """Let nothing move that does not have to."""
        self._wear(replace(self.theme, reduced_motion=reduced))

    def _follow_system(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == ThemeChoice.SYSTEM:
            self._wear(replace(self.theme, palette=DARK if scheme == Qt.ColorScheme.Dark else LIGHT))

    def _palette(self) -> Palette:
        if self._choice != ThemeChoice.SYSTEM:
            return DARK if self._choice == ThemeChoice.DARK else LIGHT
        hints = self._hints()
        return DARK if hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _tell_system(self) -> None:
        """Title bars and the system's own dialogs follow the person's choice too."""
        hints = self._hints()
        if hints is None:
            return
        if self._choice == ThemeChoice.SYSTEM:
            hints.unsetColorScheme()
        else:
            dark = self._choice == ThemeChoice.DARK
            hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _hints(self) -> QStyleHints | None:
        return self._application.styleHints() if self._application is not None else None

    def _wear(self, theme: Theme, always: bool = False) -> None:
        if theme == self.theme and not always:
            return
        if theme != self.theme:
            self.theme = theme
            self.icons = Icons(theme)
        if self._application is not None:
            self._application.setPalette(colours_for_qt(theme))
            self._application.setFont(theme.font(TextRole.INTERFACE))
            self._application.setStyleSheet(style_sheet(theme))
        self.changed.emit()


def _within(scale: float) -> float:
    return min(max(scale, LEAST_SCALE), GREATEST_SCALE)
