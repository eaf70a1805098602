"""`python -m engine evaluate`: how good a storybook model is, on cases that are kept out of training."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import sys
from pathlib import Path

import resources
from engine.errors import BadRequest


def add_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand `evaluate`."""
    parser = subparsers.add_parser("evaluate", help="measure how good a model of the storybook world is")
    parser.add_argument("--model", type=Path, metavar="PATH", help="model folder (default: the bundled)")
    parser.add_argument("--cases", type=int, default=500, metavar="N", help="cases for each measure (default: 500)")
    parser.add_argument("--only", nargs="+", metavar="MEASURE", help="measure only these")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="processes (default: one for each core)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from engine.evaluate.candidate import Candidate  # loads torch
    from engine.evaluate.cases import in_turn, side_by_side
    from engine.evaluate.measures import MEASURES
    from engine.evaluate.measuring import measure
    from engine.evaluate.report import Progress, table

    only = arguments.only or MEASURES
    unknown = [name for name in only if name not in MEASURES]
    if unknown:
        raise BadRequest(f"There is no measure called {unknown[0]}.", f"Choose from: {', '.join(MEASURES)}.")
    if arguments.cases < 1:
        raise BadRequest(f"A model cannot be measured on {arguments.cases} cases.", "Choose 1 or more.")
    if arguments.jobs < 0:
        raise BadRequest(f"A model cannot be measured by {arguments.jobs} processes.", "Choose 1 or more.")
    folder = arguments.model or resources.folder() / "storybook"
    candidate = Candidate.open(folder)  # what is wrong with it is said before processes start
    jobs = min(arguments.jobs or os.cpu_count() or 1, arguments.cases)
    if jobs == 1:
        found = measure(in_turn(candidate), arguments.cases, Progress(sys.stderr), only)
    else:
        del candidate
        with side_by_side(folder, jobs) as cases:
            found = measure(cases, arguments.cases, Progress(sys.stderr), only)
    if arguments.json:
        print(json.dumps({name: dataclasses.asdict(estimate) for name, estimate in found.items()}, indent=1))
    else:
        print(table(found))
    return 0
