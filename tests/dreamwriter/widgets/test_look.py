"""The look changes while the program runs, and everything hears of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.widgets.palette import DARK, LIGHT


def test_a_choice_is_worn_at_once(look: Look, qapp: QApplication) -> None:
    heard: list[bool] = []
    look.changed.connect(lambda: heard.append(look.theme.palette.dark))
    look.choose(ThemeChoice.DARK)
    assert heard == [True]
    assert qapp.palette().color(QPalette.ColorRole.Base).name() == DARK.page.lower()
    assert DARK.panel in qapp.styleSheet()
    look.choose(ThemeChoice.DARK)
    assert heard == [True]


def test_the_system_is_followed_when_asked(look: Look, qapp: QApplication) -> None:
    look.choose(ThemeChoice.SYSTEM)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme.palette == DARK
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Unknown)
    assert look.theme.palette == LIGHT


def test_a_fixed_theme_stays(look: Look, qapp: QApplication) -> None:
    look.choose(ThemeChoice.LIGHT)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme.palette == LIGHT


@pytest.mark.parametrize(("asked", "held"), [(0.2, 1.0), (1.5, 1.5), (9.0, 2.0)])
def test_the_scale_stays_within_its_bounds(look: Look, asked: float, held: float) -> None:
    look.set_text_scale(asked)
    assert look.theme.text_scale == held
    assert Look(text_scale=asked).theme.text_scale == held


def test_icons_follow_the_theme(look: Look) -> None:
    before = look.icons
    look.set_reduced_motion(False)
    assert not look.theme.reduced_motion
    assert look.icons is not before
