"""Outline, history and status bar in front of a real text."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from dreamwriter.document.takes import Take
from dreamwriter.panels.history import HistoryPanel
from dreamwriter.panels.history_group import GroupKind
from dreamwriter.panels.outline import OutlinePanel
from dreamwriter.panels.recipe_words import recipe_rows
from dreamwriter.panels.status_bar import StatusBar
from dreamwriter.session.desk import Desk
from dreamwriter.session.writing import RewriteRun
from engine.protocol.requests import Rewrite
from tests.dreamwriter.panels.conftest import opened
from tests.dreamwriter.scripts import RECIPE
from tests.dreamwriter.session.sample import WAIT, asset, document


def test_the_outline_follows_the_text(room, qtbot: QtBot) -> None:
    panel = OutlinePanel(room.look, room.manuscript)
    qtbot.addWidget(panel)
    panel.show()
    went: list[int] = []
    panel.go_wanted.connect(went.append)
    panel.list.clicked.emit(panel.list.model().index(0, 0))
    assert went == [0]
    cursor = room.cursor()
    room.manuscript.keyboard.type_text(cursor, "x")
    for char in "\n## Den":
        room.manuscript.keyboard.enter(cursor) if char == "\n" else room.manuscript.keyboard.type_text(cursor, char)
    qtbot.waitUntil(lambda: panel.list.model().rowCount() == 2, timeout=WAIT)
    assert panel.list.model().index(1, 0).data() == "Den"
    panel.set_position(cursor.position())
    assert panel.list.currentIndex().row() == 1
    panel.set_position(0)
    assert panel.list.currentIndex().row() == 0
    panel.set_manuscript(opened(document(pictures=0)))
    assert panel.list.model().rowCount() == 1


def test_the_history_keeps_what_was_deleted(room, qtbot: QtBot) -> None:
    text = room.manuscript
    panel = HistoryPanel(room.look, text, room.images, room.cursor)
    qtbot.addWidget(panel)
    panel.show()
    take = Take(asset(50).sha256, "generated", "Later.", recipe=RECIPE)
    text.add_takes("figure-0", ((take, asset(50)),))
    qtbot.waitUntil(lambda: len(panel.groups[0].strip.order()) == 2, timeout=WAIT)
    text.remove_take("figure-0", 1)
    text.delete_figure("figure-1")
    kinds = [GroupKind.HERE, GroupKind.GONE, GroupKind.DELETED]
    qtbot.waitUntil(lambda: [group.kind for group in panel.groups] == kinds, timeout=WAIT)
    panel.groups[2].look_at(take.asset)
    panel.groups[2].button.click()
    assert take in text.figure("figure-0").record.history.takes
    panel.groups[1].look_at(asset(1).sha256)
    panel.groups[1].button.click()
    assert [entry.asset.sha256 for entry in text.figures()] == [asset(0).sha256, asset(1).sha256]
    qtbot.waitUntil(lambda: [group.kind for group in panel.groups] == [GroupKind.HERE] * 2, timeout=WAIT)
    panel.groups[0].look_at(take.asset)
    panel.groups[0].button.click()
    assert text.figure("figure-0").asset.sha256 == take.asset


def test_the_status_bar_counts_and_tells(room, qtbot: QtBot, tmp_path) -> None:
    desk = Desk(tmp_path, room.manuscript.snapshot)
    bar = StatusBar(room.look, room.manuscript, desk.file, room.worker)
    qtbot.addWidget(bar)
    bar.show()
    assert bar.count.text().endswith("2 pictures · 1 min")
    desk.touch()
    assert bar.saved.text() == "Not saved yet"
    desk.save_as(tmp_path / "fox.textpack")
    qtbot.waitUntil(lambda: bar.saved.text() == "Saved just now", timeout=WAIT)
    run = RewriteRun(room.worker, Rewrite("A fox."))
    bar.follow(run)
    assert bar.work.text() == "Waiting"
    run.start()
    with qtbot.waitSignal(run.finished, timeout=WAIT):
        pass
    assert not bar.work.isVisible()
    bar.set_offline(False)
    assert not bar.offline.isVisible()
    desk.close()
    assert desk.wait(10)


def test_a_recipe_is_told_in_plain_words() -> None:
    take = Take("0" * 64, "edited", "A fox.", "2026-05-03T14:05:00+00:00", recipe=RECIPE)
    rows = dict(recipe_rows(take, asset(0)))
    assert rows["Made with"] == "scripted"
    assert rows["How"] == "Written with the page"
    assert (rows["Seed"], rows["Steps"]) == ("7", "2")
    assert rows["Date"].startswith(("2 May", "3 May", "4 May"))
    assert dict(recipe_rows(None, None)) == {"Made with": "Brought from elsewhere"}
