"""A whole training run of the tiny preset, made once: every stage for two steps. Tests must not change it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from engine.sequence.tokenizer import Tokenizer
from engine.storybook.corpus import document_text
from engine.training.bank import Bank, open_bank
from engine.training.language_stage import train_pieces
from engine.training.pieces import NEEDS
from engine.training.presets import TINY
from engine.training.storybook import run_stage
from tests.engine.training.silence import say_nothing


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a run that has a tokeniser, learned from few texts, and nothing else."""
    folder = tmp_path_factory.mktemp("storybook")
    rng = random.Random(0)
    train_pieces((document_text(rng) for _ in range(400)), TINY.sizes.vocabulary, folder / "pieces.model")
    Tokenizer.create(folder / "pieces.model", legacy=False).save(folder / "tokenizer", TINY.sizes.context)
    return folder


@pytest.fixture(scope="session")
def tokenizer(run_folder: Path) -> Tokenizer:
    return Tokenizer.load(run_folder / "tokenizer")


@pytest.fixture(scope="session")
def bank(run_folder: Path) -> Bank:
    return open_bank(run_folder / "bank", TINY.bank, TINY.sizes.picture, TINY.seed, say_nothing)


@pytest.fixture(scope="session")
def complete_run(run_folder: Path, bank: Bank) -> Path:
    """The folder of a run in which every stage is complete."""
    for name in NEEDS:
        assert run_stage(TINY, run_folder, name, say_nothing)
    return run_folder
