"""The inspector: takes arrive beside the original, are compared, used, starred and deleted; every change is undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.manuscript.brought import pictures_in
from dreamwriter.panels.modes import Mode, Reference
from dreamwriter.panels.picture import PicturePanel
from dreamwriter.panels.picture_menu import PictureAct
from dreamwriter.panels.takes_section import COMING
from engine.protocol.requests import Compose, EditPicture, Illustrate, SameSubject, Vary
from tests.dreamwriter.panels.conftest import DESCRIPTION
from tests.dreamwriter.scripts import CAPTION, png
from tests.dreamwriter.session.sample import WAIT, asset


@pytest.fixture
def panel(room, qtbot: QtBot) -> PicturePanel:
    made = PicturePanel(room.look, room.manuscript, room.worker, room.images, room.background, new_seed=lambda: 7)
    qtbot.addWidget(made)
    made.resize(336, 900)
    made.show()
    made.show_figure("figure-0")
    return made


def ask(panel: PicturePanel, qtbot: QtBot, words: str = "at night", count: int = 2) -> None:
    panel.form.count.set_value(str(count))
    panel.form.words.set_text(words)
    panel.form.dream_wanted.emit()
    qtbot.waitUntil(lambda: not panel.dreaming.running, timeout=WAIT)


def test_without_a_picture_it_says_what_to_do(panel, room) -> None:
    panel.show_figure("")
    assert panel.none.isVisible()
    assert not panel.form.isVisible()
    panel.show_figure("figure-1")
    assert not panel.none.isVisible()


def test_takes_arrive_are_used_and_undone(panel, room, qtbot: QtBot) -> None:
    before = room.manuscript.snapshot()
    told: list[str] = []
    panel.did.connect(told.append)
    panel.form.count.set_value("2")
    panel.form.words.set_text("at night")
    panel.form.dream_wanted.emit()
    assert panel.takes.strip.order()[1:] == (f"{COMING}0", f"{COMING}1")
    assert panel.stage.two.isVisible()
    assert panel.form.stop.isVisible()
    qtbot.waitUntil(lambda: not panel.dreaming.running, timeout=WAIT)
    assert room.asked[-1].wish == "at night"
    assert isinstance(room.asked[-1], EditPicture)
    assert (room.asked[-1].count, room.asked[-1].seed, room.asked[-1].picture.caption) == (2, 7, "A fox.")
    assert panel.takes.strip.order() == (asset(0).sha256, asset(150).sha256, asset(151).sha256)
    assert panel.looked is not None
    assert panel.looked.key == asset(150).sha256
    panel.takes.use.click()
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(150).sha256
    assert room.manuscript.caption("figure-0") == CAPTION
    assert told == ["The take is on the page"]
    room.manuscript.undo()
    assert room.manuscript.snapshot().blocks == before.blocks
    assert panel.stage.one.isVisible() or panel.looked.key == asset(150).sha256
    assert len(room.manuscript.figure("figure-0").record.history.takes) == 3


def test_takes_say_what_they_show_as_soon_as_the_model_has_said_it(panel, room, qtbot: QtBot) -> None:
    panel.form.count.set_value("2")
    panel.form.words.set_text("at night")
    panel.dreaming.arrived.connect(lambda _figure_id, candidate: candidate.index == 0 and panel.use())
    panel.form.dream_wanted.emit()
    qtbot.waitUntil(lambda: not panel.dreaming.running, timeout=WAIT)
    entry = room.manuscript.figure("figure-0")
    assert [take.alt for take in entry.record.history.takes] == ["", DESCRIPTION, DESCRIPTION]
    assert entry.asset.sha256 == asset(150).sha256
    assert entry.record.alt == DESCRIPTION
    assert entry.record.history.shown.alt_drafted
    room.manuscript.undo()
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(0).sha256
    assert room.manuscript.figure("figure-0").record.alt == "An animal."
    assert not room.manuscript.can_undo
    room.manuscript.redo()
    assert room.manuscript.figure("figure-0").record.alt == DESCRIPTION


def test_words_of_a_person_are_not_described_away(panel, room, qtbot: QtBot) -> None:
    def write(_figure_id: str, _candidate: object) -> None:
        panel.use()
        room.manuscript.set_alt("figure-0", "My own words.")

    panel.dreaming.arrived.connect(write)
    panel.form.count.set_value("1")
    panel.form.words.set_text("at night")
    panel.form.dream_wanted.emit()
    qtbot.waitUntil(lambda: not panel.dreaming.running, timeout=WAIT)
    assert room.manuscript.figure("figure-0").record.alt == "My own words."
    assert room.manuscript.figure("figure-0").record.history.shown.alt == "My own words."


def test_compare_covers_the_page(panel, room, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 600)
    page.show()
    panel.compare.cover(page)
    panel.open_compare()
    assert panel.compare.isHidden()
    ask(panel, qtbot)
    panel.takes.compare.click()
    assert panel.compare.isVisible()
    assert panel.compare.size() == page.size()
    page.resize(700, 500)
    assert panel.compare.size() == page.size()
    panel.compare.modes.chosen.emit("slider")
    assert panel.compare.view.divider.isVisible()
    panel.compare.use.click()
    assert panel.compare.isHidden()
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(150).sha256


def test_star_and_delete_are_undone(panel, room, qtbot: QtBot) -> None:
    ask(panel, qtbot)
    panel.takes.star.click()
    key = asset(150).sha256
    assert panel.takes.strip.thumbnail(key).starred
    panel.takes.delete.click()
    assert key not in panel.takes.strip.order()
    room.manuscript.undo()
    assert panel.takes.strip.thumbnail(key).starred
    room.manuscript.undo()
    assert not panel.takes.strip.thumbnail(key).starred
    panel.takes.strip.thumbnail(asset(0).sha256).click()
    assert not panel.takes.delete.isEnabled()


def test_each_mode_asks_in_its_way_and_says_what_is_read(panel, room, qtbot: QtBot) -> None:
    kinds, sentences = [], set()
    for mode in Mode:
        panel.form.modes.set_value(mode)
        panel.form.words.set_text("at night")
        if mode is Mode.COMBINE:
            panel.form.edited.emit()
            assert not panel.form.dream.isEnabled()
            assert panel.form.dream.toolTip() == "Add the other picture."
            panel.form.references.set_most(1)
            panel.form.references.add(Reference(asset(9), "A house."))
        panel.form.edited.emit()
        sentences.add(panel.form.reads.text())
        ask(panel, qtbot, count=1)
        kinds.append(type(room.asked[-1]))
        panel.takes.strip.thumbnail(asset(0).sha256).click()
    assert kinds == [EditPicture, SameSubject, Compose, Vary, Illustrate]
    assert len(sentences) == 5
    sources = [take.source for take in room.manuscript.figure("figure-0").record.history.takes]
    assert sources[:2] == ["generated", "generated"]


def test_pictures_are_dropped_in_and_damaged_ones_told(panel, room, qtbot: QtBot, tmp_path) -> None:
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    good.write_bytes(png(77))
    bad.write_bytes(b"no picture")
    panel.form.modes.set_value(Mode.ELSEWHERE)
    panel.form.edited.emit()
    panel.form.references.set_most(3)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(good)), QUrl.fromLocalFile(str(bad))])
    with qtbot.waitSignal(panel.failed, timeout=WAIT) as told:
        panel.form.references.bring(pictures_in(mime))
    assert "bad.png" in told.args[0].sentence
    assert [each.asset.sha256 for each in panel.form.references.references] == [asset(77).sha256]
    assert panel.form.references.references[0].human


def test_caption_and_alt_text_are_edited(panel, room) -> None:
    panel.details.caption.set_text("A red fox.")
    panel.details.caption.submitted.emit("A red fox.")
    assert room.manuscript.caption("figure-0") == "A red fox."
    panel.details.alt.set_text("An orange animal.")
    panel.show_figure("figure-1")
    assert room.manuscript.figure("figure-0").record.alt == "An orange animal."
    room.manuscript.undo()
    room.manuscript.undo()
    assert room.manuscript.caption("figure-0") == "A fox."


def test_alt_text_is_a_draft_until_edited(panel, room, qtbot: QtBot) -> None:
    assert not panel.details.draft.isVisible()
    ask(panel, qtbot)
    panel.use()
    assert panel.details.draft.isVisible()
    panel.details.alt.set_text("A fox at night, seen from far.")
    panel.details.commit()
    assert not panel.details.draft.isVisible()
    room.manuscript.undo()
    assert panel.details.draft.isVisible()


def test_the_menu_offers_the_same(panel, room, qtbot: QtBot) -> None:
    ask(panel, qtbot)
    panel.use()
    menu = panel.menu("figure-0", panel)
    acts = {action.data(): action for action in menu.actions() if action.data()}
    assert set(acts) == {act.value for act in PictureAct}
    assert acts["reset"].isEnabled()
    acts["reset"].trigger()
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(0).sha256
    acts["variation"].trigger()
    assert panel.form.modes.value is Mode.VARIATION
    acts["delete"].trigger()
    assert room.manuscript.figure("figure-0") is None
    assert panel.none.isVisible()
    room.manuscript.undo()
    assert panel.form.isVisible()


def test_a_picture_is_saved_copied_and_replaced(panel, room, qtbot: QtBot, tmp_path) -> None:
    with qtbot.waitSignal(panel.done, timeout=WAIT):
        panel.acts.save(asset(0), tmp_path / "fox.png")
    assert (tmp_path / "fox.png").read_bytes() == png(0)
    with qtbot.waitSignal(panel.done, timeout=WAIT):
        panel.acts.copy(asset(0))
    assert QGuiApplication.clipboard().mimeData().data("image/png").data() == png(0)
    QGuiApplication.clipboard().clear()
    (tmp_path / "new.png").write_bytes(png(33))
    with qtbot.waitSignal(panel.did, timeout=WAIT):
        panel.acts.replace(room.manuscript, "figure-0", tmp_path / "new.png")
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(33).sha256
    room.manuscript.undo()
    assert room.manuscript.figure("figure-0").asset.sha256 == asset(0).sha256
