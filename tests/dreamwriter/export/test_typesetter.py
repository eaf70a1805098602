"""The process that runs typst: it reads nothing outside its folder, and its failures are its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from dreamwriter.export.typesetter import TypesetterError, typeset

FONTS = resources.folder() / "fonts"


def test_it_sets_a_page(tmp_path: Path) -> None:
    (tmp_path / "page.typ").write_text("Hello", encoding="utf-8")
    assert typeset(tmp_path, FONTS, False, False).startswith(b"%PDF-")


def test_nothing_outside_the_folder_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "page.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(TypesetterError, match="error"):
        typeset(folder, FONTS, False, False)


def test_a_process_that_breaks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TypesetterError):
        typeset(tmp_path / "nowhere", FONTS, False, False)
