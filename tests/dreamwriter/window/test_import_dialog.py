"""Bringing in a model from the settings: from a folder for everybody, from the hub for those who are not offline."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from dreamwriter.settings import Settings
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.notice import Notice, NoticeKind
from dreamwriter.window.import_dialog import HUB, OFFLINE, ImportDialog
from dreamwriter.window.settings_dialog import SettingsDialog
from tests.dreamwriter.session.sample import WAIT
from tests.dreamwriter.session.test_model_import import OFFICIAL


def test_offline_nothing_can_be_downloaded(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ImportDialog(look, tmp_path, offline=True)
    qtbot.addWidget(dialog)
    dialog.whence.set_value(HUB)
    dialog.whence.chosen.emit(HUB)
    assert dialog.about.text() == OFFLINE
    assert not dialog.bring.isEnabled()
    online = ImportDialog(look, tmp_path, offline=False)
    qtbot.addWidget(online)
    online.whence.set_value(HUB)
    online.whence.chosen.emit(HUB)
    assert online.bring.isEnabled()
    assert "huggingface.co" in online.about.text()


def test_a_model_from_a_folder_is_used_at_once(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    settings = SettingsDialog(look, Settings())
    qtbot.addWidget(settings)
    dialog = ImportDialog(look, tmp_path / "models", offline=True)
    qtbot.addWidget(dialog)
    dialog.imported.connect(settings.use_imported)
    dialog.open()
    assert not dialog.bring.isEnabled()
    dialog.set_source(str(OFFICIAL))
    with qtbot.waitSignal(dialog.imported, timeout=WAIT):
        dialog.bring.click()
        assert dialog.busy
        assert dialog.progress.isVisible()
    made = tmp_path / "models" / "checkpoint"
    assert settings.settings.model == str(made)
    assert settings.settings.model_folders == (str(made.parent),)
    qtbot.waitUntil(lambda: any(model.path == made for model in settings._models), timeout=WAIT)
    settings.accept()


def test_what_is_no_model_is_told_and_another_can_be_chosen(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ImportDialog(look, tmp_path / "models", offline=True)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.set_source(str(tmp_path))
    dialog.bring.click()
    qtbot.waitUntil(lambda: dialog.bar.notice is not None, timeout=WAIT)
    assert not dialog.busy
    assert dialog.bring.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()


def test_it_is_stopped(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ImportDialog(look, tmp_path / "models", offline=True)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.set_source(str(OFFICIAL))
    dialog.bring.click()
    assert dialog.cancel.text() == "Stop"
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert dialog.isVisible()
    assert dialog.bar.notice is not None
    assert dialog.bar.notice.sentence.startswith("Stopped.")
    dialog.reject()


def test_a_dialog_grows_for_what_is_told_in_it(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ImportDialog(look, tmp_path / "models", offline=True)
    qtbot.addWidget(dialog)
    dialog.open()
    layout, before = dialog.layout(), dialog.height()
    assert layout is not None
    sentence = "A folder with a name that is so long that one line is not enough to say what is wrong about it. " * 2
    dialog.bar.show_notice(Notice(NoticeKind.ERROR, sentence, "Do something else."))
    qtbot.waitUntil(lambda: before < layout.totalHeightForWidth(dialog.width()) <= dialog.height())
