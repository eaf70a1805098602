"""Who runs the cases of a trial: this process, or several that share them out."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import torch

from engine.errors import OutOfMemory
from engine.evaluate.candidate import Candidate
from engine.evaluate.measures import TRIALS, Outcome

Cases = Callable[[str, int], Iterator[Outcome]]
"""What the first `n` cases of the trial called so come to, in their order."""


def one_case(candidate: Candidate, trial: str, index: int) -> Outcome:
    """One case of a trial; its chance is a seed's, whoever runs it."""
    run = next(found.run for found in TRIALS if found.name == trial)
    return run(candidate, random.Random(f"evaluate/{trial}/{index}"))


def in_turn(candidate: Candidate) -> Cases:
    """Cases that this process runs one after another."""
    return lambda trial, count: (one_case(candidate, trial, index) for index in range(count))


@contextmanager
def side_by_side(folder: Path, jobs: int) -> Iterator[Cases]:
    """Cases that `jobs` processes share, each with the model in `folder` and its part of the cores.

    Raises:
        OutOfMemory: one of them ended by itself.
    """
    threads = max(1, torch.get_num_threads() // jobs)
    with ProcessPoolExecutor(jobs, get_context("spawn"), torch.set_num_threads, (threads,)) as pool:
        try:
            yield lambda trial, count: pool.map(functools.partial(_case_of, folder, trial), range(count))
        except BrokenExecutor as error:
            advice = "The memory may have run out: measure with --jobs 1."
            raise OutOfMemory("A process that measured ended by itself.", advice, str(error)) from error


@functools.cache
def _candidate(folder: Path) -> Candidate:
    return Candidate.open(folder)


def _case_of(folder: Path, trial: str, index: int) -> Outcome:
    return one_case(_candidate(folder), trial, index)
