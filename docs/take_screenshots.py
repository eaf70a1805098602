"""Takes the pictures in `docs/window/`: `python docs/take_screenshots.py`, with the real model at work.

Every state is reached as a person reaches it: by the buttons, keys and menus of the window. Needs no screen.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from dreamwriter.app import Program
from dreamwriter.settings import Settings
from dreamwriter.widgets.chip import Chip
from dreamwriter.widgets.look import ThemeChoice
from dreamwriter.widgets.number_field import NumberField
from dreamwriter.window.export_dialog import ExportDialog

FOLDER = Path(__file__).parent / "window"
LARGE, MEDIUM, SMALL = QSize(1440, 900), QSize(1280, 800), QSize(700, 620)
PATIENCE = 300.0
PROMPT, SEED = "A red fox in the snow", 0


@dataclass
class Studio:
    """One program with a place for its pictures.

    Attributes:
        folder: where the pictures go.
    """

    program: Program
    folder: Path

    def shoot(self, name: str, widget: QWidget | None = None) -> None:
        """Write what is to be seen as a PNG."""
        self.rest(0.3)
        (widget or self.program.window).grab().save(str(self.folder / f"{name}.png"))
        print(name, flush=True)

    def rest(self, seconds: float) -> None:
        """Let the window work for a while."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the window work until something is so.

        Raises:
            TimeoutError: it never came to be.
        """
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError("the window never came to this state")
            self.rest(0.02)

    def wear(self, theme: ThemeChoice, size: QSize = LARGE) -> None:
        """Put on a theme and take a size."""
        self.program.look.choose(theme)
        self.program.window.resize(size)
        self.rest(0.2)

    def write(self, words: str, seed: int, pictures: str = "2") -> None:
        """Ask the card for an article."""
        card = self.program.window.page.card
        card.set_words(words)
        chip = next(each for each in card.findChildren(Chip) if each.text().startswith("Pictures"))
        chip.set_value(pictures)
        next(each for each in card.findChildren(NumberField)).setValue(seed)
        self.press("Write", card)

    def press(self, words: str, inside: QWidget) -> None:
        """Click the button with these words."""
        button = next(
            each for each in inside.findChildren(QAbstractButton) if each.text() == words and each.isVisible()
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def dialog(self) -> QWidget:
        """The dialog that is open."""
        self.until(lambda: QApplication.activeModalWidget() is not None)
        return QApplication.activeModalWidget()

    def show_top(self) -> None:
        """Look at the beginning of the page."""
        self.program.window.page.text.verticalScrollBar().setValue(0)


def empty(studio: Studio) -> None:
    """Before anything is written, in both themes."""
    studio.wear(ThemeChoice.DARK)
    studio.shoot("empty-dark")
    studio.wear(ThemeChoice.LIGHT)
    studio.shoot("empty")


def writing(studio: Studio) -> None:
    """Words arrive, then a picture; dark and light, two sizes."""
    page, previews = studio.program.window.page, list[object]()
    page.run_started.connect(lambda run: run.preview.connect(previews.append))
    studio.program.window.resize(MEDIUM)
    studio.write(PROMPT, SEED)
    studio.until(lambda: page.manuscript.words > 8)
    studio.shoot("writing")
    studio.until(lambda: len(previews) > 4)
    studio.shoot("picture-arriving")
    studio.wear(ThemeChoice.DARK, MEDIUM)
    seen = len(page.manuscript.figures())
    studio.until(lambda: len(page.manuscript.figures()) > seen or not page.writing.running)
    before = len(previews)
    studio.until(lambda: len(previews) > before + 3 or not page.writing.running)
    studio.shoot("picture-arriving-dark")
    studio.until(lambda: not page.writing.running)
    studio.show_top()
    studio.shoot("finished-dark")
    studio.wear(ThemeChoice.LIGHT)
    studio.show_top()
    studio.shoot("finished")


def inspector(studio: Studio) -> None:
    """A picture is selected, takes arrive and are compared."""
    window = studio.program.window
    figures = window.page.manuscript.figures()
    window.page.text.select_figure(figures[0].record.figure_id)
    panel = window.picture
    panel.form.words.set_text("the fox wears a top hat")
    studio.press("Dream 3 takes", panel)
    studio.until(lambda: panel.dreaming.finished == 1 and bool(panel.dreaming.previews))
    studio.shoot("takes-arriving")
    studio.until(lambda: not panel.dreaming.running)
    studio.shoot("inspector")
    studio.press("Compare", panel)
    studio.until(lambda: panel.compare.isVisible())
    studio.rest(0.5)
    studio.shoot("compare")
    studio.press("Slider", panel.compare)
    studio.shoot("compare-slider")
    panel.compare.leave()
    studio.wear(ThemeChoice.DARK)
    studio.shoot("inspector-dark")
    studio.wear(ThemeChoice.LIGHT)


def dialogue(studio: Studio) -> None:
    """A question about the picture, then a wish."""
    window = studio.program.window
    window.show_panel("dialogue")
    for words in ("What is in the picture?", "Show me a yellow house in the snow at night."):
        window.dialogue.ask(words)
        studio.until(lambda: not window.dialogue.running)
    studio.rest(0.4)
    studio.shoot("dialogue")
    studio.wear(ThemeChoice.DARK)
    studio.shoot("dialogue-dark")
    studio.wear(ThemeChoice.LIGHT)
    window.show_panel("history")
    studio.shoot("history")


def export(studio: Studio) -> None:
    """The export dialog with its preview, then settings and About."""
    window = studio.program.window
    window.acts["export"].trigger()
    dialog = studio.dialog()
    assert isinstance(dialog, ExportDialog)
    studio.shoot("export-waiting", dialog)
    studio.until(lambda: bool(dialog.preview.pages))
    studio.shoot("export", dialog)
    dialog.reject()
    for name in ("settings", "about"):
        window.acts[name].trigger()
        opened = studio.dialog()
        studio.shoot(name, opened)
        opened.close()
        studio.rest(0.2)


def error(studio: Studio) -> None:
    """The engine is killed while it paints."""
    window, page = studio.program.window, studio.program.window.page
    figures = len(page.manuscript.figures())
    page.set_mode("write")
    studio.write("A bedtime story about a blue robot", SEED)
    studio.until(lambda: len(page.manuscript.figures()) > figures)
    for child in psutil.Process().children(recursive=True):
        child.kill()
    studio.until(lambda: window.notices.isVisible())
    studio.shoot("engine-gone")
    studio.wear(ThemeChoice.DARK)
    studio.shoot("engine-gone-dark")
    studio.wear(ThemeChoice.LIGHT)
    studio.press("Start it again", window.notices)
    studio.rest(0.5)
    studio.shoot("engine-starting")
    studio.until(lambda: studio.program.worker.state.name == "ready")


def sizes(studio: Studio) -> None:
    """Small, and with text of twice the size."""
    studio.wear(ThemeChoice.LIGHT, SMALL)
    studio.shoot("small")
    studio.wear(ThemeChoice.LIGHT, MEDIUM)
    studio.program.look.set_text_scale(2.0)
    studio.shoot("text-200")
    studio.program.look.set_text_scale(1.0)
    studio.wear(ThemeChoice.LIGHT)


STATES = (empty, writing, inspector, dialogue, export, error, sizes)


def main() -> int:
    """Take all pictures. With QT_SCALE_FACTOR=2 only the finished page, as `finished-2x`."""
    FOLDER.mkdir(exist_ok=True)
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(theme="light", reduced_motion=True)
        program = Program(application, settings, Path(place, "config"), Path(place, "state"))
        program.window.resize(LARGE)
        program.start()
        studio = Studio(program, FOLDER)
        studio.until(lambda: program.worker.state.name == "ready")
        if application.devicePixelRatio() > 1:
            studio.write(PROMPT, SEED)
            studio.until(lambda: not program.window.page.writing.running)
            studio.show_top()
            studio.shoot("finished-2x")
        else:
            for state in STATES:
                state(studio)
        program.window.hide()
        program.close()
        program.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
