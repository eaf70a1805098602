"""Our own fonts: which signs they have."""

from __future__ import annotations

import pytest

from dreamwriter.export.web_fonts import covers


@pytest.mark.parametrize("text", ["", "A fox — “né” …\n", "Λύκος", "Лиса", "Żółw"])
def test_the_alphabets_that_are_there(text: str) -> None:
    assert covers(text)


@pytest.mark.parametrize("text", ["きつね", "狐", "A fox 🦊", "ثعلب"])
def test_signs_of_other_scripts_are_looked_for_elsewhere(text: str) -> None:
    assert not covers(text)
