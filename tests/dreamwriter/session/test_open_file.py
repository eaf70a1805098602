"""The document's file: opened, saved, watched, claimed; whatever goes wrong, nothing is overwritten unasked."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.document import Document
from dreamwriter.document.files import open_document, save_document
from dreamwriter.errors import BadDocument, CannotSave, ChangedElsewhere, DreamWriterError, OpenElsewhere
from dreamwriter.session.background import Background
from dreamwriter.session.open_file import OpenFile
from dreamwriter.session.recent_files import MOST_FILES, RecentFile, RecentFiles
from tests.dreamwriter.session.sample import WAIT, document


@dataclass
class Window:
    """An open file, the text beside it, and all that it told."""

    state: Path
    text: Document = field(default_factory=Document)
    revision: int = 0
    told: list[str] = field(default_factory=list)
    errors: list[DreamWriterError] = field(default_factory=list)
    recent: tuple[RecentFile, ...] = ()

    def __post_init__(self) -> None:
        self.background = Background()
        self.file = OpenFile(self.state, self.background, lambda: self.revision)
        self.file.opened.connect(self._opened)
        self.file.saved.connect(lambda path: self.told.append(f"saved {path.name}"))
        self.file.failed.connect(self._failed)
        self.file.unsaved_changed.connect(lambda unsaved: self.told.append("unsaved" if unsaved else "clean"))
        self.file.changed_elsewhere.connect(self.told.append)
        self.file.recent_changed.connect(self._recent)

    def edit(self, words: str) -> None:
        self.text = document(words)
        self.revision += 1
        self.file.touch()

    def take(self, word: str) -> bool:
        """Whether this was told, which is then forgotten."""
        if word not in self.told:
            return False
        self.told.remove(word)
        return True

    def _opened(self, text: Document, _: object) -> None:
        self.text = text
        self.told.append("opened")

    def _failed(self, error: DreamWriterError) -> None:
        self.errors.append(error)
        self.told.append(type(error).__name__)

    def _recent(self, entries: tuple[RecentFile, ...]) -> None:
        self.recent = entries


class Windows:
    """Makes windows with one state folder, and closes them."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.made: list[Window] = []

    def open(self) -> Window:
        self.made.append(Window(self.state))
        return self.made[-1]


@pytest.fixture
def windows(tmp_path: Path, qtbot: QtBot) -> Iterator[Windows]:
    made = Windows(tmp_path / "state")
    yield made
    for window in made.made:
        window.file.close()
        window.background.close()
        assert window.background.wait(10)


