"""Every text of the page can be read on every ground that it may stand on, in both themes (WCAG 2.2, 4.5:1)."""

from __future__ import annotations

import pytest

from dreamwriter.editor.page_look import page_style
from dreamwriter.manuscript.painting import VEIL
from dreamwriter.widgets.palette import DARK, LIGHT, Palette, contrast
from dreamwriter.widgets.theme import Theme

LEAST = 4.5


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_of_the_page_can_be_read(palette: Palette) -> None:
    style = page_style(Theme(palette))
    # Text, captions and links; on the page, in code, under new words and under words that were found.
    weak = {
        f"{words} on {ground}": round(contrast(words, ground), 2)
        for words in (style.ink, style.muted, style.accent)
        for ground in (palette.page, style.quiet, style.soft_accent)
        if contrast(words, ground) < LEAST
    }
    assert weak == {}
    assert contrast(palette.ink, palette.selection) >= LEAST


def test_words_over_the_brightest_preview_can_be_read() -> None:
    grey = round(255 * (1 - VEIL / 255))
    assert contrast("#ffffff", f"#{grey:02x}{grey:02x}{grey:02x}") >= LEAST
