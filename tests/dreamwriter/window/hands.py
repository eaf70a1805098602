"""Somebody at the window: what they press, type and look at; and a page of the world that the model knows."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dreamwriter.app import Program
from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.blocks import Block, Figure, Heading, Paragraph, Text, plain_text
from dreamwriter.document.document import Document
from dreamwriter.document.package import files_from_document
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.panels.modes import Mode
from dreamwriter.widgets.menu import Menu
from dreamwriter.widgets.notice import Notice
from dreamwriter.window.main_window import MainWindow
from dreamwriter.window.notice_words import Subject
from engine.protocol.values import Recipe
from engine.storybook.captions import canonical_caption
from engine.storybook.drawing.render import render
from engine.storybook.scene import Scene
from engine.storybook.scene import Subject as Animal

PATIENCE = 240_000
"""Milliseconds for what the model does, on a machine that is very busy."""
SOON = 30_000
"""Milliseconds for what comes at once on a machine that is not busy."""
FOX = Scene((Animal("fox", "red"),), "snow", "night", look=3)
BEAR = Scene((Animal("bear", "white"),), "forest", "day", look=5)
_RECIPE = Recipe("storybook", "article", 7, 20, 3.0, 0.0, "", "dpm++", 128, 128, "")

Found = TypeVar("Found", bound=QWidget)


def picture(scene: Scene) -> Asset:
    """A scene as a picture file."""
    stream = io.BytesIO()
    render(scene).save(stream, "PNG")
    return read_asset(stream.getvalue())


def page() -> Document:
    """A title, three paragraphs and two figures with a take each."""
    shown = [(picture(scene), canonical_caption(scene)) for scene in (FOX, BEAR)]
    figures = [
        Figure(asset.target, "A drawing.", (Text(caption),), "", f"figure-{number}")
        for number, (asset, caption) in enumerate(shown, 1)
    ]
    blocks: tuple[Block, ...] = (
        Heading(1, (Text("The Fox and the Bear"),)),
        Paragraph((Text("A red fox lives in the snow. It trots over the hills at night."),)),
        figures[0],
        Paragraph((Text("A white bear lives in the forest. It eats berries all day long."),)),
        figures[1],
        Paragraph((Text("They have never met."),)),
    )
    histories = {
        f"figure-{number}": FigureHistory((Take(asset.sha256, "generated", caption, recipe=_RECIPE),), 0)
        for number, (asset, caption) in enumerate(shown, 1)
    }
    assets = [asset for asset, _ in shown]
    return Document(blocks, {a.target: a for a in assets}, {a.sha256: a for a in assets}, histories)


@dataclass(frozen=True)
class Person:
    """Somebody who uses a program, and waits until what they asked for is there.

    Attributes:
        folder: for files of their own.
    """

    program: Program
    qtbot: QtBot
    folder: Path

    @property
    def window(self) -> MainWindow:
        """What they look at."""
        return self.program.window

    @property
    def manuscript(self) -> Manuscript:
        """The open text."""
        return self.program.page.manuscript

    @property
    def notice(self) -> Notice | None:
        """What the bar above the page says."""
        return self.window.notices.notice

    def until(self, condition: Callable[[], object], milliseconds: int = PATIENCE) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=milliseconds)

    def press(self, where: QWidget, words: str) -> None:
        """Click a button or chip that says these words, as soon as it can be seen."""

        def found() -> list[QAbstractButton]:
            return [each for each in where.findChildren(QAbstractButton) if each.text() == words and each.isVisible()]

        self.until(found, SOON)
        self.click(found()[-1])

    def click(self, widget: QWidget) -> None:
        """Click something that can be used."""
        assert widget.isVisible(), "it cannot be seen"
        assert widget.isEnabled(), "it cannot be used"
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def type(self, words: str, where: QTextEdit | None = None) -> None:
        """Type into a field; into the page if none is named."""
        field = where or self.window.page.text
        field.setFocus()
        QTest.keyClicks(field, words)

    def do(self, action: str) -> None:
        """Choose something from the menus that can be chosen now."""
        assert self.window.acts[action].isEnabled(), f"{action} cannot be chosen"
        self.window.acts[action].trigger()

    def stand(self, block: int, start: int = 0, end: int | None = None) -> None:
        """Put the cursor into a block of the page, or select there. Waits until the window knows."""
        place = self.manuscript.text.findBlockByNumber(block).position()
        cursor = QTextCursor(self.manuscript.text)
        cursor.setPosition(place + start)
        if end is not None:
            cursor.setPosition(place + end, QTextCursor.MoveMode.KeepAnchor)
        text = self.window.page.text
        text.setFocus()
        with self.qtbot.waitSignal(text.standing_changed):
            text.setTextCursor(cursor)

    def click_picture(self, number: int, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> str:
        """Click a picture of the page; returns the id of its figure."""
        self.qtbot.mouseClick(self.window.page.text.viewport(), button, pos=self._place_of_picture(number))
        figure_id = self.manuscript.figures()[number].record.figure_id
        assert self.window.page.text.selected_figure == figure_id
        return figure_id

    def right_click_picture(self, number: int) -> Menu:
        """The menu of a picture, where the pointer is on it."""
        self.click_picture(number, Qt.MouseButton.RightButton)
        view, place = self.window.page.text.viewport(), self._place_of_picture(number)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, event)
        return self.dialog(Menu)

    def _place_of_picture(self, number: int) -> QPoint:
        text, entry = self.window.page.text, self.manuscript.figures()[number]
        text.bring_into_view(text.figure_rect(entry).toRect())
        return text.figure_rect(entry).center().toPoint()

    def set_options(self, pictures: str = "auto", length: str = "medium") -> None:
        """Choose how much the model shall write and paint."""
        self.window.page.card._pictures.set_value(pictures)
        self.window.page.card._length.set_value(length)

    def write(self, words: str) -> None:
        """Let the model begin a new text at the cursor."""
        card = self.window.page.card
        self.window.page.set_mode("write")
        self.type(words, card.field.edit)
        self.press(card, "Write")

    def wait_for_words(self) -> None:
        """Until the model has written something in its run."""
        before = self.manuscript.words
        self.until(lambda: self.manuscript.words > before + 2)

    def wait_for_preview(self) -> str:
        """Until a picture can be seen that is being painted; returns the id of its figure."""
        shown = self.manuscript._painter.previews
        self.until(lambda: any(preview.image is not None for preview in shown.values()))
        return next(figure_id for figure_id, preview in shown.items() if preview.image is not None)

    def wait_for_run(self) -> None:
        """Until the model is done with the page."""
        self.until(lambda: not self.window.page.writing.running)

    def dream(self, mode: Mode, words: str = "", count: int = 1) -> None:
        """Ask for takes of the selected picture."""
        form = self.window.picture.form
        self.press(form.modes, form.modes._pills[mode].text())
        form.count.set_value(str(count))
        form.count.chosen.emit(str(count))
        if words:
            form.words.clear()
            self.type(words, form.words.edit)
        self.click(form.dream)

    def wait_for_takes(self) -> None:
        """Until all takes are there."""
        self.until(lambda: not self.window.picture.dreaming.running)

    def ask(self, question: str) -> None:
        """Ask in the dialogue, and wait for the answer."""
        dialogue = self.window.dialogue
        self.type(question, dialogue.form.field.edit)
        self.press(dialogue.form, "Ask")
        self.until(lambda: not dialogue.running)

    def dialog(self, kind: type[Found]) -> Found:
        """A dialog or menu that is open over the window."""
        opened = lambda: [each for each in self.window.findChildren(kind) if each.isVisible()]  # noqa: E731
        self.until(opened, SOON)
        return opened()[-1]

    def choose_file(self, path: Path) -> None:
        """Name a file in the dialog that asks for one."""
        dialog = self.dialog(QFileDialog)
        dialog.selectFile(str(path))
        dialog.accept()

    def open(self, path: Path) -> None:
        """Open a document, whatever is open now, and wait for it."""
        before = self.manuscript
        self.program.desk.file.open(path)
        self.until(lambda: self.manuscript is not before, SOON)

    def save_as(self, path: Path) -> bytes:
        """Save under a name, and wait for it; returns what the file holds."""
        with self.qtbot.waitSignal(self.program.desk.file.saved, timeout=SOON):
            self.window.documents.save_as(path)
        return path.read_bytes()

    def files(self) -> dict[str, bytes]:
        """What would be saved now."""
        return files_from_document(self.manuscript.snapshot())

    def said(self) -> list[str]:
        """The words of each block; of a figure its caption."""
        blocks = self.manuscript.snapshot().blocks
        return [plain_text(each.caption if isinstance(each, Figure) else each.content) for each in blocks]  # type: ignore[union-attr]

    def undo_all(self) -> int:
        """Take back all that can be; returns how many steps it were."""
        return self._all("undo")

    def redo_all(self) -> int:
        """Do again all that can be; returns how many steps it were."""
        return self._all("redo")

    def _all(self, action: str) -> int:
        steps = 0
        while self.window.acts[action].isEnabled():
            self.do(action)
            steps += 1
        return steps

    def tidy(self) -> None:
        """Stop what goes on and put away what is open, as before the next thing to try."""
        window = self.window
        for dialog in window.findChildren(QDialog):
            dialog.close()
        self.set_options()
        window.page.card.field.clear()
        window.page.stop()
        window.page.writing.reject()
        window.page.card.proposal.hide()
        window.picture.dreaming.stop()
        window.dialogue.forget()
        self.wait_for_run()
        self.wait_for_takes()
        for subject in get_args(Subject):
            window.notices.withdraw(subject)
        window.toast.leave()
        QApplication.clipboard().clear()
