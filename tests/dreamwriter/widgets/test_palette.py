"""Every text colour can be read on every ground that it is used on, in both themes (WCAG 2.2, 4.5:1)."""

from __future__ import annotations

import re

import pytest

from dreamwriter.widgets.button import BUTTON_COLOURS
from dreamwriter.widgets.compare import VEIL
from dreamwriter.widgets.notice import NOTICE_LOOKS
from dreamwriter.widgets.palette import DARK, LIGHT, Colour, Palette, contrast
from dreamwriter.widgets.status_dot import DOT_COLOURS

LEAST = 4.5
PLAIN: tuple[Colour, ...] = ("desk", "page", "panel")
GROUNDS: tuple[Colour, ...] = (*PLAIN, "hover", "soft_accent")
NOTICES: tuple[Colour, ...] = ("ok_ground", "info_ground", "warning_ground", "danger_ground")
PAIRS: tuple[tuple[Colour, Colour], ...] = (
    *(("ink", ground) for ground in (*GROUNDS, *NOTICES, "pressed", "selection")),
    *(("muted", ground) for ground in (*GROUNDS, *NOTICES)),
    *(("accent", ground) for ground in (*GROUNDS, *NOTICES)),
    *((words, ground) for words in ("ok", "info", "warning", "danger") for ground in PLAIN),
    *((look.colour, look.ground) for look in NOTICE_LOOKS.values()),
    *((colour, ground) for colour in DOT_COLOURS.values() for ground in PLAIN),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    ("on_danger", "danger"),
)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(palette: Palette) -> None:
    weak = {
        f"{words} on {ground}": round(contrast(palette.of(words), palette.of(ground)), 2)
        for words, ground in PAIRS
        if contrast(palette.of(words), palette.of(ground)) < LEAST
    }
    assert weak == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_buttons_can_be_read_in_every_state(palette: Palette) -> None:
    weak = {}
    for role, colours in BUTTON_COLOURS.items():
        grounds = [*([colours.rest] if colours.rest is not None else PLAIN), colours.hover, colours.pressed]
        for ground in grounds:
            ratio = contrast(palette.of(colours.words), palette.of(ground))
            if ratio < LEAST:
                weak[f"{role} on {ground}"] = round(ratio, 2)
    assert weak == {}


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ring_of_the_keyboard_can_be_seen(palette: Palette) -> None:
    assert all(contrast(palette.focus, palette.of(ground)) >= 3 for ground in (*GROUNDS, *NOTICES))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_over_the_brightest_picture_can_be_read(palette: Palette) -> None:
    channels = [int(palette.veil[at : at + 2], 16) * VEIL + 255 * (1 - VEIL) for at in (1, 3, 5)]
    worst = "#" + "".join(f"{round(channel):02x}" for channel in channels)
    assert contrast(palette.on_picture, worst) >= LEAST


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_role_is_a_colour(palette: Palette) -> None:
    values = {name: getattr(palette, name) for name in palette.__dataclass_fields__ if name != "dark"}
    assert [name for name, value in values.items() if not re.fullmatch("#[0-9A-F]{6}", value)] == []


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#FFFFFF", 21.0), ("#777777", "#FFFFFF", 4.48), ("#123456", "#123456", 1.0)],
)
def test_contrast_is_that_of_the_standard(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.01)
    assert contrast(first, second) == contrast(second, first)
