"""`python -m engine import SOURCE TARGET`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from engine.checkpoint.download import download, is_hub_name
from engine.errors import EngineError, ImportRefused


def add_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand `import`."""
    parser = subparsers.add_parser("import", help="turn a folder in the official DreamLLM format into a model here")
    parser.add_argument("source", help="the official folder, or with --download the model's name on the hub")
    parser.add_argument("target", type=Path, help="the folder to make")
    parser.add_argument(
        "--configs",
        type=Path,
        metavar="FOLDER",
        help="where the configs of the vision encoder and the diffusion model lie, as FOLDER/<org>/<name>",
    )
    parser.add_argument("--download", action="store_true", help="allow the network: bring SOURCE from the hub first")
    parser.add_argument("--json", action="store_true", help="tell a program how it goes: a JSON object in each line")
    parser.set_defaults(run=run_import)


def run_import(arguments: argparse.Namespace) -> int:
    """Import, with progress on stderr, or all of it for a program on stdout; returns the exit status."""
    if not arguments.json:
        _import(arguments, lambda share: _show(share, sys.stderr))
        print(f"The model is in {arguments.target}.")
        return 0
    try:
        _import(arguments, _Teller())
    except EngineError as error:
        words = {"code": error.code, "sentence": error.sentence, "advice": error.advice, "detail": error.detail}
        _tell({"error": words})
        return 1
    _tell({"done": str(arguments.target)})
    return 0


def _import(arguments: argparse.Namespace, progress: Callable[[float], None]) -> None:
    source = Path(arguments.source)
    if is_hub_name(arguments.source):
        if not arguments.download:
            raise ImportRefused(
                f"There is no folder {arguments.source}; it looks like the name of a model on the hub.",
                "Add --download to bring it from there, or name a folder on this computer.",
            )
        source = download(arguments.source)
    from engine.checkpoint.official import import_official  # loads torch

    import_official(source, arguments.target, arguments.configs, progress)


class _Teller:
    """Tells a program how much is done, in steps of a hundredth."""

    def __init__(self) -> None:
        self._told = -1

    def __call__(self, share: float) -> None:
        if int(share * 100) > self._told:
            self._told = int(share * 100)
            _tell({"share": self._told / 100})


def _tell(words: dict[str, Any]) -> None:
    print(json.dumps(words), flush=True)


def _show(share: float, out: TextIO) -> None:
    if out.isatty():
        print(f"\r{share:4.0%}", end="\n" if share >= 1 else "", file=out, flush=True)
