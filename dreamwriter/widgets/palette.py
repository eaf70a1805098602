"""The colours of the window by role, in light and in dark, and how strongly two of them contrast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Colour = Literal[
    "desk", "page", "panel", "ink", "muted", "faint", "line", "hover", "pressed", "accent", "accent_hover",
    "accent_pressed", "on_accent", "soft_accent", "ok", "ok_ground", "info", "info_ground", "warning",
    "warning_ground", "danger", "danger_ground", "on_danger", "focus", "selection", "shadow", "veil", "on_picture",
]  # fmt: skip
"""The name of a role, for whatever has to find its colour again when the theme changes."""


@dataclass(frozen=True)
class Palette:
    """One set of colours, each "#rrggbb".

    Attributes:
        dark: light ink on dark ground.
        desk: what the page lies on.
        page: the page, fields, cards, menus.
        panel: bars and side panels.
        ink: text and icons.
        muted: text that steps back; icons at rest.
        faint: text and icons of what cannot be used now; the one text role without a promised contrast.
        line: hairlines and borders.
        hover: the ground under the pointer, the track of a segmented control, what is checked.
        pressed: the ground while the pointer is down.
        accent: the one thing to do, and what is selected.
        accent_hover: the same under the pointer.
        accent_pressed: the same while pressed.
        on_accent: text on the three accents.
        soft_accent: the band under the text of the last run.
        ok: done, ready.
        ok_ground: ground of a notice of that kind; so for the next three.
        info: worth knowing.
        info_ground: its ground.
        warning: needs a look.
        warning_ground: its ground.
        danger: failed, or about to lose something.
        danger_ground: its ground.
        on_danger: text on danger.
        focus: the ring around what the keyboard speaks to.
        selection: ground of selected text; the text keeps the colour ink.
        shadow: what a page or card throws on the desk; drawn nearly transparent.
        veil: ground of words over a picture, drawn a little transparent.
        on_picture: words and lines over a picture.
    """

    dark: bool
    desk: str
    page: str
    panel: str
    ink: str
    muted: str
    faint: str
    line: str
    hover: str
    pressed: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    soft_accent: str
    ok: str
    ok_ground: str
    info: str
    info_ground: str
    warning: str
    warning_ground: str
    danger: str
    danger_ground: str
    on_danger: str
    focus: str
    selection: str
    shadow: str
    veil: str
    on_picture: str

    def of(self, role: Colour) -> str:
        """The colour of a role that is known by name, as "#rrggbb"."""
        colour: str = getattr(self, role)
        return colour


LIGHT = Palette(
    dark=False,
    desk="#EFEDE8",
    page="#FFFDF9",
    panel="#F7F5F0",
    ink="#23211E",
    muted="#68635B",
    faint="#A8A297",
    line="#DDD8CE",
    hover="#E8E4DB",
    pressed="#DED9CE",
    accent="#9A4F1E",
    accent_hover="#854114",
    accent_pressed="#71370F",
    on_accent="#FFFFFF",
    soft_accent="#F3E6DA",
    ok="#35704F",
    ok_ground="#E6F0E8",
    info="#33627F",
    info_ground="#E6EEF2",
    warning="#855600",
    warning_ground="#F8EDD5",
    danger="#A8322B",
    danger_ground="#F9E7E2",
    on_danger="#FFFFFF",
    focus="#9A4F1E",
    selection="#EBD3BE",
    shadow="#3A2E1E",
    veil="#141210",
    on_picture="#FFFFFF",
)

DARK = Palette(
    dark=True,
    desk="#191817",
    page="#22211F",
    panel="#1F1E1C",
    ink="#E9E5DD",
    muted="#A29B90",
    faint="#6B665E",
    line="#37342F",
    hover="#2C2A27",
    pressed="#383531",
    accent="#E0935A",
    accent_hover="#EBA672",
    accent_pressed="#CC8049",
    on_accent="#1C120A",
    soft_accent="#3A2C20",
    ok="#7CC29B",
    ok_ground="#23302A",
    info="#8FBBD6",
    info_ground="#232D33",
    warning="#E3B565",
    warning_ground="#352C1B",
    danger="#F0938A",
    danger_ground="#3B2624",
    on_danger="#1C0B09",
    focus="#E0935A",
    selection="#5A3F2A",
    shadow="#000000",
    veil="#141210",
    on_picture="#FFFFFF",
)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two "#rrggbb" colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
