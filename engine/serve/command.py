"""`python -m engine serve`: the engine's process, at stdin and stdout, with real models.

When the pipe closes the process ends, within a second, whatever it is doing.
"""

from __future__ import annotations

import argparse
import gc
import math
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import resources
from engine.protocol.events import JobEvent
from engine.protocol.requests import Request
from engine.serve.server import ModelFacts, serve

MOST_GIGABYTES = 1 << 20


class ModelRunner:
    """The runner with real models. Nothing heavy is imported before the first model is loaded."""

    def __init__(self, memory: int | None = None) -> None:
        """Args: `memory`: bytes that the process may take; None for as the machine allows."""
        self._memory = memory
        self._loaded: Any = None  # the types are not imported: they would bring torch
        self._reader: Any = None

    def load(self, folder: Path, progress: Callable[[float], None]) -> ModelFacts:
        """See `Runner.load`."""
        _import_rooms()
        from engine.memory.shortage import shortage
        from engine.model.loaded import load_checkpoint
        from engine.tasks.run import new_reader

        self._loaded = self._reader = None  # two models at once may be more than the machine holds
        plan = _plan_for(folder, self._memory)
        try:
            loaded = load_checkpoint(folder, plan.dtype, progress=progress, eight_bits=plan.eight_bits)
            self._loaded, self._reader = loaded, new_reader(loaded)
        except (MemoryError, RuntimeError) as error:
            raise shortage(error) or error from error
        return ModelFacts(loaded.config.card.name, loaded.model.context_tokens)

    def run(self, request: Request, cancelled: Callable[[], bool]) -> Iterator[JobEvent]:
        """See `Runner.run`."""
        from engine.tasks.run import run

        return run(request, self._loaded, self._reader, cancelled)


def _plan_for(folder: Path, memory: int | None) -> Any:
    """How to hold the model in a folder; the usual way for one that cannot be read, which loading tells in words."""
    from engine.checkpoint.folder import read_config
    from engine.checkpoint.sizes import size_of
    from engine.memory.plan import PLANS, choose_plan

    read_config(folder)  # a folder that is no model is told so, whatever its weights are
    try:
        size = size_of(folder)
    except (KeyError, TypeError, ValueError, OSError):
        return PLANS[0]
    return choose_plan(size, memory)


def _import_rooms() -> None:
    """Import the rooms that work with models, and the model libraries with them."""
    if "torch" in sys.modules:
        return
    # What they make stays until the end. Searching it for garbage, at every import again, took 0.7 s of 4.2 s of CPU
    # time until the model was ready. It is frozen before a model is loaded: a frozen model could never be let go.
    gc.disable()
    try:
        import engine.tasks.run  # noqa: F401
    finally:
        gc.freeze()
        gc.enable()


def claim_pipe() -> tuple[BinaryIO, BinaryIO]:
    """Keep stdin and stdout for messages alone: (to read from, to write to).

    From now on whatever reads the process's stdin finds nothing, and whatever is printed goes to stderr.
    """
    downward = os.fdopen(os.dup(0), "rb")
    upward = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return downward, upward


def set_environment() -> None:
    """What must be set before torch and the model libraries are loaded."""
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # spinning threads slow small models down many times
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY", "DO_NOT_TRACK"):
        os.environ[name] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def add_command(subparsers: Any) -> None:
    """Register `serve` with the engine's command line."""
    parser = subparsers.add_parser("serve", help="do jobs for a program that speaks through stdin and stdout")
    parser.add_argument("--model", type=Path, default=None, metavar="PATH", help="model folder (default: the bundled)")
    parser.add_argument(
        "--memory", type=gigabytes, default=None, metavar="GIGABYTES",
        help="what the process may take; a model that does not fit is held less exactly, or refused",
    )  # fmt: skip
    parser.set_defaults(run=run_command)


def gigabytes(word: str) -> int:
    """A number of gigabytes as bytes; says what is wrong with one that cannot be."""
    try:
        count = float(word)
    except ValueError:
        count = math.nan
    if not 0 < count <= MOST_GIGABYTES:
        raise argparse.ArgumentTypeError(f"{word!r} is no number of gigabytes above 0, such as 8 or 12.5")
    return round(count * 10**9)


def run_command(arguments: argparse.Namespace) -> int:
    """`python -m engine serve`. Does not return: what is left at the end is not worth waiting for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the program at the other end decides what Ctrl-C means
    downward, upward = claim_pipe()
    set_environment()
    model = arguments.model.absolute() if arguments.model else resources.folder() / "storybook"
    serve(ModelRunner(arguments.memory), model, downward, upward, abandon=_leave)
    _leave()
    return 0


def _leave() -> None:
    """End the process now. Nothing is open that could be harmed."""
    sys.stderr.flush()
    os._exit(0)
