"""`python -m engine train storybook`: makes the bundled model from nothing."""

from __future__ import annotations

import argparse
import math
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any


def add_command(subparsers: Any) -> None:
    """Register `train`."""
    parser = subparsers.add_parser("train", help="train a model from nothing; resumes where it was stopped")
    parser.add_argument("what", choices=["storybook"], help="which recipe")
    parser.add_argument("--preset", choices=["cpu", "gpu", "tiny"], default="cpu", help="sizes and schedules")
    parser.add_argument("--out", type=Path, default=Path("runs/storybook"), help="folder of the run")
    parser.add_argument("--only", metavar="STAGE", help="train this one stage, in this process")
    parser.add_argument(
        "--jobs", type=int, default=0, help="stages trained side by side; 0 for two, where there are two cores"
    )
    parser.add_argument("--threads", type=int, default=0, help="CPU threads of each stage; 0 to share the cores")
    parser.add_argument("--workers", type=int, default=-1, help="processes that draw examples ahead, for each stage")
    parser.add_argument("--from", dest="start", type=Path, metavar="MODEL", help="go on from this model's weights")
    parser.add_argument("--scale", type=float, default=1.0, help="this many times the steps of the preset")
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop and save after this time")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Train; exit status 0 when complete, 130 when it stopped before that (a later call goes on from there)."""
    import torch

    from engine.errors import BadRequest
    from engine.training.pieces import NEEDS
    from engine.training.presets import PRESETS
    from engine.training.start import Start
    from engine.training.storybook import run_all, run_stage, save_model

    def say(line: str) -> None:
        print(line, file=sys.stderr, flush=True)

    if not 0 < arguments.scale <= 100:
        raise BadRequest(f"Stages cannot take {arguments.scale:g} times their steps.", "Choose a number up to 100.")
    if not arguments.minutes > 0:
        raise BadRequest(f"Nothing can be trained in {arguments.minutes:g} minutes.", "Choose a number above 0.")
    until = time.monotonic() + 60 * arguments.minutes
    preset = PRESETS[arguments.preset].scaled(arguments.scale)
    cores = os.cpu_count() or 1
    jobs = arguments.jobs or min(2, cores)
    on_cpu = preset.device == "cpu"  # there the stages themselves need all cores
    workers = arguments.workers if arguments.workers >= 0 else 0 if on_cpu else max(1, cores - jobs)
    threads = arguments.threads or (max(1, cores // jobs) if on_cpu else 1)
    if arguments.only:
        if arguments.only not in NEEDS:
            raise BadRequest(f"There is no stage called {arguments.only}.", f"Choose one of: {', '.join(NEEDS)}.")
        # a polite kill ends this process as Ctrl-C does, and with it the processes that draw for it
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        torch.set_num_threads(threads)
        start = Start(arguments.start) if arguments.start else None
        done = run_stage(preset, arguments.out, arguments.only, say, start=start, workers=workers, until=until)
        return 0 if done else 130
    words = ["storybook", "--preset", preset.name, "--out", str(arguments.out), "--threads", str(threads)]
    words += ["--workers", str(workers), "--scale", str(arguments.scale)]
    words += ["--from", str(arguments.start)] if arguments.start else []
    if not run_all(words, arguments.out, jobs, say, until):
        return 130
    save_model(preset, arguments.out, arguments.out / "model", say)
    say(f"The model is complete: {arguments.out / 'model'}")
    return 0
