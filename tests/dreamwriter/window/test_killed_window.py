"""The window's process is killed, or ended by the system, while somebody types; the next start brings the text back."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.document.files import open_document, save_document
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.widgets.label import Label
from dreamwriter.window.document_picture import DocumentPicture
from dreamwriter.window.recovery_offer import RecoveryOffer
from tests.dreamwriter.window.conftest import STATE, shown
from tests.dreamwriter.window.hands import SOON, Person, page

TYPIST = Path(__file__).with_name("typist.py")


def ended_while_typing(file: Path, folder: Path, how: signal.Signals) -> int:
    """Run the program until some of what was typed is kept and more was typed since; then end it.

    Returns:
        How many words were typed, if it could still tell; else 0.
    """
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_STATE_HOME": str(folder / "state"),
    }
    with subprocess.Popen([sys.executable, str(TYPIST), str(file)], stdout=subprocess.PIPE, env=environment) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == b"kept\n"
        engines = psutil.Process(typist.pid).children(recursive=True)
        os.kill(typist.pid, how)
        typed = typist.stdout.read().split()
    assert engines
    assert typist.returncode == (0 if how is signal.SIGTERM else -how)
    _, alive = psutil.wait_procs(engines, timeout=60)
    assert alive == []
    return int(typed[-1]) if how is signal.SIGTERM else 0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["killed", "ended"])
def test_what_was_typed_is_offered_and_comes_back(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, how: signal.Signals
) -> None:
    file = tmp_path / "page.textpack"
    save_document(page(), file)
    before = file.read_bytes()
    count = ended_while_typing(file, tmp_path, how)
    assert file.read_bytes() == before

    with shown(qapp, tmp_path, lambda: ScriptedChannel(lambda _request: ())) as program:
        person = Person(program, qtbot, tmp_path)
        offer = person.dialog(RecoveryOffer)
        words = " ".join(label.text() for label in offer.findChildren(Label))
        assert "w0 w1 w2" in words
        assert "2 pictures" in words
        assert "page.textpack" in words
        assert offer.findChildren(DocumentPicture)
        person.press(offer, "Open")
        person.until(lambda: person.said(), SOON)
        typed = re.fullmatch(r"((?:w\d+ )+)w?\d*The Fox and the Bear", person.said()[0])  # it ended within a word
        assert typed is not None
        numbers = [int(word[1:]) for word in typed[1].split()]
        assert numbers == list(range(len(numbers)))
        assert len(numbers) > 20
        assert how is signal.SIGKILL or count - len(numbers) <= 1
        assert person.manuscript.snapshot().blocks[1:] == page().blocks[1:]
        assert person.notice is not None
        assert person.notice.sentence == "This is what was kept of page.textpack."
        assert program.desk.file.unsaved
        assert file.read_bytes() == before

        person.press(person.window.notices, "Save now")
        person.until(lambda: not program.desk.file.unsaved, SOON)
        assert open_document(file).blocks == person.manuscript.snapshot().blocks
        person.until(lambda: not list((tmp_path / STATE / "recovery").glob("*/page.zip")), SOON)
