"""Export: real pages, remembered choices, a file at the end, and nothing when it is stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.widgets.look import Look
from dreamwriter.window.export_choices import ExportChoices
from dreamwriter.window.export_dialog import ExportDialog
from dreamwriter.window.export_preview import preview_of
from tests.dreamwriter.session.sample import document

WAIT = 120_000
MARKDOWN = {"form": "md", "open_after": "no"}


def test_choices_are_remembered_as_words() -> None:
    choices = ExportChoices("html", "us-letter", "modern", "no", "no", "/here", "de")
    assert ExportChoices.from_words(choices.as_words()) == choices
    assert ExportChoices.from_words({"form": "exe", "paper": "a0", "other": "x"}) == ExportChoices()


def test_the_preview_shows_the_real_pages() -> None:
    preview = preview_of(document(), ExportChoices(paper="us-letter"))
    (page,) = preview.pages
    assert preview.whole
    assert abs(page.width() / page.height() - 8.5 / 11) < 0.01
    assert page.width() > 900


def test_markdown_is_shown_as_it_will_be_written() -> None:
    assert "](The%20Fox_files/" in preview_of(document(pictures=1), ExportChoices("md")).text
    assert "](assets/" in preview_of(document(pictures=1), ExportChoices("textpack")).text


def test_a_long_document_is_cut_for_the_preview() -> None:
    one = document(pictures=0)
    preview = preview_of(replace(one, blocks=one.blocks * 100), ExportChoices("md"))
    assert not preview.whole
    assert preview.text.startswith("# The Fox")


def test_it_writes_and_remembers(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ExportDialog(look, document("A red fox lives in the snow. " * 200), MARKDOWN)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: "# The Fox" in dialog.preview.text.toPlainText(), timeout=WAIT)
    assert not dialog.paper.isEnabled()
    assert dialog.preview.text.verticalScrollBar().value() == 0
    remembered: list[dict[str, str]] = []
    dialog.remembered.connect(remembered.append)
    target = tmp_path / "fox.md"
    with qtbot.waitSignal(dialog.exported, timeout=WAIT) as heard:
        dialog.export_to(target)
        assert dialog.busy
        assert dialog.progress.isVisible()
    assert heard.args == [target, ()]
    assert target.read_text(encoding="utf-8").startswith("# The Fox")
    assert remembered[-1]["folder"] == str(tmp_path)
    assert not dialog.isVisible()


def test_what_is_stopped_writes_nothing(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ExportDialog(look, document(), MARKDOWN)
    qtbot.addWidget(dialog)
    dialog.open()
    target = tmp_path / "fox.html"
    dialog.export_to(target)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert dialog.isVisible()
    assert dialog.bar.notice is not None
    assert dialog.bar.notice.sentence == "Stopped. Nothing was written."
    assert list(tmp_path.iterdir()) == []
    dialog.reject()
    assert not dialog.isVisible()


def test_a_pdf_is_stopped_while_it_is_set(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    one = document(pictures=0)
    dialog = ExportDialog(look, replace(one, blocks=one.blocks * 4000), {"form": "pdf", "open_after": "no"})
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.export_to(tmp_path / "fox.pdf")
    assert dialog.working.text() == "The pages are being set …"
    qtbot.waitUntil(lambda: dialog._typesetter._process is not None, timeout=WAIT)
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.busy, timeout=WAIT)
    assert dialog.bar.notice is not None
    assert dialog.bar.notice.sentence == "Stopped. Nothing was written."
    assert dialog._typesetter._process is None
    assert list(tmp_path.iterdir()) == []
    dialog.reject()


def test_a_newer_choice_takes_the_place_of_an_older_preview(qtbot: QtBot, look: Look) -> None:
    dialog = ExportDialog(look, document(), {"form": "pdf"})
    qtbot.addWidget(dialog)
    dialog.open()
    first = dialog._previewer
    dialog.paper.chosen.emit("us-letter")
    qtbot.waitUntil(
        lambda: bool(dialog.preview.pages) and dialog.preview.pages[0].heightForWidth(850) == 1100, timeout=WAIT
    )
    assert dialog._previewer is not first
    assert first._stopped
    dialog.reject()


def test_the_language_that_was_chosen_is_remembered_for_documents_that_say_none(qtbot: QtBot, look: Look) -> None:
    dialog = ExportDialog(look, document(), {"form": "md", "language": "fr"})
    qtbot.addWidget(dialog)
    assert dialog.language.value == "fr"
    dialog.language.chosen.emit("sv")
    assert dialog.choices.language == "sv"
    said = document()
    said = replace(said, metadata=replace(said.metadata, language="de"))
    other = ExportDialog(look, said, {"form": "md", "language": "fr"})
    qtbot.addWidget(other)
    assert other.language.value == "de"


def test_what_cannot_be_written_is_told_in_the_dialog(qtbot: QtBot, look: Look, tmp_path: Path) -> None:
    dialog = ExportDialog(look, document(), MARKDOWN)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.export_to(tmp_path / "nowhere" / "fox.md")
    qtbot.waitUntil(lambda: dialog.bar.notice is not None, timeout=WAIT)
    assert dialog.bar.notice is not None
    assert "could not be saved" in dialog.bar.notice.sentence
    dialog.reject()


@pytest.mark.parametrize("style", ["book", "modern"])
def test_the_language_and_the_style_go_into_the_file(qtbot: QtBot, look: Look, tmp_path: Path, style: str) -> None:
    dialog = ExportDialog(look, document(), {"form": "textpack", "style": style, "open_after": "no"})
    qtbot.addWidget(dialog)
    dialog.language.set_value("de")
    with qtbot.waitSignal(dialog.exported, timeout=WAIT):
        dialog.export_to(tmp_path / "fox.html")
    page = (tmp_path / "fox.html").read_text(encoding="utf-8")
    assert 'lang="de"' in page
    assert ("system-ui" in page) == (style == "modern")
