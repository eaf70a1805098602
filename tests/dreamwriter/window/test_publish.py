"""A page is saved, opened again and exported through the dialogs, in every form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from dreamwriter.app import Program
from dreamwriter.document.files import open_document
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.window.export_dialog import ExportDialog
from tests.dreamwriter.window.conftest import shown
from tests.dreamwriter.window.hands import SOON, Person


@pytest.fixture(scope="module")
def house(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """Nothing is asked of the engine here."""
    with shown(qapp, tmp_path_factory.mktemp("house"), lambda: ScriptedChannel(lambda _request: ())) as made:
        yield made


class System(QObject):
    """Opens files in the place of the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def system() -> Iterator[System]:
    made = System()
    QDesktopServices.setUrlHandler("file", made, "open")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def export(person: Person, form: str, name: str) -> Path:
    """Export in a form, as a person does; returns the file."""
    person.do("export")
    dialog = person.dialog(ExportDialog)
    dialog.form.set_value(form)
    dialog.form.chosen.emit(form)
    previewed = dialog.preview.pages if form in ("pdf", "html") else dialog.preview.text.toPlainText
    person.until(lambda: previewed() if callable(previewed) else previewed, SOON)
    person.press(dialog, "Export …")
    target = person.folder / name
    person.choose_file(target)
    person.until(lambda: person.notice is not None and person.notice.sentence.startswith(f"Exported as {name}."))
    return target


def test_saved_and_opened_again_it_is_the_same(person: Person) -> None:
    person.type("Words before. ")
    person.stand(1, 0, 5)
    person.do("emphasis")
    before = person.manuscript.snapshot()
    saved = person.save_as(person.folder / "again.textpack")
    assert person.program.desk.file.path == person.folder / "again.textpack"
    person.open(person.folder / "again.textpack")
    again = person.manuscript.snapshot()
    assert again.blocks == before.blocks
    assert again.histories == before.histories
    assert again.assets == before.assets
    assert person.save_as(person.folder / "third.textpack") == saved

    person.window.documents.save_as(person.folder / "folder.textbundle")
    person.until(lambda: person.program.desk.file.path == person.folder / "folder.textbundle", SOON)
    person.open(person.folder / "folder.textbundle")
    assert person.manuscript.snapshot().blocks == before.blocks


def test_markdown_is_opened_as_a_copy_and_says_so(person: Person) -> None:
    plain = person.folder / "notes.md"
    plain.write_text("# Notes\n\nA fox.\n", encoding="utf-8")
    person.open(plain)
    person.until(lambda: person.window.toast.isVisible(), SOON)
    assert person.window.toast.accessibleName() == "Opened a copy of the Markdown. Saving asks for a new name."
    assert person.program.desk.file.path is None
    person.save_as(person.folder / "notes.textpack")
    assert plain.read_text(encoding="utf-8") == "# Notes\n\nA fox.\n"


def test_an_empty_page_is_not_exported(person: Person) -> None:
    person.do("new")
    person.until(lambda: person.window.page.is_empty, SOON)
    person.do("export")
    assert person.window.toast.isVisible()
    assert person.window.toast.accessibleName() == "The page is empty: there is nothing to export yet."
    assert not person.window.findChildren(ExportDialog)


def test_exported_in_every_form_and_opened_when_done(person: Person, system: System) -> None:
    pages = PdfReader(export(person, "pdf", "page.pdf"))
    assert pages.metadata is not None
    assert pages.metadata.title == "The Fox and the Bear"
    assert "A red fox lives in the snow." in pages.pages[0].extract_text()
    assert sum(len(each.images) for each in pages.pages) == 2

    written = export(person, "html", "page.html").read_text(encoding="utf-8")
    tree = html5lib.parse(written, namespaceHTMLElements=False)
    assert tree.find(".//h1").text == "The Fox and the Bear"
    images = tree.findall(".//img")
    assert [image.get("alt") for image in images] == ["A drawing.", "A drawing."]
    assert all(image.get("src").startswith("data:image/") for image in images)

    markdown = export(person, "md", "page.md").read_text(encoding="utf-8")
    assert markdown.startswith("# The Fox and the Bear\n")
    assert markdown.count("![A drawing.](") == 2

    pack = export(person, "textpack", "copy.textpack")
    assert open_document(pack).blocks == person.manuscript.snapshot().blocks
    assert [path.name for path in system.opened] == ["page.pdf", "page.html", "page.md", "copy.textpack"]
    assert person.program.desk.file.path == person.folder / "page.textpack"
    assert not person.program.desk.file.unsaved


def test_the_last_choice_is_remembered(person: Person, system: System) -> None:
    person.do("export")
    dialog = person.dialog(ExportDialog)
    dialog.form.set_value("html")
    dialog.form.chosen.emit("html")
    person.press(dialog, "Modern")
    person.click(dialog.open_after)
    person.press(dialog, "Cancel")
    person.do("export")
    dialog = person.dialog(ExportDialog)
    assert (dialog.choices.form, dialog.choices.style, dialog.choices.open_after) == ("html", "modern", "no")
    person.press(dialog, "Cancel")
    settings = person.program.window.dialogs.settings
    assert settings.last_export["style"] == "modern"
    assert json.dumps(settings.last_export)
    assert system.opened == []
