"""Settings hold at once; models are looked for elsewhere; cards can load nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from pytestqt.qtbot import QtBot

from dreamwriter.session.models import bundled_folder, read_model
from dreamwriter.settings import Settings
from dreamwriter.widgets.look import Look
from dreamwriter.widgets.theme import TextRole
from dreamwriter.window.about_dialog import AboutDialog
from dreamwriter.window.card_text import CardText
from dreamwriter.window.settings_dialog import SettingsDialog
from tests.dreamwriter.session.sample import WAIT


def test_every_change_is_told_at_once(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = SettingsDialog(look, Settings())
    qtbot.addWidget(dialog)
    heard: list[Settings] = []
    dialog.changed.connect(heard.append)
    dialog.theme.chosen.emit("dark")
    dialog.text_scale.chosen.emit("1.5")
    dialog.page_font.setValue(20)
    dialog.motion.click()
    dialog.offline.click()
    dialog.memory.chosen.emit("8.0")
    dialog.set_folder(str(tmp_path))
    wanted = Settings("", (), (), "dark", 1.5, 20, str(tmp_path), 8.0, False, True)
    assert heard[-1] == dialog.settings == wanted
    assert len(heard) == 7
    dialog.accept()


def test_unusual_values_are_shown_and_kept(qtbot: QtBot, look: Look) -> None:
    settings = Settings(text_scale=1.3, memory_gigabytes=7, model="/gone/away")
    dialog = SettingsDialog(look, settings)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "not there any more" in dialog.about_model.text(), timeout=WAIT)
    assert dialog.text_scale.text() == "130 %"
    assert dialog.memory.text() == "At most 7 GB"
    assert dialog.model.text() == "away"
    assert dialog.settings == settings
    dialog.accept()


def test_a_folder_of_models_is_looked_through(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    shutil.copy(bundled_folder() / "dreamllm.json", tmp_path / "other")
    dialog = SettingsDialog(look, Settings())
    qtbot.addWidget(dialog)
    dialog.add_shelf(str(tmp_path))
    other = str(tmp_path / "other")
    qtbot.waitUntil(lambda: any(str(model.path) == other for model in dialog._models), timeout=WAIT)
    dialog.model.chosen.emit(other)
    assert dialog.settings == replace(Settings(), model=other, model_folders=(str(tmp_path),))
    dialog.accept()


def test_about_shows_the_card_and_the_licences(qtbot: QtBot, look: Look) -> None:
    dialog = AboutDialog(look, read_model(bundled_folder(), included=True))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: "SIL OPEN FONT LICENSE" in dialog.licences.toPlainText().upper(), timeout=WAIT)
    assert "transformers" in dialog.licences.toPlainText()
    qtbot.waitUntil(lambda: dialog.card.toPlainText() not in ("", "No model was found."), timeout=WAIT)
    dialog.accept()


def test_a_card_loads_nothing(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    card = CardText(look, "Card")
    qtbot.addWidget(card)
    card.show_markdown(f"# Hello\n\n<b>bold</b>\n\n![x](file://{tmp_path}/x.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<b>bold</b>" in card.toPlainText()
    image = int(QTextDocument.ResourceType.ImageResource.value)
    assert card.document().resource(image, QUrl(f"file://{tmp_path}/x.png")) is None


def test_strong_words_of_a_card_are_in_a_weight_that_the_font_has(qtbot: QtBot, look: Look) -> None:
    card = CardText(look, "Card")
    qtbot.addWidget(card)
    card.show_markdown("A **strong** word.\n\n| Work | Licence |\n|---|---|\n| a | b |")
    for words in ("strong", "Work", "Licence"):
        assert card.document().find(words).charFormat().fontWeight() == look.theme.font(TextRole.STRONG).weight()
