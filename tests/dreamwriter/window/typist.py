"""The program as a process of its own, in which somebody types on and on: `python typist.py DOCUMENT`."""

from __future__ import annotations

import faulthandler
import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from dreamwriter.app import Program, run_window

EVERY_MILLISECONDS = 20
PATIENCE_SECONDS = 100
"""After so long this process tells where it hangs and ends, and whoever waits for it waits no longer."""


words = count()


def began(program: Program) -> None:
    """Type a word at a time once the document is open; tell when something of it is safe."""
    timer = QTimer(program)
    timer.timeout.connect(lambda: QTest.keyClicks(program.window.page.text, f"w{next(words)} "))
    program.desk.autosave.written.connect(lambda: print("kept", flush=True))
    program.page.replaced.connect(lambda _manuscript: timer.start(EVERY_MILLISECONDS))
    if program.page.snapshot().blocks:  # it may be open before the window was painted
        timer.start(EVERY_MILLISECONDS)


if __name__ == "__main__":
    faulthandler.dump_traceback_later(PATIENCE_SECONDS, exit=True)
    status = run_window(Path(sys.argv[1]), sys.argv[:1], began)
    print(next(words), flush=True)
    sys.exit(status)
