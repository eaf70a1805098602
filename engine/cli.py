"""The engine's command line. A subcommand lives in its own room and is loaded only when it is called."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from engine.errors import EngineError

COMMANDS = {
    "serve": ("engine.serve.command", "answer requests on stdin with events on stdout"),
    "import": ("engine.checkpoint.command", "turn a folder in the official DreamLLM format into a model here"),
    "train": ("engine.training.command", "train a model"),
    "evaluate": ("engine.evaluate.command", "measure how good a model is"),
    "demonstrate": ("engine.demonstrate.command", "make a page that shows what a model can do"),
    "benchmark": ("engine.benchmark", "measure how fast a model is here"),
    "parity": ("engine.parity.command", "compare the engine with numbers that the official code computed"),
}
"""Each subcommand: the module whose `add_command(subparsers)` registers it, and what it does."""


def main(words: Sequence[str] | None = None) -> int:
    """Run `python -m engine WORDS`; returns the exit status: 0, 1 for a failure, 2 for bad use, 130 after Ctrl-C."""
    # Threads that spin while they wait make small models on few cores several times slower.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    words = list(sys.argv[1:] if words is None else words)
    try:
        arguments = _parser(words).parse_args(words)
        status: int = arguments.run(arguments)
    except EngineError as error:
        print(f"{error.sentence} {error.advice}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"A file could not be read or written: {error}. See whether its place is there, "
              "belongs to you and has room.", file=sys.stderr)  # fmt: skip
        return 1
    except KeyboardInterrupt:
        return 130
    except SystemExit as error:  # argparse ends this way after help and after bad use
        return error.code if isinstance(error.code, int) else 2
    return status


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """A parser that knows the details of the called subcommand only, and the names of the others."""
    parser = argparse.ArgumentParser(prog="engine", description="The process that runs the model.")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, (module, purpose) in COMMANDS.items():
        if words[:1] == [name]:
            importlib.import_module(module).add_command(subparsers)
        else:
            subparsers.add_parser(name, help=purpose)
    return parser