def test_saved_edited_undone_and_opened_again(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    window, path = windows.open(), tmp_path / "fox.textpack"
    assert window.file.path is None
    window.edit("one")
    assert window.take("unsaved")
    window.file.save_as(window.text, path)
    assert window.file.busy
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    assert window.take("clean")
    assert (window.file.path, window.file.busy, window.file.unsaved) == (path, False, False)
    saved = window.text
    window.edit("two")
    assert window.file.unsaved
    window.revision -= 1
    window.file.touch()
    assert not window.file.unsaved
    window.edit("three")
    window.file.save(window.text)
    window.edit("four")
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    assert window.file.unsaved
    window.file.new()
    qtbot.waitUntil(lambda: window.take("opened"), timeout=WAIT)
    assert (window.text, window.file.path, window.file.unsaved) == (Document(), None, False)
    window.file.open(path)
    qtbot.waitUntil(lambda: window.take("opened"), timeout=WAIT)
    assert window.text.blocks == document("three").blocks
    assert window.text.histories == saved.histories
    qtbot.waitUntil(lambda: len(window.recent) == 1, timeout=WAIT)
    assert (window.recent[0].path, window.recent[0].title, window.recent[0].missing) == (path, "The Fox", False)
    assert window.recent[0].thumbnail is not None


def test_markdown_is_opened_and_saved_as_something_else(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("# Notes\n")
    window = windows.open()
    window.file.open(tmp_path / "notes.md")
    qtbot.waitUntil(lambda: window.take("opened"), timeout=WAIT)
    assert (window.text.title, window.file.path, window.file.suggested_name) == ("Notes", None, "notes.textpack")
    window.file.save(window.text)
    assert [error.code for error in window.errors] == ["bad-use"]


def test_what_another_program_did_is_told_and_never_overwritten(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    window, path = windows.open(), tmp_path / "fox.textpack"
    window.file.save_as(document("ours"), path)
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    save_document(document("theirs"), path, overwrite=True)
    qtbot.waitUntil(lambda: window.take("changed"), timeout=WAIT)
    window.file.save(document("ours again"))
    qtbot.waitUntil(lambda: window.take("ChangedElsewhere"), timeout=WAIT)
    assert isinstance(window.errors[-1], ChangedElsewhere)
    assert open_document(path).blocks == document("theirs").blocks
    window.file.save(document("ours again"), overwrite=True)
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    assert open_document(path).blocks == document("ours again").blocks
    path.unlink()
    qtbot.waitUntil(lambda: window.take("gone"), timeout=WAIT)
    window.file.save(document("once more"))
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    qtbot.wait(500)
    assert {"changed", "gone"}.isdisjoint(window.told)


def test_a_file_that_is_there_is_not_saved_over(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    window, path = windows.open(), tmp_path / "other.textpack"
    path.write_bytes(b"somebody else's")
    window.file.save_as(document(), path)
    qtbot.waitUntil(lambda: window.take("ChangedElsewhere"), timeout=WAIT)
    assert path.read_bytes() == b"somebody else's"
    assert window.file.path is None


def test_two_windows_on_one_file_are_refused(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    one, other, path = windows.open(), windows.open(), tmp_path / "fox.textpack"
    one.file.save_as(document(), path)
    qtbot.waitUntil(lambda: one.take("saved fox.textpack"), timeout=WAIT)
    (tmp_path / "link.textpack").symlink_to(path)
    other.file.open(tmp_path / "link.textpack")
    qtbot.waitUntil(lambda: other.take("OpenElsewhere"), timeout=WAIT)
    other.file.save_as(document("mine"), path, overwrite=True)
    qtbot.waitUntil(lambda: other.take("OpenElsewhere"), timeout=WAIT)
    assert isinstance(other.errors[-1], OpenElsewhere)
    assert "another window" in other.errors[-1].sentence
    assert open_document(path).blocks == document().blocks
    one.file.new()
    qtbot.waitUntil(lambda: one.take("opened"), timeout=WAIT)
    other.file.open(path)
    qtbot.waitUntil(lambda: other.take("opened"), timeout=WAIT)


HOLDER = """
import sys, time
from pathlib import Path
from dreamwriter.session.file_lock import claim, lock_file
held = claim(lock_file(Path(sys.argv[1]), Path(sys.argv[2])))
print(held is not None, flush=True)
time.sleep(60)
"""


def test_a_dead_process_holds_nothing(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    window, path = windows.open(), tmp_path / "fox.textpack"
    save_document(document(), path)
    words = [sys.executable, "-c", HOLDER, str(windows.state / "locks"), str(path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        window.file.open(path)
        qtbot.waitUntil(lambda: window.take("OpenElsewhere"), timeout=WAIT)
        os.kill(holder.pid, signal.SIGKILL)
    window.file.open(path)
    qtbot.waitUntil(lambda: window.take("opened"), timeout=WAIT)


def test_what_cannot_be_opened_changes_nothing(windows: Windows, qtbot: QtBot, tmp_path: Path) -> None:
    window, path = windows.open(), tmp_path / "fox.textpack"
    window.file.save_as(document(), path)
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    (tmp_path / "bad.textpack").write_bytes(b"no zip")
    for bad in ("bad.textpack", "nowhere.textpack"):
        window.file.open(tmp_path / bad)
        qtbot.waitUntil(lambda: window.take("BadDocument"), timeout=WAIT)
        assert isinstance(window.errors[-1], BadDocument)
    assert window.file.path == path
    window.file.save(document("more"))
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)


@pytest.mark.parametrize(("number", "words"), [(errno.ENOSPC, "disk is full"), (errno.EACCES, "not allowed")])
def test_a_failed_save_keeps_the_mark_and_the_old_file(
    windows: Windows, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    window, path = windows.open(), tmp_path / "fox.textpack"
    window.file.save_as(document("old"), path)
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    window.edit("new")

    def fail(handle: int) -> None:
        assert threading.current_thread() is not threading.main_thread()
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    window.file.save(window.text)
    qtbot.waitUntil(lambda: window.take("CannotSave"), timeout=WAIT)
    monkeypatch.undo()
    assert isinstance(window.errors[-1], CannotSave)
    assert words in window.errors[-1].sentence
    assert window.file.unsaved
    assert open_document(path).blocks == document("old").blocks


def test_a_state_folder_that_cannot_be_made_is_no_trouble(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    window, path = Window(tmp_path / "file" / "state"), tmp_path / "fox.textpack"
    window.file.save_as(document(), path)
    qtbot.waitUntil(lambda: window.take("saved fox.textpack"), timeout=WAIT)
    window.background.close()
    assert window.background.wait(10)
    assert window.recent == ()


def test_recent_files_are_few_known_to_be_missing_and_forgotten(tmp_path: Path) -> None:
    recent = RecentFiles(tmp_path / "recent")
    for number in range(MOST_FILES + 3):
        recent.add(tmp_path / f"{number}.textpack", document(pictures=number % 2))
    entries = recent.entries()
    assert [entry.path.stem for entry in entries] == [str(n) for n in range(MOST_FILES + 2, 2, -1)]
    assert all(entry.missing for entry in entries)
    assert [entry.thumbnail is not None for entry in entries[:2]] == [False, True]
    assert len(list((tmp_path / "recent").glob("*.png"))) == MOST_FILES // 2
    recent.remove(tmp_path / "21.textpack")
    assert tmp_path / "21.textpack" not in [entry.path for entry in recent.entries()]
    recent.clear()
    assert recent.entries() == ()
    assert list((tmp_path / "recent").glob("*.png")) == []


@pytest.mark.parametrize("text", ["{", "{}", "[1]", '[{"path": 3, "title": "", "opened": ""}]', '"x"'])
def test_a_damaged_list_of_recent_files_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "recent.json").write_text(text)
    assert RecentFiles(tmp_path).entries() == ()
