"""The style sheet reaches stock widgets, fits the theme, and is the only one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFrame, QLineEdit
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.widgets.palette import DARK, LIGHT
from dreamwriter.widgets.style import set_role, style_sheet
from dreamwriter.widgets.theme import Theme

WINDOW = Path(__file__).resolve().parents[3] / "dreamwriter"


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_all_its_colours_are_of_the_palette(palette: object) -> None:
    theme = Theme(LIGHT if palette is LIGHT else DARK)
    values = {getattr(theme.palette, name) for name in theme.palette.__dataclass_fields__}
    found = set(re.findall("#[0-9A-Fa-f]{3,8}", style_sheet(theme)))
    assert found
    assert found <= values
    assert "$" not in style_sheet(theme)


def test_a_role_shows(look: Look, qtbot: QtBot) -> None:
    frame = QFrame()
    qtbot.addWidget(frame)
    frame.resize(20, 20)
    set_role(frame, "desk")
    assert frame.grab().toImage().pixelColor(10, 10).name() == LIGHT.desk.lower()
    set_role(frame, "page")
    assert frame.grab().toImage().pixelColor(10, 10).name() == LIGHT.page.lower()


def test_a_wrong_text_is_marked(look: Look, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(80, 32)
    set_role(field, "wrong")
    assert field.grab().toImage().pixelColor(40, 0).name() == LIGHT.danger.lower()


def test_nobody_else_writes_style_strings() -> None:
    allowed = {WINDOW / "widgets" / "look.py"}
    calls = [
        f"{file.relative_to(WINDOW)}:{number}"
        for file in sorted(WINDOW.rglob("*.py"))
        if file not in allowed
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "setStyleSheet(" in line
    ]
    assert calls == []


def test_nobody_else_writes_colours() -> None:
    allowed = {"palette.py", "gallery_pages.py"}
    window_rooms = [WINDOW / room for room in ("widgets", "editor", "panels", "window")]
    found = [
        f"{file.relative_to(WINDOW)}: {colour}"
        for room in window_rooms
        for file in sorted(room.rglob("*.py"))
        if file.name not in allowed
        for colour in re.findall(r'"#[0-9A-Fa-f]{6}"', file.read_text(encoding="utf-8"))
    ]
    assert found == []
