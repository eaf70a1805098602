"""Nothing that was typed is lost: kept every few seconds, whole at every moment, found after a crash."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.blocks import plain_text
from dreamwriter.document.document import Document, Extras
from dreamwriter.document.files import open_document, save_document
from dreamwriter.document.markdown_reader import read_markdown
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.errors import CannotSave, DreamWriterError
from dreamwriter.session.desk import Desk
from dreamwriter.session.file_record import Origin
from dreamwriter.session.recovery import Recovered, RecoveryPlace, find_recovered
from tests.dreamwriter.session.sample import WAIT, document


def kept(folder: Path) -> list[str]:
    """The pictures that are kept."""
    return sorted(file.name for file in folder.glob("*/*") if len(file.name) == 64)


def left_behind(folder: Path, text: Document, origin: Origin | None = None) -> RecoveryPlace:
    """A document of a window that is gone."""
    place = RecoveryPlace.new(folder)
    place.write(text, origin or Origin())
    place.leave()
    return place


def test_what_is_kept_comes_back_with_its_preview(tmp_path: Path) -> None:
    whole = document(pictures=3)
    left_behind(tmp_path, whole, Origin(tmp_path / "fox.textpack"))
    (found,) = find_recovered(tmp_path)
    assert found.origin == Origin(tmp_path / "fox.textpack")
    preview = found.preview
    assert (preview.title, preview.pictures) == ("The Fox", 3)
    assert preview.first_words == "The Fox A red fox lives in the snow."
    assert preview.thumbnail is not None
    assert datetime.now().astimezone() - datetime.fromisoformat(preview.written) < timedelta(minutes=1)
    back = found.restore()
    assert (back.blocks, back.assets, back.histories) == (whole.blocks, whole.assets, whole.histories)
    assert find_recovered(tmp_path) == ()
    found.leave()
    (again,) = find_recovered(tmp_path)
    again.discard()
    assert find_recovered(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_text_keeps_the_form_that_its_file_has(tmp_path: Path) -> None:
    source = "A title\n=======\n\n* one\n* two\n\nThe end_.\n"
    segments = read_markdown(source)
    blocks = tuple(block for segment in segments for block in segment.blocks)
    place = RecoveryPlace.new(tmp_path)
    for text in (blocks[:1], blocks):
        place.write(Document(text, extras=Extras(segments=segments)), Origin())
    place.leave()
    (found,) = find_recovered(tmp_path)
    back = found.restore()
    found.leave()
    assert back.blocks == blocks
    assert write_markdown(back.blocks, back.extras.segments) == source


def test_a_window_that_lives_is_not_offered(tmp_path: Path) -> None:
    place = RecoveryPlace.new(tmp_path)
    place.write(document(), Origin())
    assert find_recovered(tmp_path) == ()
    place.leave()
    assert len(find_recovered(tmp_path)) == 1


def test_pictures_are_written_once_and_removed_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = RecoveryPlace.new(tmp_path)
    files = Extras(files={"big.bin": bytes(50_000)})
    text = document("one", 3)
    place.write(Document(text.blocks, text.assets, text.pictures, text.histories, extras=files), Origin())
    before = {file: file.stat().st_mtime_ns for file in tmp_path.glob("*/*") if len(file.name) == 64}
    assert len(before) == 4
    text = document("two", 3)
    place.write(Document(text.blocks, text.assets, text.pictures, text.histories, extras=files), Origin())
    assert {file: file.stat().st_mtime_ns for file in before} == before
    place.write(document("three", 1), Origin())
    assert len(kept(tmp_path)) == 1

    def fail(source: object, target: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(CannotSave, match="disk is full"):
        place.write(document("four", 2), Origin())
    monkeypatch.undo()
    place.leave()
    (found,) = find_recovered(tmp_path)
    assert found.restore().blocks == document("three", 1).blocks


def test_damage_takes_no_more_than_it_hits(tmp_path: Path) -> None:
    place = left_behind(tmp_path, document(pictures=2))
    first, second = kept(tmp_path)
    (place.folder / first).write_bytes(b"damaged")
    (place.folder / second).unlink()
    (found,) = find_recovered(tmp_path)
    back = found.restore()
    assert back.blocks == document(pictures=2).blocks
    assert back.assets == {}
    found.leave()
    (place.folder / "page.zip").write_bytes(b"no zip")
    assert find_recovered(tmp_path) == ()
    assert place.folder.exists()
    (place.folder / "page.zip").unlink()
    assert find_recovered(tmp_path) == ()
    assert not place.folder.exists()


class Window:
    """A desk with a text."""

    def __init__(self, state: Path, seconds: float = 0.05) -> None:
        self.text = Document()
        self.found: list[tuple[Recovered, ...]] = []
        self.opened = 0
        self.written = 0
        self.errors: list[DreamWriterError] = []
        self.desk = Desk(state, lambda: self.text, seconds=seconds)
        self.desk.recovered_found.connect(self.found.append)
        self.desk.file.opened.connect(self._open)
        self.desk.autosave.written.connect(self._written)
        self.desk.autosave.failed.connect(self.errors.append)

    def edit(self, words: str) -> None:
        self.text = document(words)
        self.desk.touch()

    def close(self) -> None:
        self.desk.close()
        assert self.desk.wait(10)

    def _open(self, text: Document, _: Origin) -> None:
        self.text = text
        self.opened += 1

    def _written(self) -> None:
        self.written += 1


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[Window]:
    made = Window(tmp_path / "state")
    yield made
    made.close()


def test_unsaved_work_is_kept_until_it_is_saved(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    recovery = tmp_path / "state" / "recovery"
    for number in range(20):
        window.edit(f"word {number}")
    qtbot.waitUntil(lambda: window.written == 1, timeout=WAIT)
    assert len(kept(recovery)) == 1
    window.desk.save_as(tmp_path / "fox.textpack")
    qtbot.waitUntil(lambda: not window.desk.file.unsaved, timeout=WAIT)
    qtbot.waitUntil(lambda: kept(recovery) == [], timeout=WAIT)
    assert open_document(tmp_path / "fox.textpack").blocks == document("word 19").blocks
    qtbot.wait(100)
    assert window.written == 1


@pytest.mark.parametrize("changed", [False, True])
def test_a_lost_document_is_found_recovered_and_saved(
    window: Window, qtbot: QtBot, tmp_path: Path, changed: bool
) -> None:
    recovery, path = tmp_path / "state" / "recovery", tmp_path / "fox.textpack"
    left_behind(recovery, document("unsaved"), Origin(path, save_document(document("saved"), path)))
    if changed:
        save_document(document("theirs"), path, overwrite=True)
    window.desk.look_for_recovered()
    qtbot.waitUntil(lambda: len(window.found) == 1, timeout=WAIT)
    ((found,),) = window.found
    window.desk.recover(found)
    qtbot.waitUntil(lambda: window.opened == 1, timeout=WAIT)
    assert window.text.blocks == document("unsaved").blocks
    assert (window.desk.file.path, window.desk.file.unsaved) == (path, True)
    assert len(kept(recovery)) == 1
    refused: list[DreamWriterError] = []
    window.desk.file.failed.connect(refused.append)
    window.desk.save()
    qtbot.waitUntil(lambda: bool(refused) if changed else not window.desk.file.unsaved, timeout=WAIT)
    assert [error.code for error in refused] == (["changed-elsewhere"] if changed else [])
    if changed:
        assert len(kept(recovery)) == 1
        window.desk.save(overwrite=True)
    qtbot.waitUntil(lambda: kept(recovery) == [], timeout=WAIT)
    assert open_document(path).blocks == document("unsaved").blocks


def test_a_damaged_document_is_told_and_a_left_one_offered_again(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    place = left_behind(tmp_path / "state" / "recovery", document())
    for asked in (1, 2):
        window.desk.look_for_recovered()
        qtbot.waitUntil(lambda asked=asked: len(window.found) == asked, timeout=WAIT)  # type: ignore[misc]
        window.desk.leave(window.found[-1][0])
    window.desk.look_for_recovered()
    qtbot.waitUntil(lambda: len(window.found) == 3, timeout=WAIT)
    (place.folder / "page.zip").write_bytes(b"no zip")
    with qtbot.waitSignal(window.desk.file.failed, timeout=WAIT):
        window.desk.recover(window.found[-1][0])
    assert window.opened == 0
    window.desk.discard(window.found[-1][0])
    qtbot.waitUntil(lambda: not place.folder.exists(), timeout=WAIT)


def test_trouble_is_told_once_until_it_is_over(qtbot: QtBot, tmp_path: Path) -> None:
    state = tmp_path / "state"
    state.write_text("in the way")
    window = Window(state)
    window.edit("one")
    qtbot.waitUntil(lambda: len(window.errors) == 1, timeout=WAIT)
    window.edit("two")
    qtbot.wait(300)
    assert len(window.errors) == 1
    state.unlink()
    qtbot.waitUntil(lambda: window.written >= 1, timeout=WAIT)
    window.close()


TYPIST = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from dreamwriter.session.desk import Desk
from tests.dreamwriter.session.sample import document

app = QCoreApplication([])
started, words = time.time(), []
desk = Desk(Path(sys.argv[1]), lambda: document(f"{words[-1]:.3f}", 3), seconds=float(sys.argv[2]))

def type_on():
    words.append(time.time())
    desk.touch()

timer = QTimer()
timer.timeout.connect(type_on)
timer.start(20)
desk.autosave.written.connect(lambda: print("written", flush=True))
app.exec()
"""


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_while_typing_at_most_the_time_between_is_lost(tmp_path: Path, seed: int) -> None:
    seconds = 0.5
    words = [sys.executable, "-c", TYPIST, str(tmp_path), str(seconds)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "written\n"
        time.sleep(random.Random(seed).random() * 2 * seconds)
        killed = time.time()
        os.kill(typist.pid, signal.SIGKILL)
    (found,) = find_recovered(tmp_path / "recovery")
    back = found.restore()
    assert len(back.assets) == 3
    last_word = float(plain_text(back.blocks[1].content))  # type: ignore[union-attr]
    assert killed - last_word < seconds + 4.5
