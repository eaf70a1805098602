"""The bundled fonts are there, and their absence is told kindly."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

import resources
from dreamwriter.errors import DreamWriterError
from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.theme import TYPE


def test_all_weights_that_are_used_are_there(qapp: QApplication) -> None:
    load_fonts()
    for style in TYPE.values():
        weights = {
            QFontDatabase.weight(style.family, name)
            for name in QFontDatabase.styles(style.family)
            if QFontDatabase.italic(style.family, name) == style.italic
        }
        assert style.weight in weights


def test_a_missing_font_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(DreamWriterError, match="Literata, Inter, JetBrains Mono") as caught:
        load_fonts(tmp_path)
    assert caught.value.advice == "Install DreamWriter again."


def test_every_family_comes_with_its_licence() -> None:
    folder = resources.folder() / "fonts"
    families = {file.name.partition("_")[0] for file in folder.glob("*.ttf")}
    assert families == {"Inter", "JetBrainsMono", "Literata"}
    for family in families:
        assert "SIL Open Font License" in (folder / f"{family}-OFL.txt").read_text(encoding="utf-8")
