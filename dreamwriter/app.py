"""The window's program: builds everything once, hands it down, and ends it in order."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from dreamwriter.editor.page_look import page_style
from dreamwriter.engine_client.channel import Channel, ProcessChannel, engine_command
from dreamwriter.engine_client.garbage import GarbageCollection
from dreamwriter.engine_client.images import PictureDecoder
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import BadUse, CannotSave, DreamWriterError, ModelMissing
from dreamwriter.session.background import Background
from dreamwriter.session.desk import Desk
from dreamwriter.session.models import choose_model
from dreamwriter.settings import Settings, config_folder, read_settings, state_folder
from dreamwriter.widgets.fonts import load_fonts
from dreamwriter.widgets.look import Look, ThemeChoice
from dreamwriter.window.crash import CrashGuard
from dreamwriter.window.engine_change import EngineChange
from dreamwriter.window.first_frame import FirstFrame, load_the_rest
from dreamwriter.window.main_window import MainWindow
from dreamwriter.window.open_page import OpenPage
from dreamwriter.window.parts import Parts

NAME = "DreamWriter"
PATIENCE_SECONDS = 3.0
"""How long the end of the program waits for the last file to be written and the engine to go."""
SIGNAL_MILLISECONDS = 250
ENDINGS = ("SIGTERM", "SIGINT", "SIGHUP")
"""Signals that end the program: the system shuts down, Ctrl-C, the terminal was closed."""
TURN_SECONDS = 0.0005
"""A thread in the background lets the window's thread have its turn after so long; Python's own patience, ten times as
long, is paid again after each call into Qt, and a letter then takes a tenth of a second to appear."""
CHOOSE_ANOTHER = "Choose another model in the settings."


def engine_of(settings: Settings) -> Callable[[], Channel]:
    """How the engine is started that the settings name."""

    def open_channel() -> Channel:
        try:
            command = settings.engine_command or engine_command(choose_model("", settings), settings.memory_gigabytes)
        except BadUse as error:
            name = Path(settings.model).name
            raise ModelMissing(f"The model “{name}” cannot be found.", CHOOSE_ANOTHER, error.sentence) from error
        return ProcessChannel(command)

    return open_channel


class Program(QObject):
    """Everything of one window.

    Args:
        application: dressed in the look.
        settings: as they were read.
        config, state: folders of settings and of this machine's notes.
        open_engine: starts the engine, where the settings do not say how.
    """

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        config: Path,
        state: Path,
        open_engine: Callable[[], Channel] | None = None,
    ) -> None:
        super().__init__(application)
        self._garbage = GarbageCollection(self)
        self._turn = sys.getswitchinterval()
        sys.setswitchinterval(TURN_SECONDS)
        load_fonts()
        self.look = Look(ThemeChoice(settings.theme), settings.text_scale, settings.reduced_motion, self)
        self.look.dress(application)
        self.worker = EngineWorker(open_engine or engine_of(settings), self)
        self.decoder = PictureDecoder(parent=self)
        self.background = Background("pictures", self)
        self._font_size = settings.page_font_size
        self.page = OpenPage(lambda: page_style(self.look.theme, self._font_size), self)
        self.desk = Desk(state, self.page.snapshot, self.page.revision, parent=self)
        self.window = MainWindow(
            Parts(self.look, self.worker, self.decoder, self.background, self.page, self.desk, settings, config, state)
        )
        self.first_frame = FirstFrame(self.window)
        self._guard = CrashGuard(self.desk.keep_now, state / "reports", self)
        self._guard.explained.connect(self._explain)
        self.first_frame.over.connect(self._wake)
        self.window.closed.connect(self.close)
        self.engine_change = EngineChange(self.worker, self.window.notices, settings, engine_of, self)
        self.window.model_began.connect(self.engine_change.follow)
        self.window.change_now_wanted.connect(self.engine_change.now)
        self.window.dialogs.settings_changed.connect(self._settings_changed)
        self._closed = False

    def start(self, document: Path | None = None) -> None:
        """Show the window; all else begins once it can be seen."""
        self._guard.install()
        self.window.show()
        if document is not None:
            self.window.open_path(document)
        else:
            self.desk.look_for_recovered()

    def close(self) -> None:
        """End the program once the window has closed."""
        self._close(keep=False)

    def end(self) -> None:
        """End the program now, without asking: what is unsaved is offered at the next start."""
        if not self._closed:
            self.window.page.abandon()
            with contextlib.suppress(CannotSave):  # nobody is left who could do something about it
                self.desk.keep_now()
            self.window.hide()
            self._close(keep=True)

    def wait(self) -> None:
        """Blocks until what was begun is finished; a few seconds at most."""
        self.desk.wait(PATIENCE_SECONDS)
        self.worker.wait(PATIENCE_SECONDS)
        self.background.wait(PATIENCE_SECONDS)
        self._guard.remove()
        self._garbage.close()
        sys.setswitchinterval(self._turn)

    def _close(self, keep: bool) -> None:
        if self._closed:
            return
        self._closed = True
        self.page.manuscript.blockSignals(True)
        self.desk.close(keep)
        for part in (self.worker, self.decoder, self.background):
            part.close()
        QApplication.quit()

    def _wake(self) -> None:
        if not self._closed:
            self.worker.start()
            self.background.do(load_the_rest, lambda _none: self._garbage.spare_what_is_there())

    def _explain(self, report: str, safe: bool) -> None:
        self.window.dialogs.explain_crash(report, safe, self._guard.done, self.end)

    def _settings_changed(self, _before: Settings, now: Settings) -> None:
        self._font_size = now.page_font_size
        self.engine_change.change(now)


def run_window(document: Path | None, words: Sequence[str], began: Callable[[Program], object] | None = None) -> int:
    """Open the window and stay until it is closed.

    Args:
        document: to be opened at once.
        words: of the command line, for Qt.
        began: called once the window can be seen.

    Returns:
        The exit status.
    """
    application = QApplication(list(words))
    application.setApplicationName(NAME)
    application.setApplicationDisplayName(NAME)
    application.setQuitOnLastWindowClosed(False)
    trouble: DreamWriterError | None = None
    try:
        settings = read_settings(config_folder())
    except BadUse as error:
        trouble, settings = error, replace(Settings())
    program = Program(application, settings, config_folder(), state_folder())
    if trouble is not None:
        program.window.notices.tell(trouble, "settings")
    listening = QTimer(application)  # Python hears of a signal only when it is asked something
    listening.timeout.connect(lambda: None)
    listening.start(SIGNAL_MILLISECONDS)
    for name in ENDINGS:
        if hasattr(signal, name):  # not every system has all of them; and an edit may be half done at this moment
            signal.signal(getattr(signal, name), lambda *_: QTimer.singleShot(0, program, program.end))
    if began is not None:
        program.first_frame.over.connect(lambda: began(program))
    program.start(document)
    status = application.exec()
    program.wait()
    return status


if __name__ == "__main__":
    sys.exit(run_window(None, sys.argv))
