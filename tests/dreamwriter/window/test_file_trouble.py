"""Trouble with files and models, as a person meets it: told in plain words, with a way on, and nothing is harmed."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.files import open_document, save_document
from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.settings import Settings
from dreamwriter.window.close_guard import CloseGuard
from dreamwriter.window.crash import CrashDialog
from dreamwriter.window.notice_words import Wish
from dreamwriter.window.recovery_offer import RecoveryOffer
from dreamwriter.window.settings_dialog import SettingsDialog
from tests.dreamwriter.window.conftest import STATE, shown
from tests.dreamwriter.window.hands import SOON, Person, page


def silent() -> Channel:
    """An engine that has nothing to do here."""
    return ScriptedChannel(lambda _request: ())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("house")


@pytest.fixture(scope="module")
def house(qapp: QApplication, folder: Path) -> Iterator[Program]:
    with shown(qapp, folder, silent) as made:
        yield made


@pytest.fixture
def file(person: Person) -> Path:
    """The file of the page that is open."""
    path = person.program.desk.file.path
    assert path is not None
    return path


def wait_for_notice(person: Person, words: str) -> None:
    person.until(lambda: person.notice is not None and words in person.notice.sentence, SOON)


def change_elsewhere(file: Path) -> bytes:
    """What another program does: it writes another document and puts it in the place."""
    other = file.with_name("other.textpack")
    save_document(replace(page(), blocks=page().blocks[:2]), other)
    os.replace(other, file)
    return file.read_bytes()


def test_a_second_window_on_the_same_file_is_refused_kindly(
    person: Person, file: Path, folder: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    with shown(qapp, folder, silent) as other:
        second = Person(other, qtbot, person.folder)
        other.window.open_path(file)
        wait_for_notice(second, "page.textpack is open in another window.")
        assert second.said() == []
        assert person.notice is None
        assert len(person.said()) == 6
        person.window.documents.new()
        person.until(lambda: person.said() == [], SOON)
        other.window.open_path(file)
        second.until(lambda: len(second.said()) == 6, SOON)
        assert second.notice is None


def test_what_another_program_wrote_is_never_overwritten_unasked(person: Person, file: Path) -> None:
    person.type("Mine. ")
    mine = person.said()
    theirs = change_elsewhere(file)
    wait_for_notice(person, "page.textpack was changed by another program.")
    person.until(lambda: person.program.desk.file.unsaved, SOON)
    person.do("save")
    wait_for_notice(person, "since it was opened")
    assert file.read_bytes() == theirs
    assert person.program.desk.file.unsaved
    person.press(person.window.notices, "Replace it")
    person.until(lambda: not person.program.desk.file.unsaved, SOON)
    assert person.notice is None
    assert file.read_bytes() != theirs
    assert person.said() == mine


def test_the_other_version_is_shown_only_when_the_own_one_is_let_go(person: Person, file: Path) -> None:
    person.type("Mine. ")
    mine = person.said()
    person.until(lambda: person.program.desk.file.unsaved, SOON)
    change_elsewhere(file)
    wait_for_notice(person, "page.textpack was changed by another program.")
    person.press(person.window.notices, "Show the other version")
    person.press(person.dialog(CloseGuard), "Go on writing")
    assert person.said() == mine

    change_elsewhere(file)
    os.utime(file)
    person.window.documents.do(Wish.RELOAD)
    person.press(person.dialog(CloseGuard), "Don't save")
    person.until(lambda: person.said() != mine, SOON)
    assert len(person.said()) == 2
    assert not person.program.desk.file.unsaved


def test_a_file_that_is_gone_is_written_again(person: Person, file: Path) -> None:
    file.unlink()
    wait_for_notice(person, "page.textpack is not where it was.")
    person.press(person.window.notices, "Save now")
    person.until(lambda: person.notice is None and file.exists(), SOON)
    assert open_document(file).blocks == page().blocks


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("bad.textpack", b"no pack at all", "bad.textpack is no TextPack"),
        ("other.md", b"\xff\xfe\x00", "not in UTF-8"),
        ("gone.textpack", None, "gone.textpack cannot be read"),
    ],
)
def test_what_cannot_be_opened_leaves_what_is_open(
    person: Person, file: Path, name: str, data: bytes | None, words: str
) -> None:
    if data is not None:
        (person.folder / name).write_bytes(data)
    person.window.open_path(person.folder / name)
    wait_for_notice(person, words)
    assert person.notice is not None
    assert person.notice.actions == ("Open another …",)
    assert len(person.said()) == 6
    assert person.program.desk.file.path == file
    assert not person.program.desk.file.unsaved


def test_a_full_disk_keeps_the_old_file_and_the_mark(person: Person, file: Path) -> None:
    before = file.read_bytes()
    person.type("More. ")
    person.until(lambda: person.program.desk.file.unsaved, SOON)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
    try:
        person.do("save")
        wait_for_notice(person, "the disk is full")
        person.window.documents.save_as(person.folder / "new.textpack")
        wait_for_notice(person, "new.textpack could not be saved")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read_bytes() == before
    assert not (person.folder / "new.textpack").exists()
    assert not list(person.folder.glob(".*"))
    assert person.program.desk.file.unsaved
    person.press(person.window.notices, "Save now")
    person.until(lambda: not person.program.desk.file.unsaved, SOON)
    assert person.notice is None
    assert open_document(person.folder / "new.textpack").blocks == person.manuscript.snapshot().blocks


def test_what_was_done_last_is_told_first(person: Person) -> None:
    person.window.open_path(person.folder / "nothing.textpack")
    wait_for_notice(person, "nothing.textpack cannot be read")
    person.window.documents.save_as(person.folder / "no folder" / "page.textpack")
    wait_for_notice(person, "page.textpack could not be saved")
    person.click(person.window.notices._bar._close)
    assert person.notice is not None
    assert "nothing.textpack cannot be read" in person.notice.sentence


def test_a_mistake_of_ours_is_explained_and_the_text_kept_until_the_next_start(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with shown(qapp, tmp_path, silent) as program:
        person, state = Person(program, qtbot, tmp_path), tmp_path / STATE
        person.type("Precious.")
        person.until(lambda: program.desk.file.unsaved, SOON)
        QTimer.singleShot(0, program.window, lambda: 1 / 0)
        dialog = person.dialog(CrashDialog)
        assert "Your text is safe" in dialog.words.text()
        assert list((state / "recovery").glob("*/page.zip"))
        (report,) = (state / "reports").glob("*.txt")
        assert "ZeroDivisionError" in report.read_text()
        report.unlink()
        person.press(dialog, "Go on")
        assert person.said() == ["Precious."]
        QTimer.singleShot(0, program.window, lambda: 1 / 0)
        person.press(person.dialog(CrashDialog), "Close DreamWriter")
        assert not program.window.isVisible()
        for report in (state / "reports").glob("*.txt"):
            report.unlink()
    with shown(qapp, tmp_path, silent) as program:
        person = Person(program, qtbot, tmp_path)
        person.press(person.dialog(RecoveryOffer), "Open")
        person.until(lambda: person.said() == ["Precious."], SOON)
        assert program.desk.file.unsaved


def test_without_a_model_typing_goes_on_and_the_way_out_stays(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with shown(qapp, tmp_path, settings=Settings(model=str(tmp_path / "nothing"))) as program:
        person = Person(program, qtbot, tmp_path)
        wait_for_notice(person, "The model “nothing” cannot be found.")
        before = person.notice
        person.type("Typing goes on.")
        person.write("An owl")
        person.wait_for_run()
        assert person.said() == ["Typing goes on."]
        assert person.notice == before
        person.press(program.window.notices, "Open settings")
        person.dialog(SettingsDialog).close()
