"""An hour of work in a minute, taken back to its first letter and done again: both ends are the same, byte for byte."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt

from dreamwriter.document.package import OUR_KEY
from dreamwriter.panels.modes import Mode
from tests.dreamwriter.window.hands import Person


def without_arrived_takes(files: dict[str, bytes], first: dict[str, bytes]) -> dict[str, bytes]:
    """Files without the takes that were painted since: undo takes no picture away, so these stay in the history."""
    info, known = json.loads(files["info.json"]), json.loads(first["info.json"])
    histories: dict[str, Any] = info[OUR_KEY]["histories"]
    for figure_id, history in histories.items():
        kept = known[OUR_KEY]["histories"][figure_id]["takes"]
        assert history["takes"][: len(kept)] == kept
        del history["takes"][len(kept) :]
    same = json.dumps(info, ensure_ascii=False, indent=2).encode()
    pictures = {name: data for name, data in files.items() if not name.startswith("dreamwriter/takes/")}
    return pictures | {"info.json": same}


def work(person: Person) -> None:
    """All kinds of changes, by hand and by the model."""
    window, panel, dialogue = person.window, person.window.picture, person.window.dialogue
    person.stand(1, 0)
    person.type("Once upon a time. ")
    person.stand(1, 0, 4)
    person.do("strong")
    person.stand(5, len("They have never met."))
    person.set_options("1", "short")
    person.write("A red fox in the snow")
    person.wait_for_run()

    figure_id = person.click_picture(0)
    person.dream(Mode.CHANGE, "the fox wears a top hat")
    person.wait_for_takes()
    person.press(panel, "Use this one")
    person.click(panel.takes.star)
    panel.details.caption.set_text("A fox with a hat.")
    panel.details.commit()
    panel.details.alt.set_text("A red fox in the snow with a hat.")
    panel.details.commit()
    first = person.manuscript.figure(figure_id).record.history.takes[0]  # type: ignore[union-attr]
    person.click(panel.takes.strip.thumbnail(first.asset))
    person.click(panel.takes.delete)

    window.show_panel("dialogue")
    person.ask("What is in the picture?")
    person.press(dialogue, "Insert as paragraph")
    person.stand(1, 0, 10)
    person.do("rewrite")
    person.wait_for_run()
    person.press(window.page.card, "Use these words")
    person.click_picture(1)
    person.qtbot.keyClick(window.page.text, Qt.Key.Key_Delete)


def test_all_the_way_back_and_forth(person: Person) -> None:
    first = person.files()
    work(person)
    last, words, outline = person.files(), person.manuscript.words, person.manuscript.outline()
    saved = person.save_as(person.folder / "last.textpack")

    steps = person.undo_all()
    assert steps >= 10
    undone = person.files()
    assert without_arrived_takes(undone, first) == first
    assert person.window.acts["redo"].isEnabled()
    assert person.redo_all() == steps
    assert person.files() == last
    assert (person.manuscript.words, person.manuscript.outline()) == (words, outline)
    assert person.save_as(person.folder / "again.textpack") == saved

    assert person.undo_all() == steps
    assert person.files() == undone
    assert person.redo_all() == steps
    assert person.files() == last


def test_what_was_saved_is_known_again(person: Person) -> None:
    file = person.program.desk.file
    assert not file.unsaved
    person.type("A letter. ")
    person.until(lambda: file.unsaved)
    person.undo_all()
    person.until(lambda: not file.unsaved)
    person.redo_all()
    person.until(lambda: file.unsaved)
