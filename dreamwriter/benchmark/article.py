"""How smoothly the window works while the engine loads and while it writes an article with pictures."""

from __future__ import annotations

import sys

from dreamwriter.benchmark.lateness import Lateness
from dreamwriter.benchmark.program import memory, opened, wait_for
from dreamwriter.editor.writing import Wish

TOPIC = "A short article about a red fox in the snow"
PICTURES = 2


def main() -> int:
    """Measure and print."""
    with opened() as program:
        lateness = Lateness(program)
        lateness.begin()
        wait_for(lambda: program.worker.state.name == "ready")
        print(f"late while the engine loads: {lateness.end()}")
        print(f"memory, empty page: {memory()}")
        page, ended = program.window.page, list[bool]()
        page.run_ended.connect(lambda: ended.append(True))
        lateness.begin()
        page.card.wished.emit(Wish("write", TOPIC, PICTURES, seed=3))
        wait_for(lambda: bool(ended))
        print(f"late while it writes: {lateness.end()}")
        manuscript = program.page.manuscript
        print(f"    an article of {manuscript.words} words and {len(manuscript.figures())} pictures")
        print(f"memory, after the article: {memory()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
