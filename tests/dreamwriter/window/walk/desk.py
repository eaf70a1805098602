"""What a person does around the text: has the model write, opens and saves, looks differently, meets trouble."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from random import Random

import psutil
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dreamwriter.document.files import open_document
from dreamwriter.session.recovery import find_recovered
from tests.dreamwriter.window.walk.checks import assert_same_document
from tests.dreamwriter.window.walk.muse import TROUBLES, png
from tests.dreamwriter.window.walk.person import Person
from tests.dreamwriter.window.walk.picturing import MOST_RUNS
from tests.dreamwriter.window.walk.sight import NOTHING, May
from tests.dreamwriter.window.walk.writing import Door, select, somewhere

SIZES = ((1440, 900), (1280, 800), (1000, 700), (700, 500), (560, 420), (1920, 1200))
FOREIGN = (
    "---\ntitle: x\n---\n\n# Old *title* {0}\r\n\r\nSome __strong__ {1} [and][r] a note[^1] with <kbd>k</kbd>.\n\n"
    "![A](a.png)\n\n*Cap {2}*\n\n1) one\n2) two\n   - deep\n\n<div>{3}</div>\n\nwords ![i](a.png) in line\n\n"
    "| a | b |\n|---|:-:|\n| {4} | 2 |\n\n* * *\n\n[^1]: The note.\n\n[r]: http://r.example\n"
)


def begin(person: Person, chance: Random) -> May:
    """Have the model write, go on, illustrate or rewrite."""
    card, page = person.window.page.card, person.window.page
    if page.writing.running or person.runs >= MOST_RUNS:
        return NOTHING
    mode = chance.choice(("write", "write", "continue", "continue", "illustrate", "rewrite"))
    if mode == "rewrite":
        select(person, chance)
    else:
        somewhere(person, chance)
        person.leave_word()
    person.rest(60)  # so that the card knows the selection
    may = person.at_risk()
    if mode == "write":
        person.act("prompt")
        card.set_words(f"An article about {person.word()}")
        if card.mode == "write":
            card.begin()
    else:
        person.act(mode)
    person.runs += page.writing.running
    return may


def go_on(person: Person, chance: Random) -> May:
    """Let the model work for a while."""
    muse = person.muse
    if muse is not None:
        muse.pace.give(chance.choice((1, 2, 5, 12, 30)))
        person.wait(lambda: muse.pace.waiting or not at_work(person), "the next steps of the model")
        person.rest(40)
    else:
        person.rest(chance.choice((50, 300, 1000)))
    return NOTHING


def let_it_end(person: Person, chance: Random) -> May:
    """Wait until the model has nothing more to do."""
    if person.muse is not None:
        person.muse.pace.free(True)
    person.wait(lambda: not at_work(person), "the end of the model's work")
    if person.muse is not None:
        person.muse.pace.free(False)
    return NOTHING


def at_work(person: Person) -> bool:
    """Whether the model does something for this person."""
    window = person.window
    return window.page.writing.running or window.picture.dreaming.running or window.dialogue.running


def stop(person: Person, chance: Random) -> May:
    if chance.random() < 0.5:
        person.key(Qt.Key.Key_Escape)
    else:
        person.act("stop")
    if chance.random() < 0.7:
        person.wait(lambda: not person.window.page.writing.running, "the end of a run that was stopped")
    return NOTHING


def decide(person: Person, chance: Random) -> May:
    """Take other words for a passage, or leave them."""
    page = person.window.page
    proposal = page.card.proposal
    if proposal.isHidden():
        return NOTHING
    passage = page.writing.passage
    if chance.random() < 0.2:
        person.press_words(proposal, chance.choice(("Try again", "Shorter")))
        return NOTHING
    if chance.random() < 0.3 or passage is None:
        person.press_words(proposal, "Keep mine")
        return NOTHING
    before = person.cursor()
    person.stand(passage[1], passage[0])
    may = person.at_risk()
    person.page.setTextCursor(before)
    person.press_words(proposal, "Use these words")
    return may


def trouble(person: Person, chance: Random) -> May:
    """The engine ends in the middle of a job, or fails."""
    if person.muse is not None:
        person.muse.trouble = chance.choice(TROUBLES)
    else:
        for child in psutil.Process().children():
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
    if chance.random() < 0.5:
        person.act("restart")
    return NOTHING


def save(person: Person, chance: Random) -> May:
    """Save, under another name or not; the file then holds what the page said."""
    file = person.program.desk.file
    if file.path is None or chance.random() < 0.4:
        name = f"text-{person.number}{chance.choice(('.textpack', '.textpack', '.textbundle', ''))}"
        wanted = person.manuscript.snapshot()
        person.window.documents.save_as(person.folder / name)
    else:
        wanted = person.manuscript.snapshot()
        person.act("save")
    person.wait(lambda: not file.busy, "a file that is saved")
    person.rest()
    if file.path is not None and not _troubled(person):
        assert_same_document(wanted, open_document(file.path))
    return NOTHING


def _troubled(person: Person) -> bool:
    return person.window.notices.notice is not None


def _leave(person: Person, chance: Random, ends: bool) -> bool:
    """Answer the question that guards unsaved work; whether the document was left."""
    if not person.program.desk.file.unsaved and person.dialog() is None:
        return True
    person.wait(lambda: person.dialog() is not None, "the question about unsaved work")
    dialog = person.dialog()
    assert dialog is not None
    words = "Go on writing"
    if not ends and chance.random() < 0.6:
        words = "Save" if person.program.desk.file.path is not None and chance.random() < 0.5 else "Don't save"
    assert person.press_words(dialog, words), words
    person.rest()
    return words != "Go on writing"


def new(person: Person, chance: Random) -> May:
    """An empty document."""
    before = person.manuscript
    person.rest()
    person.act("new")
    left = _leave(person, chance, ends=False)
    if left:
        _arrive(person, before)
    return May(other=left)


def _arrive(person: Person, before: object) -> None:
    file = person.program.desk.file
    person.wait(lambda: not file.busy, "another document")
    if not _troubled(person):
        person.wait(lambda: person.manuscript is not before, "another document on the page")


def open_file(person: Person, chance: Random) -> May:
    """One of the files that were saved, or one of another program."""
    before, files = person.manuscript, sorted(person.folder.glob("text-*"))
    path = chance.choice(files) if files and chance.random() < 0.6 else _foreign(person)
    person.rest()
    person.window.open_path(path)
    left = _leave(person, chance, ends=False)
    if left:
        _arrive(person, before)
    return May(other=left)


def _foreign(person: Person) -> Path:
    path = person.folder / f"foreign-{person.number}.md"
    path.write_bytes(FOREIGN.format(*(person.word() for _ in range(5))).encode())
    (person.folder / "a.png").write_bytes(png(77))
    return path


def close_and_stay(person: Person, chance: Random) -> May:
    person.rest()
    if person.program.desk.file.unsaved:
        person.window.close()
        assert not _leave(person, chance, ends=True)
    return NOTHING


def change_elsewhere(person: Person, chance: Random) -> May:
    """Another program writes into the file that is open."""
    file = person.program.desk.file
    if file.path is None or file.path.is_dir():
        return NOTHING
    others = [path for path in person.folder.glob("text-*") if path.is_file() and path != file.path]
    if others:
        shutil.copyfile(chance.choice(others), file.path)
        person.rest(20)
        person.act("save")
        person.wait(lambda: not file.busy, "a file that is not to be saved")
        if chance.random() < 0.7:
            person.window.documents.save(overwrite=True)
            person.wait(lambda: not file.busy, "a file that is saved")
    return NOTHING


def recover(person: Person, chance: Random) -> May:
    """What would be found if the window ended now is what the page says."""
    person.rest()
    desk = person.program.desk
    if not desk.file.unsaved:
        return NOTHING
    wanted = person.manuscript.snapshot()
    desk.keep_now()
    kept = person.folder / f"recovery-{person.number}"
    shutil.copytree(person.state_folder / "recovery", kept, ignore=shutil.ignore_patterns("*.lock"))
    found = find_recovered(kept)
    assert len(found) == 1, f"{len(found)} documents were kept"
    assert_same_document(wanted, found[0].restore())
    found[0].leave()
    shutil.rmtree(kept)
    return NOTHING


def look(person: Person, chance: Random) -> May:
    """Panels, theme, size of the text, size of the window, place of the page."""
    what = chance.choice(("panel", "theme", "text", "size", "scroll", "full"))
    if what == "panel":
        person.act(chance.choice(("outline", "panel", "show_picture", "show_dialogue", "show_history")))
    elif what == "theme":
        person.act(chance.choice(("light", "dark", "system")))
    elif what == "text":
        person.act(chance.choice(("larger", "smaller", "smaller")))
    elif what == "size":
        person.window.resize(*chance.choice(SIZES))
    elif what == "scroll":
        bar = person.page.verticalScrollBar()
        bar.setValue(chance.randint(0, max(bar.maximum(), 1)))
    elif chance.random() < 0.3:
        person.act("full")
    return NOTHING


def dialog(person: Person, chance: Random) -> May:
    """Open a dialog and leave it."""
    person.act(chance.choice(("settings", "recent", "about")))
    person.wait(lambda: person.dialog() is not None, "a dialog")
    opened = person.dialog()
    assert opened is not None
    person.rest(chance.choice((0, 30)))
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    person.wait(lambda: person.dialog() is None, "the end of a dialog")
    return NOTHING


def press_notice(person: Person, chance: Random) -> May:
    """Close the notice above the page."""
    while person.window.notices.notice is not None:
        person.window.notices._leave()
    return NOTHING


DOORS: tuple[tuple[int, Door], ...] = (
    (7, begin),
    (16, go_on),
    (5, let_it_end),
    (4, stop),
    (4, decide),
    (3, trouble),
    (4, save),
    (1, new),
    (2, open_file),
    (1, close_and_stay),
    (1, change_elsewhere),
    (3, recover),
    (6, look),
    (1, dialog),
    (2, press_notice),
)
