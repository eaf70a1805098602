"""How fast a page of 50,000 words with 100 pictures opens, and how smoothly a person types and scrolls in it."""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QRadialGradient, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication

from dreamwriter.app import Program
from dreamwriter.benchmark.lateness import Lateness
from dreamwriter.benchmark.program import Paints, live, memory, opened, wait_for
from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.files import save_document
from dreamwriter.manuscript.benchmark import PICTURES, WORDS, long_document

SIDE = 768
"""Pixels of a picture's longer side."""
KEYS, KEY_MILLISECONDS = 400, 35
"""So many keys are pressed, a little faster than anybody types."""
WHEELS, WHEEL_MILLISECONDS = 400, 16
LEAPS, LEAP_MILLISECONDS = 40, 60
TYPED = "The owl looked at the moon, and then it **flew** over the lake. "


def main() -> int:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="dreamwriter-benchmark-") as folder, opened() as program:
        file = Path(folder) / "long.textpack"
        save_document(long_document(picture=painted), file)
        print(f"a file of {WORDS:,} words and {PICTURES} pictures, {file.stat().st_size / 2**20:.0f} MB")
        wait_for(lambda: program.worker.state.name == "ready")
        live(1000)
        lateness = Lateness(program)
        _open(program, file, lateness)
        _type(program, lateness)
        _save_by_itself(program, lateness)
        _scroll(program, lateness)
        print(f"memory, with the long page: {memory()}")
    return 0


def painted(number: int) -> Asset:
    """A picture with something to decode."""
    chance = random.Random(number)
    image = QImage(SIDE, SIDE * 3 // 4, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(chance.randrange(360), 60, 230))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    for _ in range(40):
        middle, size = QPointF(chance.random() * SIDE, chance.random() * SIDE * 0.75), 40 + chance.random() * 200
        colours = QRadialGradient(middle, size)
        colours.setColorAt(0, QColor.fromHsv(chance.randrange(360), 180, 220, 200))
        colours.setColorAt(1, QColor(0, 0, 0, 0))
        painter.setBrush(colours)
        painter.drawEllipse(middle, size, size)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes for the name of the format
    return read_asset(bytes(buffer.data().data()))


def _open(program: Program, file: Path, lateness: Lateness) -> None:
    """Until the first lines are drawn, and until the pictures beside them are."""
    view = program.window.page.text.viewport()
    paints, replaced, arrived = Paints(view), list[float](), list[float]()
    program.page.replaced.connect(lambda _page: replaced.append(time.perf_counter()))
    lateness.begin()
    begun = time.perf_counter()
    program.window.open_path(file)
    wait_for(lambda: bool(replaced) and paints.at > replaced[0])
    lines = paints.at
    program.page.manuscript.cache.arrived.connect(lambda _sha256: arrived.append(time.perf_counter()))
    wait_for(lambda: bool(arrived))
    live(1500)
    print(f"first lines drawn {1000 * (lines - begun):.0f} ms after the wish to open it, first picture "
          f"{1000 * (arrived[0] - begun):.0f} ms")  # fmt: skip
    print(f"late while it opens: {lateness.end()}")


def _type(program: Program, lateness: Lateness) -> None:
    """In the middle of the page, each key at its time whether or not the one before is drawn."""
    text, manuscript = program.window.page.text, program.page.manuscript
    cursor = QTextCursor(manuscript.text)
    cursor.setPosition(manuscript.text.characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    text.go_to(cursor.position())
    live(1000)
    paints, waits = Paints(text.viewport()), list[float]()
    lateness.begin()
    for key in _keys():
        pressed = time.perf_counter()
        QApplication.postEvent(text, key)
        wait_for(lambda pressed=pressed: paints.at > pressed)  # type: ignore[misc]  # mypy knows no default of a lambda here
        waits.append(1000 * (paints.at - pressed))
        live(max(round(KEY_MILLISECONDS - 1000 * (time.perf_counter() - pressed)), 0))
    late = lateness.end()
    waits.sort()
    print(f"from key to drawn letter: median {statistics.median(waits):.1f} ms, "
          f"99th {waits[int(0.99 * len(waits))]:.1f}, longest {waits[-1]:.1f}")  # fmt: skip
    print(f"late while somebody types: {late}")


def _keys() -> Iterator[QKeyEvent]:
    for number in range(KEYS):
        letter = TYPED[number % len(TYPED)]
        key, words = (Qt.Key.Key_Return, "\r") if number % 90 == 89 else (Qt.Key(ord(letter.upper())), letter)
        yield QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, words)


def _save_by_itself(program: Program, lateness: Lateness) -> None:
    """The next copy for a crash, from the key to the written file."""
    text, written = program.window.page.text, list[bool]()
    autosave = program.desk.autosave
    autosave.written.connect(lambda: written.append(True))
    begun = time.perf_counter()
    program.page.snapshot()
    print(f"a copy of the page for others: {1000 * (time.perf_counter() - begun):.1f} ms of the window's thread")
    lateness.begin()
    QApplication.postEvent(text, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x"))
    wait_for(lambda: bool(written))
    print(f"late until the page is saved by itself: {lateness.end()}")


def _scroll(program: Program, lateness: Lateness) -> None:
    """With the wheel, then in leaps through all of it."""
    text = program.window.page.text
    bar, view = text.verticalScrollBar(), text.viewport()
    bar.setValue(0)
    live(500)
    lateness.begin()
    place = QPointF(view.rect().center())
    for _ in range(WHEELS):
        turned = QWheelEvent(
            place, view.mapToGlobal(place), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.postEvent(view, turned)
        live(WHEEL_MILLISECONDS)
    print(f"late while the wheel turns: {lateness.end()}")
    lateness.begin()
    for number in range(LEAPS):
        bar.setValue(bar.maximum() * (number * 7 % LEAPS) // LEAPS)
        live(LEAP_MILLISECONDS)
    print(f"late while somebody leaps about: {lateness.end()}")


if __name__ == "__main__":
    sys.exit(main())
