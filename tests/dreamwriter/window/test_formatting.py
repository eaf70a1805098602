"""Every format is reached by menu, keys and Markdown, undone in one step, and there again after saving."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.package import document_from_files, files_from_document
from dreamwriter.engine_client.scripted import ScriptedChannel
from dreamwriter.window.actions import MENUS, SPECS, TABLE
from dreamwriter.window.link_dialog import LinkDialog
from dreamwriter.window.main_window import MainWindow
from tests.dreamwriter.document.pictures import picture
from tests.dreamwriter.scripts import play
from tests.dreamwriter.window.conftest import shown

WORDS = "Some words here.\n"
TABLE_SOURCE = "| h | i |\n| --- | --- |\n| words | k |\n"
LIST = "- one\n- words\n"
CASES = (
    ("strong", WORDS, "Some **words** here.\n"),
    ("emphasis", WORDS, "Some *words* here.\n"),
    ("code", WORDS, "Some `words` here.\n"),
    ("title", WORDS, "# Some words here.\n"),
    ("heading", WORDS, "## Some words here.\n"),
    ("subheading", WORDS, "### Some words here.\n"),
    ("paragraph", "## Some words here.\n", WORDS),
    ("bullets", WORDS, "- Some words here.\n"),
    ("numbers", WORDS, "1. Some words here.\n"),
    ("quote", WORDS, "> Some words here.\n"),
    ("code_block", WORDS, "```\nSome words here.\n```\n"),
    ("indent", LIST, "- one\n    - words\n"),
    ("outdent", LIST, "- one\n\nwords\n"),
    ("table", WORDS, "Some words\n\n|  |  |  |\n| --- | --- | --- |\n|  |  |  |\n|  |  |  |\n\nhere.\n"),
    ("footnote", WORDS, "Some words[^1] here.\n\n[^1]: …\n"),
    ("rule", WORDS, "Some words\n\n***\n\nhere.\n"),
    ("row_above", TABLE_SOURCE, "| h | i |\n| --- | --- |\n|  |  |\n| words | k |\n"),
    ("row_below", TABLE_SOURCE, "| h | i |\n| --- | --- |\n| words | k |\n|  |  |\n"),
    ("column_before", TABLE_SOURCE, "|  | h | i |\n| --- | --- | --- |\n|  | words | k |\n"),
    ("column_after", TABLE_SOURCE, "| h |  | i |\n| --- | --- | --- |\n| words |  | k |\n"),
    ("align_center", TABLE_SOURCE, "| h | i |\n| :-: | --- |\n| words | k |\n"),
    ("align_right", TABLE_SOURCE, "| h | i |\n| --: | --- |\n| words | k |\n"),
    ("remove_row", TABLE_SOURCE, "| h | i |\n| --- | --- |\n"),
    ("remove_column", TABLE_SOURCE, "| i |\n| --- |\n| k |\n"),
    ("remove_table", TABLE_SOURCE, ""),
)
WAYS = [
    pytest.param(*case, keys, id=f"{case[0]} by {'keys' if keys else 'menu'}")
    for case in CASES
    for keys in sorted({"", SPECS[case[0]].keys})
]


@pytest.fixture(scope="module")
def writer(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with shown(qapp, tmp_path_factory.mktemp("writer"), lambda: ScriptedChannel(play)) as made:
        yield made


def _open(writer: Program, source: str, select: str = "") -> MainWindow:
    writer.page.set_document(document_from_files({"text.md": source.encode(), "assets/a.png": picture()}))
    text = writer.window.page.text
    writer.window.activateWindow()
    text.setFocus()
    if select:
        text.setTextCursor(text.document().find(select))
    return writer.window


def _markdown(writer: Program) -> str:
    return write_markdown(writer.page.snapshot().blocks)


@pytest.mark.parametrize(("action", "source", "wanted", "keys"), WAYS)
def test_every_format(writer: Program, qtbot: QtBot, action: str, source: str, wanted: str, keys: str) -> None:
    window = _open(writer, source, "words")
    first = writer.page.revision()
    qtbot.waitUntil(window.acts[action].isEnabled)
    if keys:
        pressed = QKeySequence(keys)[0]
        QTest.keyClick(window.page.text, pressed.key(), pressed.keyboardModifiers())
    else:
        window.acts[action].trigger()
    assert _markdown(writer) == wanted
    again = document_from_files(files_from_document(writer.page.snapshot()))
    assert again.blocks == writer.page.snapshot().blocks
    window.acts["undo"].trigger()
    assert _markdown(writer) == source
    assert not writer.page.manuscript.can_undo
    assert writer.page.revision() == first
    window.acts["redo"].trigger()
    assert _markdown(writer) == wanted


def test_a_link_is_asked_for_set_and_taken_away(writer: Program, qtbot: QtBot) -> None:
    window = _open(writer, WORDS, "words")
    window.acts["link"].trigger()
    dialog = window.findChildren(LinkDialog)[-1]
    assert not dialog.set.isEnabled()
    QTest.keyClicks(dialog.field.edit, "example.org")
    QTest.keyClick(dialog.field.edit, Qt.Key.Key_Return)
    assert _markdown(writer) == "Some [words](https://example.org) here.\n"
    qtbot.waitUntil(lambda: not window.findChildren(LinkDialog))
    window.acts["link"].trigger()
    dialog = window.findChildren(LinkDialog)[-1]
    assert dialog.field.text() == "https://example.org"
    dialog.remove.click()
    assert _markdown(writer) == WORDS
    qtbot.waitUntil(lambda: not window.findChildren(LinkDialog))


def test_every_format_is_in_a_menu() -> None:
    listed = [entry for _, entries in (*MENUS, TABLE) for entry in entries if isinstance(entry, str)]
    assert sorted(key for key in listed if key) == sorted(SPECS)


def test_no_two_actions_have_the_same_keys() -> None:
    keys = [spec.keys for spec in SPECS.values() if spec.keys]
    assert len(keys) == len(set(keys))


def test_what_is_typed_in_markdown_is_there_again_after_saving(writer: Program) -> None:
    window = _open(writer, "")
    typed = (
        "# A title\n", "A **strong**, *soft* and `short` word, [a link](https://example.org).\n", "## Part\n",
        "- one\n", "two\n", "\n", "1. first\n", "second\n", "\n", "> said\n", "\n", "```py\n", "x = 1\n", "\n",
        "---\n", "| a | b |\n",
    )  # fmt: skip
    for line in typed:
        QTest.keyClicks(window.page.text, line.removesuffix("\n"))
        QTest.keyClick(window.page.text, Qt.Key.Key_Return)
    QTest.keyClicks(window.page.text, "c")
    assert _markdown(writer) == (
        "# A title\n\nA **strong**, *soft* and `short` word, [a link](https://example.org).\n\n## Part\n\n"
        "- one\n- two\n\n1. first\n2. second\n\n> said\n\n```py\nx = 1\n```\n\n***\n\n"
        "| a | b |\n| --- | --- |\n| c |  |\n"
    )
    again = document_from_files(files_from_document(writer.page.snapshot()))
    assert again.blocks == writer.page.snapshot().blocks
    while writer.page.manuscript.can_undo:
        writer.page.manuscript.undo()
    assert _markdown(writer) == ""


def test_a_footnote_leads_to_its_end_and_back(writer: Program) -> None:
    window = _open(writer, "a[^1] b\n\n[^1]: said\n")
    cursor = window.page.text.textCursor()
    cursor.setPosition(2)
    window.page.text.setTextCursor(cursor)
    window.acts["footnote"].trigger()
    assert window.page.text.textCursor().block().text() == "said"
    window.acts["footnote"].trigger()
    assert window.page.text.textCursor().position() == 2
    assert not writer.page.manuscript.can_undo


def test_keys_of_the_page_go_with_a_selection_over_blocks(writer: Program) -> None:
    window = _open(writer, "a\n\nb\n\nc\n")
    cursor = window.page.text.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    window.page.text.setTextCursor(cursor)
    for action, wanted in (("bullets", "- a\n- b\n- c\n"), ("numbers", "1. a\n2. b\n3. c\n")):
        window.acts[action].trigger()
        assert _markdown(writer) == wanted
    assert window.page.text.textCursor().selectedText().replace("\u2029", "") == "abc"


def test_plain_text_goes_where_the_keyboard_is(writer: Program) -> None:
    window = _open(writer, WORDS, "words")
    clipboard = QApplication.clipboard()
    clipboard.clear()
    window.acts["paste_plain"].trigger()
    assert _markdown(writer) == WORDS
    clipboard.setText("**new**")
    window.acts["paste_plain"].trigger()
    assert _markdown(writer) == "Some \\*\\*new\\*\\* here.\n"
    window.page.card.field.clear()
    window.page.card.field.setFocus()
    window.acts["paste_plain"].trigger()
    assert window.page.card.field.text() == "**new**"
    window.page.card.field.clear()
    assert _markdown(writer) == "Some \\*\\*new\\*\\* here.\n"
