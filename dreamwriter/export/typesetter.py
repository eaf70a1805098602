"""Runs typst in a process of its own: whatever it does with a strange document, the text of the person is safe.

This file is also the program of that process, which imports nothing of ours. It is used as
`python typesetter.py FOLDER FONTS ua-1|plain|pictures all|own`, reads FOLDER/page.typ and what that reads from the
folder, and writes FOLDER/page.pdf, or FOLDER/page-1.png and so on, or says what is wrong on stdout with exit status 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SECONDS = 180
"""A hundred pages take less than ten."""
_DOTS_PER_INCH = 144.0


class TypesetterError(Exception):
    """typst refused the page, crashed or took too long; the message is its own."""


def typeset(folder: Path, fonts: Path, accessible: bool, system_fonts: bool) -> bytes:
    """The PDF of the page in a folder.

    Args:
        folder: holds page.typ and all that it reads; nothing outside can be read.
        fonts: a folder of font files.
        accessible: keep the promises of PDF/UA-1; otherwise it is a plain tagged PDF 1.7.
        system_fonts: use the fonts of the computer for signs that the others lack.

    Raises:
        TypesetterError: with typst's own words.
    """
    _run(folder, fonts, "ua-1" if accessible else "plain", system_fonts)
    return (folder / "page.pdf").read_bytes()


def typeset_pictures(folder: Path, fonts: Path, most: int) -> tuple[bytes, ...]:
    """The first pages as PNG, two dots for each point.

    Args:
        folder, fonts: as for `typeset`; fonts of the computer are used, too.
        most: how many pages at most.

    Raises:
        TypesetterError: with typst's own words.
    """
    _run(folder, fonts, "pictures", True)
    files = [folder / f"page-{number}.png" for number in range(1, most + 1)]
    return tuple(file.read_bytes() for file in files if file.exists())


def _run(folder: Path, fonts: Path, kind: str, system_fonts: bool) -> None:
    """Run the process and wait for it."""
    # One thread: typst's workers spin when others need the cores, and then take a hundred times as long.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-I", __file__, str(folder), str(fonts), kind, "all" if system_fonts else "own"]
    try:
        run = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TypesetterError(f"no result after {_SECONDS} seconds") from None
    if run.returncode != 0:
        said = run.stdout.decode(errors="replace") or run.stderr.decode(errors="replace")[-2000:]
        raise TypesetterError(said or f"ended with status {run.returncode}")


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
