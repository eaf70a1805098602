"""One walk: a person does one thing after another by chance, and after each of them everything is looked at."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from dreamwriter.app import Program
from dreamwriter.document.files import open_document
from tests.dreamwriter.window.conftest import SETTINGS, end
from tests.dreamwriter.window.walk import desk, picturing, writing
from tests.dreamwriter.window.walk.checks import (
    assert_same_document,
    check_all_the_way,
    check_nothing_lost,
    check_step_back,
    check_whole,
    check_written,
)
from tests.dreamwriter.window.walk.muse import Muse
from tests.dreamwriter.window.walk.person import Person
from tests.dreamwriter.window.walk.writing import Door
from tests.undressed import undress

DOORS: tuple[tuple[int, Door], ...] = (*writing.DOORS, *picturing.DOORS, *desk.DOORS)
NO_SCREEN = "This plugin does not support"
"""How Qt begins to say what it cannot do without a screen."""


class Alarm(logging.Handler):
    """Hears of errors that nobody caught and of what Qt complains about."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """An error was logged."""
        self.heard.append(self.format(record))

    def hear(self, kind: QtMsgType, _place: object, words: str) -> None:
        """Qt said something."""
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not words.startswith(NO_SCREEN):
            self.heard.append(f"Qt: {words}")

    def check(self) -> None:
        """Fail if there was anything."""
        heard, self.heard = self.heard, []
        assert not heard, "\n".join(heard)


@contextmanager
def alarmed() -> Iterator[Alarm]:
    """An alarm that hears everything meanwhile."""
    alarm = Alarm()
    logging.getLogger().addHandler(alarm)
    before = qInstallMessageHandler(alarm.hear)
    try:
        yield alarm
    finally:
        qInstallMessageHandler(before)
        logging.getLogger().removeHandler(alarm)


class Walk:
    """A walk that can be repeated: what is done at a step follows from the seed and the number of the step.

    Args:
        seed: names the walk.
        person: who walks.
        alarm: looked at after each step.
        log: a file that holds what was done, for an end without a word.
    """

    def __init__(self, seed: int, person: Person, alarm: Alarm, log: Path) -> None:
        self._seed = seed
        self._person = person
        self._alarm = alarm
        self._log = log
        self._done: list[str] = []

    def go(self, steps: Iterable[int]) -> None:
        """Do these steps, then look whether all of it can be undone, redone, saved and read."""
        try:
            for number in steps:
                self._step(number)
            self._note("end")
            self._end()
        except Exception as error:
            raise AssertionError(self._told(error)) from error

    def _step(self, number: int) -> None:
        person, chance = self._person, Random(f"{self._seed}/{number}")
        person.number = number
        person.rest()
        before = person.see()
        door = chance.choices([door for _, door in DOORS], [weight for weight, _ in DOORS])[0]
        self._note(f"{number} {door.__name__}")
        may = door(person, chance)
        person.rest(60 if chance.random() < 0.2 else 0)
        self._alarm.check()
        now = person.see()
        check_nothing_lost(before, now, may)
        check_whole(person, now)
        if may.other:
            person.timeline.begin(now)
        elif not may.moves:
            person.timeline.edited(before, now, may)
            whole = not (before.running or now.running or may.merges)
            if now.undo > before.undo and whole and chance.random() < 0.25:
                check_step_back(person, before, now)
        if chance.random() < 0.1:
            check_written(now.document)
        if chance.random() < 0.02 and not person.manuscript.running:
            check_all_the_way(person)
        self._alarm.check()

    def _end(self) -> None:
        person = self._person
        desk.let_it_end(person, Random(0))
        person.rest(60)
        self._alarm.check()
        check_whole(person, person.see())
        check_all_the_way(person)
        document = person.manuscript.snapshot()
        check_written(document)
        path = person.folder / "end.textpack"
        person.window.documents.save_as(path)
        person.wait(lambda: not person.program.desk.file.busy, "the last file")
        assert_same_document(document, open_document(path))
        self._alarm.check()

    def _note(self, what: str) -> None:
        self._done.append(what)
        with self._log.open("a", encoding="utf-8") as stream:
            stream.write(what + "\n")

    def _told(self, error: Exception) -> str:
        numbers = ",".join(words.partition(" ")[0] for words in self._done if words != "end")
        return (
            f"walk {self._seed}, at {self._done[-1] if self._done else 'its start'}: {error}\n"
            f"done: {', '.join(self._done)}\n"
            f"again: DREAMWRITER_WALK_SEEDS={self._seed} DREAMWRITER_WALK_STEPS={numbers}"
        )


@contextmanager
def seated(application: QApplication, folder: Path, seed: int | None) -> Iterator[Person]:
    """A person in front of a program.

    Args:
        folder: for everything that is written.
        seed: of an engine that plays; None for the real one with the bundled model.
    """
    muse = None if seed is None else Muse(seed)
    files = folder / "files"
    files.mkdir(parents=True)
    settings = replace(SETTINGS, documents_folder=str(files))
    program = Program(application, settings, folder / "config", folder / "state", muse.open if muse else None)
    program.window.resize(1440, 900)
    program.start()
    person = Person(program, files, folder / "state", muse)
    try:
        person.rest(20)
        yield person
    finally:
        application.clipboard().clear()  # without a screen Qt keeps it longer than Python lives
        end(program)
        undress(application)
