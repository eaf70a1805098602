"""`python -m dreamwriter.benchmark [start] [article] [page]`: how quickly and smoothly the window works here."""

from __future__ import annotations

import argparse
import subprocess
import sys

PARTS = {
    "start": "dreamwriter.benchmark.start",
    "article": "dreamwriter.benchmark.article",
    "page": "dreamwriter.benchmark.long_page",
}
_EXPLAINED = """Late is how long an event has to wait for the window's thread; 50th and 99th of a hundred in order.
Its own work leaves out what other threads and programs took."""


def main(words: list[str] | None = None) -> int:
    """Measure each part in a process of its own, so that none of them disturbs another. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m dreamwriter.benchmark", description=__doc__, epilog=_EXPLAINED)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"{', '.join(PARTS)}; all of them if none is named")
    parts = parser.parse_args(words).parts
    if unknown := [part for part in parts if part not in PARTS]:
        parser.error(f"there is no part called {unknown[0]}")
    for part in parts or PARTS:
        status = subprocess.run([sys.executable, "-m", PARTS[part]], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
