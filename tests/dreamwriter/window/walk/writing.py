"""What a person does to the text: types, erases, selects, formats, copies and pastes, undoes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from dreamwriter.manuscript.properties import Kind
from dreamwriter.window.link_dialog import LinkDialog
from tests.dreamwriter.window.walk.muse import png
from tests.dreamwriter.window.walk.person import NO_KEYS, Person
from tests.dreamwriter.window.walk.sight import NOTHING, WORD, May

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HABITS = ("# {}", "## {}", "- {}", "* {}", "1. {}", "7) {}", "> {}", "```\n{}", "---\n{}", "**{}** ", "*{}* ", "`{}` ",
          "_{}_ ", "__{}__ ", "~~~\n{}\n\n", "- {}\n- ", "1. {}\n\t")  # fmt: skip
MOVES = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End,
         Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)  # fmt: skip
FORMATS = ("strong", "emphasis", "code", "paragraph", "title", "heading", "subheading", "bullets", "numbers", "quote",
           "code_block", "indent", "outdent")  # fmt: skip


def type_words(person: Person, chance: Random) -> May:
    may = person.at_risk()
    if chance.random() < 0.5:
        somewhere(person, chance)
        may = person.at_risk()
    words = [person.word() for _ in range(chance.randint(1, 3))]
    person.type("".join(f"{word}{chance.choice(' . , ')}" for word in words))
    return May(may.words, may.pictures, frozenset(words), merges=True)


def type_habits(person: Person, chance: Random) -> May:
    may = person.at_risk()
    if chance.random() < 0.6:
        person.key(Qt.Key.Key_End)
        may = person.at_risk()
        person.key(Qt.Key.Key_Return)
    person.type(chance.choice(HABITS).format(person.word()))
    if chance.random() < 0.3:  # right back to the characters
        person.act("undo")
    return May(may.words, may.pictures, merges=True)


def compose(person: Person, chance: Random) -> May:
    """Words of an input method."""
    may = person.at_risk()
    word = person.word()
    QApplication.sendEvent(person.page, QInputMethodEvent(word[:2], []))
    if chance.random() < 0.5:
        person.rest()
    event = QInputMethodEvent()
    if chance.random() < 0.8:
        event.setCommitString(f"{word}\u00e9\u6f22\U0001f98a ")
    QApplication.sendEvent(person.page, event)
    return May(may.words, may.pictures, merges=True)


def enter(person: Person, chance: Random) -> May:
    may = person.at_risk()
    person.key(Qt.Key.Key_Return, SHIFT if chance.random() < 0.25 else NO_KEYS)
    return may


def tab(person: Person, chance: Random) -> May:
    may = person.at_risk()
    person.key(Qt.Key.Key_Backtab if chance.random() < 0.4 else Qt.Key.Key_Tab, times=chance.randint(1, 2))
    return may


def erase(person: Person, chance: Random) -> May:
    times, control = chance.randint(1, 4), chance.random() < 0.2
    may = around(person, times, 40 * times if control else times)
    key = chance.choice((Qt.Key.Key_Backspace, Qt.Key.Key_Delete))
    person.key(key, CONTROL if control else NO_KEYS, times)
    return may


def around(person: Person, blocks: int, characters: int) -> May:
    """What some presses of Backspace and Delete may take away: figures beside the cursor go in two presses, whole."""
    cursor, text, sheet = person.cursor(), person.manuscript.text, person.manuscript.sheet
    first = text.findBlock(cursor.selectionStart()).blockNumber() - blocks
    last = text.findBlock(cursor.selectionEnd()).blockNumber() + blocks
    beside = map(text.findBlockByNumber, range(max(first, 0), min(last, text.blockCount() - 1) + 1))
    return person.at_risk(characters + sum(block.length() for block in beside if sheet.form(block).kind is Kind.FIGURE))


def move(person: Person, chance: Random) -> May:
    keys = chance.choice((NO_KEYS, NO_KEYS, SHIFT, CONTROL, SHIFT | CONTROL))
    person.key(chance.choice(MOVES), keys, chance.randint(1, 5))
    return NOTHING


def somewhere(person: Person, chance: Random) -> May:
    person.stand(chance.choice((0, person.last, chance.randint(0, person.last))))
    return NOTHING


def click(person: Person, chance: Random) -> May:
    room = person.page.viewport()
    place = QPoint(chance.randrange(max(room.width(), 1)), chance.randrange(max(room.height(), 1)))
    if chance.random() < 0.2:
        QTest.mouseDClick(room, Qt.MouseButton.LeftButton, NO_KEYS, place)
    else:
        person.click(place)
    return NOTHING


def select(person: Person, chance: Random) -> May:
    if chance.random() < 0.08:
        person.act("select_all")
        return NOTHING
    start = chance.randint(0, person.last)
    far = chance.choice((1, 5, 12, 40, 150))
    person.stand(min(max(start + chance.randint(-far, far), 0), person.last), start)
    return NOTHING


def select_words(person: Person, chance: Random) -> May:
    somewhere(person, chance)
    cursor = person.cursor()
    kinds = QTextCursor.SelectionType
    cursor.select(chance.choice((kinds.WordUnderCursor, kinds.BlockUnderCursor, kinds.LineUnderCursor)))
    person.page.setTextCursor(cursor)
    return NOTHING


def drag_over(person: Person, chance: Random) -> May:
    """Select with the mouse."""
    room = person.page.viewport()
    one, other = (QPoint(chance.randrange(max(room.width(), 1)), chance.randrange(max(room.height(), 1))) for _ in "12")
    person.stand(0)  # so that nothing selected is dragged away
    QTest.mousePress(room, Qt.MouseButton.LeftButton, NO_KEYS, one)
    QTest.mouseMove(room, other)
    QTest.mouseRelease(room, Qt.MouseButton.LeftButton, NO_KEYS, other)
    return NOTHING


def format_text(person: Person, chance: Random) -> May:
    for _ in range(chance.randint(1, 2)):
        person.act(chance.choice(FORMATS))
    return NOTHING


def insert_thing(person: Person, chance: Random) -> May:
    may = person.at_risk()
    person.act(chance.choice(("table", "footnote", "footnote", "rule")))
    if chance.random() < 0.6:
        risk = person.at_risk()  # the "…" of a new footnote is selected
        person.type(person.word())
        may = May(may.words | risk.words, may.pictures | risk.pictures)
    return may


def link(person: Person, chance: Random) -> May:
    may = person.at_risk()
    if not person.act("link"):
        return NOTHING
    person.wait(lambda: person.dialog() is not None, "the dialog for a link")
    dialog = person.dialog()
    assert isinstance(dialog, LinkDialog)
    if chance.random() < 0.7:
        dialog.field.set_text(chance.choice(("example.org", "a@b.example", "https://x.example/?q=1&b=(2)")))
    words = chance.choice(("Set link", "Set link", "Remove link", "Cancel"))
    person.press_words(dialog, words)
    if person.dialog() is not None:  # there was no such button, or no address to set
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    person.wait(lambda: person.dialog() is None, "the end of the dialog for a link")
    return may


def copy(person: Person, chance: Random) -> May:
    person.act("copy") if chance.random() < 0.5 else person.key(Qt.Key.Key_C, CONTROL)
    return NOTHING


def cut(person: Person, chance: Random) -> May:
    may = person.at_risk()
    person.take_keyboard()
    person.act("cut") if chance.random() < 0.5 else person.key(Qt.Key.Key_X, CONTROL)
    return may


def paste(person: Person, chance: Random) -> May:
    """What was copied last, or something from elsewhere."""
    may = person.at_risk()
    comes: frozenset[str] = frozenset()
    if chance.random() < 0.6:
        mime = brought(person, chance)
        comes = words_of(mime)
        QGuiApplication.clipboard().setMimeData(mime)
    person.take_keyboard()
    how = chance.choice(("paste", "paste", "keys", "paste_plain"))
    if how == "keys":
        person.key(Qt.Key.Key_V, CONTROL)
    else:
        person.act(how)
    person.files_read()
    return May(may.words, may.pictures, comes)


def words_of(mime: QMimeData) -> frozenset[str]:
    """The words that something brings."""
    return frozenset(WORD.findall(mime.text()))


def brought(person: Person, chance: Random) -> QMimeData:
    """Something from another program."""
    mime, one, two = QMimeData(), person.word(), person.word()
    kind = chance.choice(("text", "lines", "markdown", "html", "table", "picture", "file", "image"))
    if kind == "text":
        mime.setText(f"{one} and {two}")
    elif kind == "lines":
        mime.setText(f"{one}\n\n# {two}\n\n- a\n- b\n")
    elif kind == "markdown":
        mime.setText(f"{one} {two}")
        mime.setData("text/markdown", f"> {one}\n\n1. {two}\n\n```\nx\n```\n\nlast[^n]\n\n[^n]: A note\n".encode())
    elif kind == "html":
        mime.setText(f"{one}\nSo {two} y")
        mime.setHtml(f"<h2>{one}</h2><p>So <b>{two}</b> <img src='http://x.example/a'> <a href='javascript:x'>y</a>")
    elif kind == "table":
        mime.setText(f"{one}\tb\n{two}\t4\nafter")
        mime.setHtml(f"<table><tr><th>{one}</th><th>b</th></tr><tr><td>{two}</td><td>4</td></tr></table><p>after</p>")
    elif kind == "picture":
        mime.setData("image/png", png(chance.randrange(1 << 24)))
    elif kind == "file":
        mime.setUrls([QUrl.fromLocalFile(str(picture_file(person, chance)))])
    else:
        image = QImage(20, 12, QImage.Format.Format_RGB32)
        image.fill(chance.randrange(1 << 24))
        mime.setImageData(image)
    return mime


def picture_file(person: Person, chance: Random) -> Path:
    """A file with a picture; sometimes one that is none."""
    path = person.folder / f"picture-{person.number}-{chance.randrange(1000)}.png"
    path.write_bytes(b"no picture" if chance.random() < 0.1 else png(chance.randrange(1 << 24), 40, 30))
    return path


class Drop(QDropEvent):
    """A drop that a person made; Qt fills in where it comes from only while somebody drags."""

    def __init__(self, place: QPointF, mime: QMimeData, origin: QObject | None) -> None:
        actions = Qt.DropAction.MoveAction if origin is not None else Qt.DropAction.CopyAction
        super().__init__(place, actions, mime, Qt.MouseButton.LeftButton, NO_KEYS, QEvent.Type.Drop)
        self._mime = mime  # Qt holds no more than a pointer
        self._origin = origin

    def source(self) -> QObject:
        """The widget that it was dragged from."""
        return cast(QObject, self._origin)


def drop(person: Person, chance: Random) -> May:
    """Drag the selection elsewhere, or bring something from another program."""
    room = person.page.viewport()
    place = QPointF(chance.randrange(max(room.width(), 1)), chance.randrange(max(room.height(), 1)))
    may = person.at_risk()
    target = person.page.cursorForPosition(place.toPoint())
    own = person.cursor()
    person.page.setTextCursor(target)
    at_target = person.at_risk()
    person.page.setTextCursor(own)
    may = May(may.words | at_target.words, may.pictures | at_target.pictures)
    if own.hasSelection() and chance.random() < 0.7:
        person.page.dropEvent(Drop(place, person.page.createMimeDataFromSelection(), person.page.viewport()))
    else:
        mime = brought(person, chance)
        may = replace(may, comes=words_of(mime))
        person.page.dropEvent(Drop(place, mime, None))
    person.files_read()
    return may


def undo(person: Person, chance: Random) -> May:
    return _history(person, chance, "undo")


def redo(person: Person, chance: Random) -> May:
    return _history(person, chance, "redo")


def to_and_fro(person: Person, chance: Random) -> May:
    for _ in range(chance.randint(2, 5)):
        _history(person, chance, chance.choice(("undo", "redo")))
    return May(moves=True)


def _history(person: Person, chance: Random, what: str) -> May:
    for _ in range(chance.choice((1, 1, 2, 3, 6, 20))):
        before = person.manuscript.text.availableUndoSteps()
        if chance.random() < 0.3:
            keys = CONTROL if what == "undo" else CONTROL | SHIFT
            person.key(Qt.Key.Key_Z, keys)
        else:
            person.act(what)
        if person.manuscript.text.availableUndoSteps() == before:
            break
        person.timeline.moved(person.see(), what)
    return May(moves=True)


Door = Callable[[Person, Random], May]
DOORS: tuple[tuple[int, Door], ...] = (
    (14, type_words),
    (6, type_habits),
    (2, compose),
    (6, enter),
    (3, tab),
    (7, erase),
    (4, move),
    (4, somewhere),
    (3, click),
    (5, select),
    (3, select_words),
    (2, drag_over),
    (10, format_text),
    (4, insert_thing),
    (2, link),
    (3, copy),
    (3, cut),
    (7, paste),
    (3, drop),
    (7, undo),
    (5, redo),
    (2, to_and_fro),
)
