"""Pictures are asked for in the size in which they are drawn, once, and never decoded here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QTextEdit

from dreamwriter.manuscript.painting import figure_size
from dreamwriter.manuscript.picture_cache import PictureCache, Wanted
from tests.dreamwriter.document.pictures import asset
from tests.dreamwriter.manuscript.pages import page


@pytest.fixture(autouse=True)
def _application(qapp):
    return qapp


def _image(colour: str, size: int = 10) -> QImage:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def test_a_picture_is_asked_for_once_and_then_there() -> None:
    cache, asked = PictureCache(), []
    cache.wanted.connect(asked.append)
    assert cache.get("a", QSize(10, 10), 2.0) is None
    assert cache.get("a", QSize(10, 10), 2.0) is None
    assert asked == [Wanted("a", 20, 20, 2.0)]
    cache.put(asked[0], _image("red", 20))
    pixmap = cache.get("a", QSize(10, 10), 2.0)
    assert pixmap is not None
    assert pixmap.devicePixelRatio() == 2.0
    assert cache.get("a", QSize(30, 30), 2.0) is not None
    assert len(asked) == 2


def test_what_was_drawn_last_stays() -> None:
    cache = PictureCache(limit_bytes=900)
    for name in "abc":
        cache.put(Wanted(name, 10, 10, 1.0), _image("red"))
        cache.get("a", QSize(10, 10), 1.0)
    assert cache.get("a", QSize(10, 10), 1.0) is not None
    assert cache.get("b", QSize(10, 10), 1.0) is None


def test_a_picture_that_cannot_be_shown_is_not_asked_for_again() -> None:
    cache, asked = PictureCache(), []
    cache.wanted.connect(asked.append)
    cache.get("a", QSize(10, 10), 1.0)
    cache.fail(asked[0])
    assert cache.get("a", QSize(20, 20), 1.0) is None
    assert len(asked) == 1
    assert cache.has_failed("a")


def test_figures_fit_the_page() -> None:
    assert figure_size(3000, 2000, 600) == QSize(594, 396)
    assert figure_size(512, 512, 600) == QSize(396, 396)
    assert figure_size(8, 6, 600) == QSize(32, 24)


def test_a_page_is_drawn_in_all_states_of_its_figures(qtbot) -> None:
    opened = page(
        "> q\n\n![A](assets/a.png)\n\n![B](missing.png)\n\n```\nx\n```\n\n***\n\na[^1] ![i](assets/a.png)\n\n[^1]: n"
    )
    manuscript, asked = opened.manuscript, []
    manuscript.cache.wanted.connect(asked.append)
    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.setDocument(manuscript.text)
    editor.resize(700, 1400)
    run = manuscript.begin_run()
    run.start_picture(0, 8, 6)
    before = editor.grab()
    assert {wanted.sha256 for wanted in asked} == {asset().sha256}
    size = manuscript.text.size()
    for wanted in list(asked):
        manuscript.cache.put(wanted, _image("red"))
    run.preview(0, _image("blue"), 1, 2, "about 2 s")
    assert editor.grab().toImage() != before.toImage()
    run.finish_picture(0, asset())
    run.end()
    assert manuscript.text.size() == size


def test_the_outline_and_the_words_follow(qtbot) -> None:
    opened = page("# One\n\ntwo three")
    manuscript = opened.manuscript
    assert manuscript.words == 3
    with qtbot.waitSignals([manuscript.words_changed, manuscript.outline_changed]):
        opened.type("\n## Four")
    assert manuscript.words == 4
    assert [(entry.level, entry.title) for entry in manuscript.outline()] == [(1, "One"), (2, "Four")]
