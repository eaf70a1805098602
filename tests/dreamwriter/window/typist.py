"""The program as a process of its own, in which somebody types on and on: `python typist.py DOCUMENT`."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from dreamwriter.app import Program, run_window

EVERY_MILLISECONDS = 20


words = count()


def began(program: Program) -> None:
    """Type a word at a time once the document is open; tell when something of it is safe."""
    timer = QTimer(program)
    timer.timeout.connect(lambda: QTest.keyClicks(program.window.page.text, f"w{next(words)} "))
    program.page.replaced.connect(lambda _manuscript: timer.start(EVERY_MILLISECONDS))
    program.desk.autosave.written.connect(lambda: print("kept", flush=True))


if __name__ == "__main__":
    status = run_window(Path(sys.argv[1]), sys.argv[:1], began)
    print(next(words), flush=True)
    sys.exit(status)
