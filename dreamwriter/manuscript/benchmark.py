"""`python -m dreamwriter.manuscript.benchmark`: how fast a long page opens, types, saves; printed, never asserted."""

from __future__ import annotations

import hashlib
import random
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document, Metadata
from dreamwriter.document.markdown_reader import read_markdown
from dreamwriter.manuscript.keyboard import Keyboard
from dreamwriter.manuscript.manuscript import Manuscript
from dreamwriter.manuscript.page_style import LIGHT
from dreamwriter.manuscript.picture_cache import PictureCache

_Result = TypeVar("_Result")
WORDS, PICTURES, KEYS = 50_000, 100, 200
_VOCABULARY = "the red fox walks over white snow and *sleeps* under **old** pine trees while `wind` moves".split()  # noqa: SIM905 - words read better so


def empty_picture(number: int) -> Asset:
    """A picture that has a size but nothing to decode."""
    return Asset(b"", hashlib.sha256(str(number).encode()).hexdigest(), "image/png", 512, 384)


def long_document(
    words: int = WORDS, pictures: int = PICTURES, picture: Callable[[int], Asset] = empty_picture
) -> Document:
    """A page of so many words with figures evenly among them.

    Args:
        picture: gives one for a number; each has to be different.
    """
    chance = random.Random(7)
    paragraphs: list[str] = []
    assets: dict[str, Asset] = {}
    count = words // 60
    for number in range(count):
        if number % 20 == 0:
            paragraphs.append(f"## Chapter {number // 20 + 1}")
        paragraphs.append(" ".join(chance.choice(_VOCABULARY) for _ in range(60)) + ".")
        if number % 10 == 0:
            paragraphs.append("- one\n- two\n- three")
        if pictures and number % max(count // pictures, 1) == 0 and len(assets) < pictures:
            asset = picture(number)
            assets[asset.target] = asset
            paragraphs.append(f"![A fox]({asset.target})\n\n*The fox, again.*")
    segments = read_markdown("\n\n".join(paragraphs) + "\n")
    blocks = tuple(block for segment in segments for block in segment.blocks)
    document = Document(blocks, assets, {}, {}, Metadata())
    return replace(document, extras=replace(document.extras, segments=segments))


def main() -> int:
    """Measure and print; milliseconds of wall time and, in brackets, of this process's own processor time."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    document = _timed("read the Markdown (another thread does this)", long_document)
    manuscript = _timed("open: blocks into the page", lambda: Manuscript(document, LIGHT, PictureCache()))
    editor = QTextEdit()
    editor.resize(760, 900)

    def show() -> None:
        editor.setDocument(manuscript.text)
        editor.show()
        application.processEvents()

    _timed("open: show it, first lines drawn", show)
    print(f"{manuscript.words} words, {len(manuscript.figures())} figures, {manuscript.text.blockCount()} blocks")
    _timed("first snapshot", manuscript.snapshot)
    cursor = QTextCursor(manuscript.text)
    cursor.setPosition(manuscript.text.characterCount() // 2)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    application.processEvents()
    keyboard = Keyboard(manuscript.sheet)
    keys = []
    for number in range(KEYS):
        begun = time.perf_counter()
        keyboard.type_text(cursor, "and then "[number % 9])
        application.processEvents()
        keys.append(1000 * (time.perf_counter() - begun))
    keys.sort()
    print(
        f"typing a character, drawn: median {statistics.median(keys):.1f} ms, 99th {keys[-3]:.1f}, max {keys[-1]:.1f}"
    )
    _timed("snapshot after typing", manuscript.snapshot)
    _timed("undo the last word", manuscript.undo)
    return 0


def _timed(what: str, do: Callable[[], _Result]) -> _Result:
    wall, own = time.perf_counter(), time.process_time()
    result = do()
    print(f"{what}: {1000 * (time.perf_counter() - wall):.0f} ms ({1000 * (time.process_time() - own):.0f} own)")
    return result


if __name__ == "__main__":
    sys.exit(main())
