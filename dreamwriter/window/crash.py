"""A mistake of our own: the text is put in safety first, then it is explained."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dreamwriter.engine_client.mailbox import Mailbox
from dreamwriter.errors import DreamWriterError
from dreamwriter.widgets.button import Button, ButtonRole
from dreamwriter.widgets.label import Label
from dreamwriter.widgets.look import Look
from dreamwriter.window.card_text import CardText
from dreamwriter.window.dialog import Dialog

logger = logging.getLogger(__name__)
_WIDTH = 560
_MOST_REPORTS = 10
_LONGEST_REPORT = 100_000
_KEEP_SECONDS = 2.0
_Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
_Hooks = tuple[_Hook, Callable[[threading.ExceptHookArgs], object], Callable[["sys.UnraisableHookArgs"], object]]


class CrashGuard(QObject):
    """Hears of errors that nobody caught, keeps the text, writes a report and tells of it.

    It hears of errors in slots and event handlers, in threads, and of those that Python itself has nobody to tell of.
    Qt goes on after an error in Python; whether the program should is for the person to say. While one error is being
    explained, further ones are only written down; one that comes again and again (a painting that fails does with every
    frame) is written down once, and the text is not kept more often than every two seconds for it.

    Signals:
        explained(str, bool): there is something to explain: the report, and whether the text is safe.
    """

    explained = Signal(str, bool)

    def __init__(
        self,
        keep: Callable[[], None],
        reports: Path,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is heard before `install`.

        Args:
            keep: puts unsaved text in safety and waits for it, as `Desk.keep_now`; may raise `CannotSave`.
            reports: folder of the reports; the newest ten are kept.
            clock: seconds on a clock that never goes back.
        """
        super().__init__(parent)
        self._keep = keep
        self._reports = reports
        self._explaining = False
        self._clock = clock
        self._kept_at: float | None = None
        self._safe = False
        self._known: set[str] = set()
        self._before: _Hooks | None = None
        self._box: Mailbox[BaseException] = Mailbox(self.catch, parent=self)

    def install(self) -> None:
        """Hear of every error from now on."""
        if self._before is None:
            self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
            sys.excepthook, threading.excepthook = self._hook, self._thread_hook
            sys.unraisablehook = self._unraisable_hook

    def remove(self) -> None:
        """Hear of nothing any more."""
        if self._before is not None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None
            self._box.close()

    def done(self) -> None:
        """The error was explained; the next one may be."""
        self._explaining = False

    def catch(self, error: BaseException) -> None:
        """Keep the text, then tell. Called in the window's thread."""
        report = "".join(traceback.format_exception(error))[-_LONGEST_REPORT:]
        safe = self._kept(again=self._explaining)
        if report not in self._known:
            logger.critical("an error that nobody caught\n%s", report)
            self._known.add(report)
            self._write(report)
        if not self._explaining:
            self._explaining = True
            self.explained.emit(report, safe)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt) and self._before is not None:
            self._before[0](kind, error, trace)
        else:
            self.catch(error)

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        """The text can only be read in the window's thread."""
        if arguments.exc_value is not None and not isinstance(arguments.exc_value, SystemExit):
            self._box.put(arguments.exc_value)

    def _unraisable_hook(self, arguments: sys.UnraisableHookArgs) -> None:
        """May come from any thread, and from the collection of garbage at any moment: it is looked at later."""
        if arguments.exc_value is not None:
            self._box.put(arguments.exc_value)

    def _kept(self, again: bool) -> bool:
        """Put the text in safety, unless errors follow each other and that was done just now; whether it is."""
        now = self._clock()
        if not again or self._kept_at is None or now - self._kept_at >= _KEEP_SECONDS:
            self._safe = self._try_to_keep()
            self._kept_at = now
        return self._safe

    def _try_to_keep(self) -> bool:
        try:
            self._keep()
        except DreamWriterError as error:
            logger.error("the text could not be kept: %s", error)
            return False
        except Exception:
            logger.exception("the text could not be kept")
            return False
        return True

    def _write(self, report: str) -> None:
        """For whoever has to mend it; that it cannot be written is no further harm."""
        try:
            self._reports.mkdir(parents=True, exist_ok=True)
            name = f"{datetime.now():%Y-%m-%d-%H%M%S-%f}.txt"
            (self._reports / name).write_text(report, encoding="utf-8")
            for old in sorted(self._reports.glob("*.txt"))[:-_MOST_REPORTS]:
                old.unlink(missing_ok=True)
        except OSError:
            logger.warning("the report could not be written", exc_info=True)


class CrashDialog(Dialog):
    """Explains an error: the text first, technical words only when asked for.

    Args:
        look: where the theme comes from.
        report: technical text.
        safe: the text was put in safety.

    Signals:
        end_wanted(): close the program; what is unsaved is offered at the next start.
    """

    end_wanted = Signal()

    def __init__(self, look: Look, report: str, safe: bool, parent: QWidget | None = None) -> None:
        super().__init__(look, "Something went wrong in DreamWriter", _WIDTH, parent)
        if safe:
            words = (
                "Your text is safe: a copy was kept just now. You can go on; if things look odd, close DreamWriter "
                "and start it again, and it will offer you your text."
            )
        else:
            words = "Your text is still in the window, but no copy of it could be kept. Save it now, under a new name."
        self.words = Label(look, words, wrap=True)
        self.detail = CardText(look, "Details")
        self.detail.show_plain(report)
        self.detail.setMinimumHeight(180)
        self.detail.hide()
        self.unfold = Button(look, "Details", ButtonRole.QUIET, "chevron-right")
        self.copy = Button(look, "Copy", ButtonRole.QUIET, "copy")
        self.copy.hide()
        for button in (self.unfold, self.copy):
            button.setAutoDefault(False)
        self.body.addWidget(self.words)
        self.body.addWidget(self.unfold)
        self.body.addWidget(self.detail, 1)
        self.body.addWidget(self.copy)
        self.end = self.add_button("Close DreamWriter", leading=True)
        self.go_on = self.add_button("Go on", ButtonRole.PRIMARY)
        self.go_on.clicked.connect(self.accept)
        self.end.clicked.connect(self._end)
        self.unfold.clicked.connect(self._unfold)
        self.copy.clicked.connect(self._copy)

    def _unfold(self) -> None:
        shown = self.detail.isHidden()
        self.unfold.set_icon("chevron-down" if shown else "chevron-right")
        self.detail.setVisible(shown)
        self.copy.setVisible(shown)

    def _copy(self) -> None:
        self.detail.selectAll()
        self.detail.copy()

    def _end(self) -> None:
        self.accept()
        self.end_wanted.emit()
