"""How soon the window can be seen and the model is ready, each time in a new process."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STARTS = 7


def main() -> int:
    """Measure and print; milliseconds of wall time from the start of the process."""
    seen, ready = [], []
    with tempfile.TemporaryDirectory(prefix="dreamwriter-benchmark-") as home:
        for _ in range(STARTS + 1):  # the first one only warms the disk up
            one, other = one_start(Path(home))
            seen.append(one)
            ready.append(other)
    print(f"window painted: median {statistics.median(seen[1:]):.0f} ms, fastest {min(seen[1:]):.0f},")
    print(f"    slowest {max(seen[1:]):.0f} of {STARTS}; the start before them {seen[0]:.0f}")
    print(f"model ready: median {statistics.median(ready[1:]):.0f} ms")
    return 0


def one_start(home: Path) -> tuple[float, float]:
    """Milliseconds until the window is painted, and until the model is ready.

    Args:
        home: where the program looks for settings and notes.

    Raises:
        RuntimeError: it did not come so far.
    """
    places = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")}
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "dreamwriter.benchmark.first_frame"], env={**os.environ, **places},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        times = [1000 * (time.perf_counter() - begun) for line in process.stdout if line.strip() in ("seen", "ready")]
    if len(times) != 2:
        raise RuntimeError("the window did not start")
    return times[0], times[1]


if __name__ == "__main__":
    sys.exit(main())
