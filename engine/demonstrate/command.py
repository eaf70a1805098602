"""`python -m engine demonstrate`: a page with every kind of demonstration of the original talk, computed anew."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import resources
from engine.errors import BadRequest


def add_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand `demonstrate`."""
    parser = subparsers.add_parser("demonstrate", help="make a page that shows what a model can do")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the HTML file to write")
    parser.add_argument("--model", type=Path, metavar="PATH", help="model folder (default: the bundled)")
    parser.add_argument(
        "--seed", type=int, default=0, metavar="N", help="the same seed makes the same page (default: 0)"
    )
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    check_target(arguments.output)
    from engine.demonstrate.page import html_page  # loads Pillow, the next ones torch
    from engine.demonstrate.plain import PlainDiffusion
    from engine.demonstrate.runner import demonstrate
    from engine.evaluate.report import Progress
    from engine.generate.settings import check_seed
    from engine.model.loaded import load_checkpoint

    check_seed(arguments.seed)
    folder = arguments.model or resources.folder() / "storybook"
    loaded = load_checkpoint(folder)
    demo = demonstrate(loaded, PlainDiffusion.beside(loaded, folder), arguments.seed, Progress(sys.stderr))
    write_whole(arguments.output, html_page(demo))
    print(f"The page is in {arguments.output}.")
    return 0


def check_target(target: Path) -> None:
    """Find out before any work whether there can be such a file.

    Raises:
        BadRequest: it is a folder, or lies in none.
    """
    if target.is_dir():
        raise BadRequest(f"{target} is a folder, so no page can be written there.", "Name a file, such as demo.html.")
    if not target.parent.is_dir():
        raise BadRequest(f"There is no folder {target.parent}.", "Make it first, or choose another one.")


def write_whole(target: Path, content: bytes) -> None:
    """Write a file, or leave what was there as it is: nobody ever sees half of it.

    Raises:
        OSError: it cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name[:80]}-") as place:
        new = Path(place) / "new"
        new.write_bytes(content)
        os.replace(new, target)
