"""The sections of the gallery: each shows one family of widgets in all its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSlider,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from dreamwriter.widgets.button import Button, ButtonRole, IconButton
from dreamwriter.widgets.check_box import CheckBox
from dreamwriter.widgets.chip import Chip, Choice
from dreamwriter.widgets.compare import CompareMode, CompareView
from dreamwriter.widgets.drawing import draw_ground
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.icons import icon_names
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.menu import Menu, Option
from dreamwriter.widgets.notice import Notice, NoticeBar, NoticeKind
from dreamwriter.widgets.number_field import NumberField
from dreamwriter.widgets.palette import Colour
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.segmented import SegmentedControl
from dreamwriter.widgets.status_dot import Status, StatusDot
from dreamwriter.widgets.style import set_role
from dreamwriter.widgets.surface import Card, Separator
from dreamwriter.widgets.text_field import TextField
from dreamwriter.widgets.theme import FIELD_RADIUS, LARGE, MEDIUM, SMALL, TextRole
from dreamwriter.widgets.thumbnail_strip import ThumbnailStrip
from dreamwriter.widgets.toast import Toast

PICTURES = (Option("auto", "as needed"), Option("none", "none"), Option("2", "2"), Option("6", "6"))
LENGTHS = (Option("short", "Short"), Option("long", "Long"))
WAYS = (Option("change", "Change it"), Option("elsewhere", "Elsewhere"), Option("combine", "Combine"))


def scene(sky: str, low: str, ground: str, trees: str, sun: str) -> QImage:
    """A small landscape to show as a picture, 320 x 320."""
    image = QImage(320, 320, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    air = QLinearGradient(0, 0, 0, 200)
    air.setColorAt(0, QColor(sky))
    air.setColorAt(1, QColor(low))
    painter.fillRect(image.rect(), air)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(sun))
    painter.drawEllipse(QPointF(235, 70), 26, 26)
    painter.fillRect(0, 190, 320, 130, QColor(ground))
    painter.setBrush(QColor(trees))
    for across, height in ((60, 110), (120, 140), (190, 90), (270, 120)):
        corners = [QPointF(across - 42, 190), QPointF(across + 42, 190), QPointF(across, 190 - height)]
        painter.drawPolygon(QPolygonF(corners))
    painter.end()
    return image


def scenes() -> tuple[QImage, ...]:
    """Day, dusk, night and autumn."""
    return (
        scene("#8EC7F0", "#DCEFF9", "#EAF0F8", "#5D8377", "#FBEB96"),
        scene("#F09A6C", "#F8D29C", "#3F6B3C", "#22492B", "#FDF0A2"),
        scene("#262C63", "#424A85", "#6C6D70", "#2D433B", "#F2F0DA"),
        scene("#C9D8DE", "#F3EBDD", "#C79A5B", "#9C5A2E", "#F7E3A1"),
    )


def _column(*things: QWidget | QBoxLayout | FlowLayout, gap: int = MEDIUM) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for thing in things:
        if isinstance(thing, QWidget):
            column.addWidget(thing)
        else:
            column.addLayout(thing)
    return widget


def _row(things: Sequence[QWidget], gap: int = SMALL) -> FlowLayout:
    flow = FlowLayout(gap=gap)
    for thing in things:
        flow.addWidget(thing)
    return flow


def _type(look: Look) -> QWidget:
    samples = {
        TextRole.TITLE: "The fox in the snow",
        TextRole.H2: "A coat for winter",
        TextRole.H3: "What the fox eats",
        TextRole.BODY: "When the first snow covers the meadow, the red fox does not sleep. It walks with quiet feet "
        "between the pine trees, and its orange coat is the brightest thing in the white field.",
        TextRole.CAPTION: "An orange fox in the snow, by day.",
        TextRole.LEAD: "A short article about a red fox in the snow",
        TextRole.INTERFACE: "The model reads this picture, its caption, and your wish.",
        TextRole.STRONG: "The fox in the snow",
        TextRole.SMALL: "412 words · 2 pictures · 2 min",
        TextRole.SECTION: "Picture",
        TextRole.CODE: "python3 start.py write fox.md != 0",
    }
    return _column(*(Label(look, words, role, wrap=True) for role, words in samples.items()), gap=SMALL)


def _buttons(look: Look) -> QWidget:
    rows = []
    for role in ButtonRole:
        made = [Button(look, words, role, "sparkles") for words in ("At rest", "Under pointer", "Pressed", "Keyboard")]
        made[1].pose(hover=1.0)
        made[2].pose(down=True)
        made[3].pose(ring=True)
        busy, off = Button(look, "Busy", role), Button(look, "Not now", role, "sparkles")
        busy.set_busy(True)
        off.setEnabled(False)
        rows.append(_row([*made, busy, off, Button(look, "No icon", role)]))
    icons = [
        IconButton(look, "bold", "Bold", "Ctrl+B", checkable=True),
        IconButton(look, "italic", "Italic", "Ctrl+I"),
        IconButton(look, "heading-1", "Heading"),
        IconButton(look, "list", "List"),
        IconButton(look, "undo-2", "Undo", "Ctrl+Z"),
    ]
    icons[0].setChecked(True)
    icons[1].pose(hover=1.0)
    icons[2].pose(ring=True)
    icons[4].setEnabled(False)
    return _column(*rows, _row([*icons, Separator(look, upright=True), IconButton(look, "share", "Export")]))


def _choices(look: Look) -> QWidget:
    pictures, length = Chip(look, icon="image"), Chip(look, icon="text-align-start")
    pictures.set_options(PICTURES, "auto", "Pictures")
    length.set_options(LENGTHS, "short")
    samples = [Chip(look, words) for words in ("A red fox in the snow", "A city and its opera house")]
    samples[0].pose(hover=1.0)
    samples[1].pose(ring=True)
    off = Chip(look, "Not now", "image")
    off.setEnabled(False)
    ways = SegmentedControl(look, "What to do with the picture", WAYS, "change")
    boxes = [
        CheckBox(look, words) for words in ("Mark pictures as made by a model", "Stay offline", "Not now", "Nor this")
    ]
    boxes[1].setChecked(True)
    boxes[2].setChecked(True)
    boxes[2].setEnabled(False)
    boxes[3].setEnabled(False)
    choice = Choice(look, "Page size", (Option("a4", "A4"), Option("letter", "US Letter")), "a4")
    menu = Menu()
    for name, icon in (("Use this one", "check"), ("Save picture as …", "download"), ("Delete", "trash-2")):
        menu.addAction(look.icons.icon(icon), name)
    menu.insertSeparator(menu.actions()[-1])
    more = Button(look, "Menu", icon="ellipsis")
    more.clicked.connect(lambda: menu.popup(more.mapToGlobal(more.rect().bottomLeft())))
    more.destroyed.connect(menu.deleteLater)
    return _column(_row([pictures, length, *samples, off]), ways, _row(boxes), _row([choice, more]))


def _fields(look: Look) -> QWidget:
    filled = TextField(look, "Wish", most_lines=4)
    filled.set_text("the fox wears a red scarf")
    long = TextField(look, "Alt text", most_lines=4)
    long.set_text("A fox stands on white ground; dark pines behind it. The sky is pale blue, and the sun is low.\n"
                  "A second line that was started with Shift and Enter.")  # fmt: skip
    wrong, off = TextField(look, "Seed"), TextField(look, "Model", "The model is starting")
    wrong.set_text("seven")
    wrong.set_wrong(True, "A seed is a number.")
    off.setEnabled(False)
    fields = [
        TextField(look, "Prompt", "Write, continue, or ask …", role=TextRole.LEAD, most_lines=6),
        TextField(look, "Search", "Search", icon="search"),
        filled, off, long, wrong,
    ]  # fmt: skip
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(MEDIUM)
    for number, field in enumerate(fields):
        grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
    line, bad = QLineEdit("A field of Qt's own"), QLineEdit("/no/such/folder")
    number_box = NumberField(look, "Seed", 0, 1 << 30, 17)
    set_role(bad, "wrong")
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(60)
    for place, stock in enumerate((line, number_box, bad, slider)):
        stock.setAccessibleName("Sample")
        grid.addWidget(stock, 3 + place // 2, place % 2)
    return widget


def _prompt_card(look: Look) -> QWidget:
    card = Card(look, padding=MEDIUM)
    card.setMaximumWidth(look.theme.length(740))
    column = QVBoxLayout(card)
    column.setContentsMargins(SMALL, SMALL, 0, 0)
    column.setSpacing(MEDIUM)
    column.addWidget(TextField(look, "Prompt", "Write, continue, or ask …", 6, TextRole.LEAD, framed=False))
    pictures, length = Chip(look, icon="image"), Chip(look, icon="text-align-start")
    pictures.set_options(PICTURES, "auto", "Pictures")
    length.set_options(LENGTHS, "short")
    row = QHBoxLayout()
    row.setSpacing(SMALL)
    row.addWidget(pictures)
    row.addWidget(length)
    row.addStretch(1)
    row.addWidget(Button(look, "Write", ButtonRole.PRIMARY, "sparkles"))
    column.addLayout(row)
    return card


def _notices(look: Look) -> QWidget:
    notices = (
        Notice(NoticeKind.OK, "Saved as fox.pdf.", actions=("Open it",)),
        Notice(NoticeKind.INFO, "This document was open when the program ended.",
               "Here is how it was a few seconds before.", ("Open it", "Throw it away")),
        Notice(NoticeKind.WARNING, "Another program changed this file.", "Nothing is overwritten unless you say so.",
               ("Look at the other one", "Keep mine")),
        Notice(NoticeKind.ERROR, "The model stopped. Your text is safe.", "Start it again to go on writing.",
               ("Start it again",), "engine ended with status -9\nlast words: out of memory (4.2 GB asked, 3.9 free)"),
    )  # fmt: skip
    bars = []
    for notice in notices:
        bar = NoticeBar(look)
        bar.show_notice(notice)
        bars.append(bar)
    bars[-1].unfold(True)
    return _column(*bars)


def _states(look: Look) -> QWidget:
    dots = [StatusDot(look, status, words) for status, words in (
        (Status.OFF, "No model"), (Status.STARTING, "Storybook is waking up …"), (Status.READY, "Storybook · ready"),
        (Status.BUSY, "Storybook · writing"), (Status.FAILED, "The model stopped"),
    )]  # fmt: skip
    half, unknown = ProgressLine(look, "Painting"), ProgressLine(look, "Waking up")
    half.set_share(0.44)
    unknown.set_share(None)
    return _column(_row(dots, LARGE), half, unknown, Separator(look), gap=LARGE)


def _pictures(look: Look) -> QWidget:
    strip = ThumbnailStrip(look, "Takes")
    names = ("By day", "At dusk", "At night", "In autumn")
    for number, (name, image) in enumerate(zip(names, scenes(), strict=True)):
        strip.add(str(number), name, image)
    strip.set_value("0")
    strip.thumbnail("1").set_starred(True)
    strip.thumbnail("2").set_share(0.6)
    strip.add("4", "Arriving").set_share(0.15)
    strip.add("5", "Missing")
    return _column(strip)


def _compare(look: Look) -> QWidget:
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(LARGE)
    day, dusk, *_ = scenes()
    for mode in (CompareMode.SLIDER, CompareMode.SIDE_BY_SIDE):
        view = CompareView(look, mode)
        view.set_images(day, dusk, "Original", "Take 2")
        view.setFixedHeight(320)
        row.addWidget(view, 2 if mode == CompareMode.SIDE_BY_SIDE else 1)
    return widget


def _empty(look: Look) -> QWidget:
    page = EmptyState(
        look, "pen-line", "An empty page", "Say what you would like to read, or just start to write.", True
    )
    for words in ("A red fox in the snow", "A bear that fishes", "A teapot on the beach"):
        page.add(Chip(look, words))
    found = EmptyState(look, "search", "Nothing found", "No picture in this document has that word in its caption.")
    found.add(Button(look, "Clear search"))
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(page, 1)
    row.addWidget(found, 1)
    return widget


def _toast(look: Look) -> QWidget:
    below = QWidget()
    below.setMinimumHeight(look.theme.length(64) + 64)
    toast = Toast(look, below, shown_ms=1 << 30)
    toast.show_words("Take deleted", "Undo")
    return below


def _colours(look: Look) -> QWidget:
    grounds: tuple[Colour, ...] = ("desk", "page", "panel", "hover", "pressed", "soft_accent", "selection")
    words: tuple[Colour, ...] = ("ink", "muted", "accent", "ok", "info", "warning", "danger")
    return _column(
        _row([_Swatch(look, name) for name in grounds]),
        _row([Label(look, name, TextRole.STRONG, name) for name in words]),
    )


class _Swatch(QWidget):
    """A piece of ground with its name on it."""

    def __init__(self, look: Look, name: Colour) -> None:
        super().__init__()
        self._look = look
        self._name = name
        self.setFixedSize(look.theme.length(112), look.theme.length(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw both."""
        theme = self._look.theme
        painter = QPainter(self)
        draw_ground(painter, self.rect(), FIELD_RADIUS, theme.colour(self._name), theme.colour("line"))
        painter.setFont(theme.font(TextRole.SMALL))
        painter.setPen(theme.colour("ink"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._name.replace("_", " "))


def _icons(look: Look) -> QWidget:
    return _column(_row([IconButton(look, name, name) for name in sorted(icon_names())]))


SECTIONS: dict[str, Callable[[Look], QWidget]] = {
    "Type": _type,
    "Buttons": _buttons,
    "Choices": _choices,
    "Fields": _fields,
    "Card": _prompt_card,
    "Notices": _notices,
    "States": _states,
    "Pictures": _pictures,
    "Compare": _compare,
    "Empty": _empty,
    "Toast": _toast,
    "Colours": _colours,
    "Icons": _icons,
}
