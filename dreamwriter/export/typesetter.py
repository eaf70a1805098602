"""Runs typst in a process of its own: whatever it does with a strange document, the text of the person is safe.

This file is also the program of that process, which imports nothing of ours. It is used as
`python typesetter.py FOLDER FONTS ua-1|plain|pictures all|own`, reads FOLDER/page.typ and what that reads from the
folder, and writes FOLDER/page.pdf, or FOLDER/page-1.png and so on, or says what is wrong on stdout with exit status 1.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path

_SECONDS = 180
"""A hundred pages take less than ten."""
_DOTS_PER_INCH = 120.0
"""Of pictures of pages: a page of A4 is nearly 1,000 dots wide, which is sharp at the size of a preview."""


class TypesetterError(Exception):
    """typst refused the page, crashed or took too long; the message is its own."""


class TypesetterStopped(Exception):
    """Somebody did not want the page any more."""


class Typesetter:
    """Sets pages, one after another. `stop` may be called from any thread, and ends what is in work at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False

    def stop(self) -> None:
        """End what is in work; nothing is set any more."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                with contextlib.suppress(OSError):  # it has ended by itself
                    self._process.kill()

    def pdf(self, folder: Path, fonts: Path, accessible: bool, system_fonts: bool) -> bytes:
        """The PDF of the page in a folder.

        Args:
            folder: holds page.typ and all that it reads; nothing outside can be read.
            fonts: a folder of font files.
            accessible: keep the promises of PDF/UA-1; otherwise it is a plain tagged PDF 1.7.
            system_fonts: use the fonts of the computer for signs that the others lack.

        Raises:
            TypesetterError: with typst's own words.
            TypesetterStopped: `stop` was called.
        """
        self._run(folder, fonts, "ua-1" if accessible else "plain", system_fonts)
        return (folder / "page.pdf").read_bytes()

    def pictures(self, folder: Path, fonts: Path, most: int, system_fonts: bool) -> tuple[bytes, ...]:
        """The first pages as PNG.

        Args:
            folder, fonts, system_fonts: as for `pdf`; a sign without a font is shown as a box.
            most: how many pages at most.

        Raises:
            TypesetterError: with typst's own words.
            TypesetterStopped: `stop` was called.
        """
        self._run(folder, fonts, "pictures", system_fonts)
        files = [folder / f"page-{number}.png" for number in range(1, most + 1)]
        return tuple(file.read_bytes() for file in files if file.exists())

    def _run(self, folder: Path, fonts: Path, kind: str, system_fonts: bool) -> None:
        """Run the process and wait for it."""
        command = [sys.executable, "-I", __file__, str(folder), str(fonts), kind, "all" if system_fonts else "own"]
        with self._lock:
            if self._stopped:
                raise TypesetterStopped
            process = self._process = _spawn(command)
        try:
            out, err = process.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise TypesetterError(f"no result after {_SECONDS} seconds") from None
        finally:
            with self._lock:
                self._process = None
        if self._stopped:
            raise TypesetterStopped
        if process.returncode != 0:
            said = out.decode(errors="replace") or err.decode(errors="replace")[-2000:]
            raise TypesetterError(said or f"ended with status {process.returncode}")


def _spawn(command: list[str]) -> subprocess.Popen[bytes]:
    # One thread: typst's workers spin when others need the cores, and then take a hundred times as long.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
        return subprocess.Popen(command, stdin=nothing, stdout=pipe, stderr=pipe, env=environment, creationflags=flags)
    return subprocess.Popen(command, stdin=nothing, stdout=pipe, stderr=pipe, env=environment)


def main(arguments: list[str]) -> int:
    """The process itself."""
    import typst

    folder, fonts, kind, system = arguments
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        typst.compile(
            str(Path(folder, "page.typ")),
            output=str(Path(folder, "page-{p}.png" if kind == "pictures" else "page.pdf")),
            format="png" if kind == "pictures" else "pdf",
            ppi=_DOTS_PER_INCH,
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=system == "own",
            pdf_standards=["ua-1"] if kind == "ua-1" else [],
            package_path=folder,
            package_cache_path=folder,
        )
    except typst.TypstError as error:
        print(error.diagnostic or error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
