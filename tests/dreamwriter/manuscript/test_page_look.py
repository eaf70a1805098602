"""How a page is set: room around blocks, where lines begin, what is drawn under them, at every scale."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from tests.dreamwriter.manuscript.pages import Page, page

SOURCE = "# T\n\na\n\n> b\n\n- c\n- d\n    - e\n\nf\n\n```\ng\n```\n\n| h |\n| --- |\n| i |\n\nj"


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _tops(manuscript: Manuscript) -> list[float]:
    layout, block = manuscript.text.documentLayout(), manuscript.text.begin()
    tops = []
    while block.isValid():
        tops.append(layout.blockBoundingRect(block).top())
        block = block.next()
    return tops


def _begins(opened: Page, words: str) -> float:
    """Where the line with some words begins, across the page."""
    block = opened.manuscript.text.find(words).block()
    left = opened.manuscript.text.documentLayout().blockBoundingRect(block).left()
    return left + block.layout().lineAt(0).naturalTextRect().left()


def _drawn(manuscript: Manuscript) -> QImage:
    image = QImage(600, 1200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    manuscript.paint_grounds(painter, QRectF(image.rect()))
    painter.end()
    return image


def test_another_scale_moves_what_is_there_and_is_no_step_of_undo() -> None:
    opened = page(SOURCE)
    manuscript = opened.manuscript
    manuscript.text.setTextWidth(600)
    once, quote = _tops(manuscript), _begins(opened, "b")
    manuscript.set_style(replace(LIGHT, scale=2.0))
    manuscript.text.setTextWidth(1200)
    assert _tops(manuscript) == pytest.approx([2 * top for top in once], abs=12)
    assert _begins(opened, "b") == pytest.approx(2 * quote, abs=2)
    assert not manuscript.can_undo
    opened.at("f").type("x")
    manuscript.undo()
    manuscript.set_style(LIGHT)
    manuscript.text.setTextWidth(600)
    assert _tops(manuscript) == once


def test_a_list_has_room_below_it_wherever_it_ends() -> None:
    opened = page("- a\n- b\n\nc\n\nd")
    opened.manuscript.text.setTextWidth(600)
    before = _tops(opened.manuscript)
    assert before[2] - before[1] == before[3] - before[2]
    opened.at("c").backspace()
    opened.at("a", after=True).type("\n")
    opened.manuscript.undo()
    opened.manuscript.undo()
    assert _tops(opened.manuscript) == before


@pytest.mark.parametrize("mark", ["> ", "- ", "7. "])
def test_words_from_right_to_left_have_their_bar_and_bullet_at_the_right(mark: str) -> None:
    columns = []
    for words in ("abc", "שלום"):
        opened = page(f"{mark}{words}")
        opened.manuscript.text.setTextWidth(600)
        image = _drawn(opened.manuscript)
        columns.append(
            [x for x in range(600) if any(image.pixelColor(x, y) != QColor("white") for y in range(80, 140))]
        )
    left, right = columns
    assert left
    assert left[-1] < 32
    assert right[-1] == pytest.approx(599 - left[0], abs=4)
    assert right[0] > 568


def test_code_in_a_line_has_a_ground_as_wide_as_its_words() -> None:
    plain, code = page("a b c"), page("a `b` c")
    image, quiet = _drawn(code.manuscript), QColor(LIGHT.quiet)
    painted = {x for x in range(600) for y in range(80, 130) if image.pixelColor(x, y) == quiet}
    assert 8 < len(painted) < 30
    assert _drawn(plain.manuscript).pixelColor(min(painted) + 3, 105) == QColor("white")
