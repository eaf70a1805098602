"""Runs typst in a process of its own: whatever it does with a strange document, the text of the person is safe.

This file is also the program of that process, which imports nothing of ours. It is used as
`python typesetter.py FOLDER FONTS ua-1|plain all|own`, reads FOLDER/page.typ and what that reads from the folder, and
writes FOLDER/page.pdf, or says what is wrong on stdout with exit status 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_SECONDS = 180
"""A hundred pages take less than ten."""


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
    # One thread: typst's workers spin when others need the cores, and then take a hundred times as long.
    environment = {**os.environ, "RAYON_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    words = ["ua-1" if accessible else "plain", "all" if system_fonts else "own"]
    command = [sys.executable, "-I", __file__, str(folder), str(fonts), *words]
    try:
        run = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, env=environment, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise TypesetterError(f"no result after {_SECONDS} seconds") from None
    if run.returncode != 0:
        said = run.stdout.decode(errors="replace") or run.stderr.decode(errors="replace")[-2000:]
        raise TypesetterError(said or f"ended with status {run.returncode}")
    return (folder / "page.pdf").read_bytes()


def main(arguments: list[str]) -> int:
    """The process itself."""
    import typst

    folder, fonts, standard, system = arguments
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        typst.compile(
            str(Path(folder, "page.typ")),
            output=str(Path(folder, "page.pdf")),
            root=folder,
            font_paths=[fonts],
            ignore_system_fonts=system == "own",
            pdf_standards=["ua-1"] if standard == "ua-1" else [],
            package_path=folder,
            package_cache_path=folder,
        )
    except typst.TypstError as error:
        print(error.diagnostic or error.message)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
