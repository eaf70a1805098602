"""The theme grows its text, and its fonts are the bundled ones."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import DARK, LIGHT
from dreamwriter.widgets.theme import SPACE, TYPE, TextRole, Theme


def test_steps_of_space_are_multiples_of_four() -> None:
    assert SPACE == (4, 8, 12, 16, 24, 32, 56, 72)


@pytest.mark.parametrize("role", list(TextRole))
def test_a_line_is_taller_than_its_letters_at_every_scale(look: Look, role: TextRole) -> None:
    for scale in (1.0, 1.5, 2.0):
        theme = Theme(LIGHT, scale)
        assert theme.font(role).pixelSize() == round(TYPE[role].size * scale)
        assert theme.line_height(role) > theme.font(role).pixelSize()


@pytest.mark.parametrize("role", list(TextRole))
def test_every_role_is_set_in_a_bundled_font(look: Look, role: TextRole) -> None:
    wanted = look.theme.font(role)
    found = QFontInfo(wanted)
    assert (found.family(), found.weight(), found.italic()) == (TYPE[role].family, TYPE[role].weight, TYPE[role].italic)
    assert found.exactMatch()


def test_section_labels_are_spaced_capitals() -> None:
    font = Theme().font(TextRole.SECTION)
    assert font.capitalization() == QFont.Capitalization.AllUppercase
    assert font.letterSpacing() > 100


def test_nothing_moves_with_reduced_motion() -> None:
    assert Theme(DARK, reduced_motion=True).motion_ms == 0
    assert Theme(DARK).motion_ms == 120


def test_colours_by_role() -> None:
    assert Theme(DARK).colour("accent").name() == DARK.accent.lower()
