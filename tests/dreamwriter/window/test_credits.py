"""Whose work it stands on: everything that is installed for it, every font and the icons, each with its licence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import resources
from dreamwriter.window.credits import UNSAID, bundled_works, credits_text, libraries

ROOT = Path(__file__).resolve().parents[3]


def test_everything_that_the_program_asks_for_is_named_with_its_licence() -> None:
    found = {library.name.lower().replace("_", "-"): library for library in libraries()}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {name.lower().replace("_", "-") for name in project["dependencies"]}
    assert wanted <= set(found)
    assert {"shiboken6", "tokenizers"} <= set(found), "what is needed by what is needed"
    assert "pytest" not in found
    unsaid = [library.name for library in found.values() if library.licence == UNSAID]
    assert unsaid == []
    assert all(library.version and "\n" not in library.licence for library in found.values())


def test_every_font_and_the_icons_have_the_text_of_their_licence() -> None:
    works = {work.name: work for work in bundled_works()}
    fonts = resources.folder() / "fonts"
    families = {file.name.partition("_")[0] for file in fonts.glob("*.ttf")}
    assert {name.replace(" ", "") for name in works} == families | {"Lucide"}
    assert works["JetBrains Mono"].licence == "SIL Open Font License 1.1"
    assert works["Lucide"].licence == "ISC"
    assert all("copyright" in work.text.lower() for work in works.values())


def test_it_is_one_text_that_can_be_shown() -> None:
    text = credits_text()
    assert "| torch | " in text
    assert "| Literata |  | SIL Open Font License 1.1 |" in text
    assert "## Lucide" in text
    assert "LGPL 3" in text
