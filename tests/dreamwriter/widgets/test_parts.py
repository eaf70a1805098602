"""The small parts: label, layout, grounds, dot, line, empty place, motion."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.button import Button
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.drawing import card_shadow
from dreamwriter.widgets.empty_state import EmptyState
from dreamwriter.widgets.flow_layout import FlowLayout
from dreamwriter.widgets.label import Label, SectionLabel
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.widgets.palette import DARK, LIGHT
from dreamwriter.widgets.progress_line import ProgressLine
from dreamwriter.widgets.status_dot import DOT_COLOURS, Status, StatusDot
from dreamwriter.widgets.surface import Card, Separator, Surface
from dreamwriter.widgets.theme import TextRole

LONG = "The model reads this picture, its caption, and your wish, and then it dreams another picture."


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_label_is_as_tall_as_its_lines(look: Look, qtbot: QtBot, scale: float) -> None:
    look.set_text_scale(scale)
    label = Label(look, LONG, TextRole.SMALL, "muted", wrap=True)
    qtbot.addWidget(label)
    line = look.theme.line_height(TextRole.SMALL)
    whole = label.fontMetrics().horizontalAdvance(LONG)
    assert label.heightForWidth(whole + 4) == line
    assert label.heightForWidth(whole // 2 + 40) == 2 * line
    assert Label(look, "one\ntwo").sizeHint().height() == 2 * look.theme.line_height(TextRole.INTERFACE)


def test_a_label_that_is_too_long_ends_with_dots(look: Look, qtbot: QtBot) -> None:
    label = Label(look, LONG)
    qtbot.addWidget(label)
    label.resize(120, 20)
    cut = label.grab().toImage()
    shorter = Label(look, label.fontMetrics().elidedText(LONG, Qt.TextElideMode.ElideRight, 120))
    qtbot.addWidget(shorter)
    shorter.resize(120, 20)
    assert shorter.text().endswith("…")
    assert shorter.grab().toImage() == cut


def test_a_label_follows_the_theme_and_is_read_aloud(look: Look, qtbot: QtBot) -> None:
    label = Label(look, "■■■■", TextRole.TITLE)
    qtbot.addWidget(label)
    light = label.grab().toImage()
    look.choose(ThemeChoice.DARK)
    assert label.grab().toImage() != light
    assert QAccessible.queryAccessibleInterface(label).text(QAccessible.Text.Name) == "■■■■"
    assert SectionLabel(look, "Takes").text() == "Takes"


def test_a_flow_starts_new_rows(look: Look, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, gap=10)
    boxes = [QLabel() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    assert (flow.heightForWidth(320), flow.heightForWidth(319), flow.heightForWidth(100)) == (20, 50, 80)
    flow.setGeometry(QRect(0, 0, 215, 50))
    assert [box.geometry() for box in boxes] == [
        QRect(0, 0, 100, 20), QRect(110, 0, 100, 20), QRect(0, 30, 100, 20),
    ]  # fmt: skip
    boxes[0].hide()
    assert flow.heightForWidth(215) == 20
    assert flow.itemAt(3) is None
    assert flow.takeAt(0) is not None
    assert flow.count() == 2
    assert flow.minimumSize().width() == 100


def test_rows_can_lie_in_the_middle(look: Look, qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget, centred=True)
    box = QLabel()
    box.setFixedSize(100, 20)
    flow.addWidget(box)
    flow.setGeometry(QRect(0, 0, 300, 20))
    assert box.geometry().left() == 100


def test_grounds(look: Look, qtbot: QtBot) -> None:
    surface = Surface("desk", "right")
    qtbot.addWidget(surface)
    surface.resize(40, 40)
    image = surface.grab().toImage()
    assert image.pixelColor(10, 10).name() == LIGHT.desk.lower()
    assert image.pixelColor(39, 20).name() == LIGHT.line.lower()
    line = Separator(look, upright=True)
    qtbot.addWidget(line)
    line.resize(1, 40)
    assert line.grab().toImage().pixelColor(0, 20).name() == LIGHT.line.lower()


def test_a_card_floats_and_keeps_its_contents_on_its_ground(look: Look, qtbot: QtBot) -> None:
    card = Card(look, padding=10)
    qtbot.addWidget(card)
    column = QVBoxLayout(card)
    column.setContentsMargins(0, 0, 0, 0)
    inside = QLabel("words")
    column.addWidget(inside)
    card.resize(300, 200)
    card.show()
    ground = card.rect().adjusted(card.reach, card.reach, -card.reach, -card.reach - 8)
    assert ground.adjusted(10, 10, -10, -10).contains(inside.geometry())
    image = card.grab().toImage()
    assert image.pixelColor(ground.center()).name() == LIGHT.page.lower()
    assert card_shadow(look.theme, 14).spread == card.reach
    edge = image.pixelColor(ground.center().x(), ground.bottom() + 4).lightness()
    assert edge < image.pixelColor(0, 0).lightness()
    look.choose(ThemeChoice.DARK)
    assert card.grab().toImage().pixelColor(ground.center()).name() == DARK.page.lower()


@pytest.mark.parametrize("status", list(Status))
def test_a_dot_has_a_colour_and_words(look: Look, qtbot: QtBot, status: Status) -> None:
    dot = StatusDot(look, Status.OFF if status != Status.OFF else Status.READY, "")
    qtbot.addWidget(dot)
    dot.set_status(status, "Storybook")
    dot.resize(dot.sizeHint())
    image = dot.grab().toImage()
    middle = dot.height() // 2
    shown = {image.pixelColor(x, middle).name() for x in range(8)}
    assert LIGHT.of(DOT_COLOURS[status]).lower() in shown or status == Status.OFF
    assert dot.status == status
    assert QAccessible.queryAccessibleInterface(dot).text(QAccessible.Text.Name) == "Storybook"


def test_a_line_tells_how_far_it_is(look: Look, qtbot: QtBot) -> None:
    line = ProgressLine(look, "Painting")
    qtbot.addWidget(line)
    line.resize(100, 3)
    for share, at_25, at_75 in ((0.5, LIGHT.accent, LIGHT.line), (7.0, LIGHT.accent, LIGHT.accent)):
        line.set_share(share)
        image = line.grab().toImage()
        assert (image.pixelColor(25, 1).name(), image.pixelColor(75, 1).name()) == (at_25.lower(), at_75.lower())
    assert QAccessible.queryAccessibleInterface(line).role() == QAccessible.Role.ProgressBar
    line.set_share(None)
    assert (line.minimum(), line.maximum()) == (0, 0)
    assert line.grab().toImage().pixelColor(50, 1).name() == LIGHT.accent.lower()


def test_what_turns_rests_while_nobody_sees_it(look: Look, qtbot: QtBot) -> None:
    look.set_reduced_motion(False)
    button = Button(look, "Writing")
    qtbot.addWidget(button)
    button.set_busy(True)
    turning = button._turn.state
    assert turning().name == "Stopped"
    button.show()
    assert turning().name == "Running"
    look.set_reduced_motion(True)
    assert turning().name == "Stopped"
    look.set_reduced_motion(False)
    assert turning().name == "Running"
    button.hide()
    assert turning().name == "Stopped"


def test_an_empty_place_says_what_to_do(look: Look, qtbot: QtBot) -> None:
    empty = EmptyState(look, "pen-line", "An empty page", "Say what you would like to read.", on_page=True)
    qtbot.addWidget(empty)
    chips = [Chip(look, words) for words in ("A red fox in the snow", "A bear that fishes")]
    for chip in chips:
        empty.add(chip)
    empty.resize(500, 300)
    with qtbot.waitExposed(empty):
        empty.show()
    assert all(empty.rect().contains(chip.geometry()) for chip in chips)
    assert empty.title.geometry().bottom() < empty.sentence.geometry().top() < chips[0].geometry().top()
