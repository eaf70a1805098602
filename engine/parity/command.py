"""`python -m engine parity FIXTURE`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_command(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the subcommand `parity`."""
    parser = subparsers.add_parser("parity", help="compare the engine with numbers that the official code computed")
    parser.add_argument("fixture", type=Path, help="a folder with checkpoint/, golden.json and golden.safetensors")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from engine.parity.run import run_parity  # loads torch

    return run_parity(arguments.fixture, sys.stdout)
