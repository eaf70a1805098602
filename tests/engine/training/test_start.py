"""A run that goes on from a finished model."""

from __future__ import annotations

import dataclasses
import random
import shutil
from pathlib import Path

import pytest
import torch

from engine.checkpoint.folder import read_parts, read_text_encoder
from engine.errors import BadCheckpoint, TrainingFailed
from engine.sequence.tokenizer import Tokenizer
from engine.training.language_stage import train_pieces
from engine.training.pieces import Pieces
from engine.training.presets import TINY, Preset
from engine.training.start import TEXT_ROWS, WORD_ROWS, Start
from engine.training.storybook import run_stage, save_model
from tests.engine.training.silence import say_nothing

OTHER_TEXTS = ("A red fox sleeps in the snow.", "Whales and lighthouses hum.", "The teapot is on the beach at dawn.")


@pytest.fixture(scope="module")
def model(complete_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("start") / "model"
    save_model(TINY, complete_run, folder, say_nothing)
    return folder


@pytest.fixture(scope="module")
def fresh_run(complete_run: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new run with the same bank and another tokeniser."""
    folder = tmp_path_factory.mktemp("fresh")
    (folder / "bank").symlink_to(complete_run / "bank")
    rng = random.Random(0)
    texts = [rng.choice(OTHER_TEXTS) for _ in range(200)]
    train_pieces(iter(texts), 330, folder / "pieces.model")
    Tokenizer.create(folder / "pieces.model", legacy=False).save(folder / "tokenizer", TINY.sizes.context)
    return folder


def pieces_from(model: Path, run: Path, preset: Preset = TINY) -> Pieces:
    return Pieces(preset, run, say_nothing, Start(model))


@pytest.mark.parametrize(
    ("stage", "module", "part"), [("vae", "vae", "vae"), ("clip", "pair.vision", "vision_encoder")]
)
def test_parts_go_on_from_the_model(stage: str, module: str, part: str, model: Path, fresh_run: Path) -> None:
    name, _, inner = module.partition(".")
    whole = pieces_from(model, fresh_run).stage(stage).modules()[name]
    found = whole.get_submodule(inner).state_dict()
    expected = getattr(read_parts(model), part).state_dict()
    assert all(torch.equal(value, expected[key]) for key, value in found.items())


def test_the_painter_goes_on_from_the_model(model: Path, complete_run: Path, tmp_path: Path) -> None:
    for name in ("bank", "tokenizer", "vae", "clip"):
        (tmp_path / name).symlink_to(complete_run / name)
    found = pieces_from(model, tmp_path).stage("latent").modules()["unet"].state_dict()
    expected = read_parts(model).unet.state_dict()
    assert all(torch.equal(value, expected[key]) for key, value in found.items())


def test_words_that_both_know_keep_their_rows(model: Path, fresh_run: Path) -> None:
    pieces = pieces_from(model, fresh_run)
    language = pieces.stage("language").modules()["model"].state_dict()
    text = pieces.stage("clip").modules()["pair"].get_submodule("text").state_dict()
    old_text = read_text_encoder(model)
    assert old_text is not None
    parts = read_parts(model)
    old = {name: index for index, name in enumerate(parts.tokenizer.names())}
    new = pieces.tokenizer.names()
    known = [name for name in new if name in old]
    assert 270 < len(known) < len(new)
    pairs = [(language[row], parts.language_model.state_dict()[row]) for row in WORD_ROWS]
    pairs.append((text[TEXT_ROWS], old_text.state_dict()[TEXT_ROWS]))
    for here, there in pairs:
        assert len(here) == len(new)
        for name in known:
            assert torch.equal(here[new.index(name)], there[old[name]]), name
        fresh = here[[new.index(name) for name in new if name not in old]]
        assert fresh.abs().sum() > 0
    for found, expected in ((language, parts.language_model.state_dict()), (text, old_text.state_dict())):
        others = [key for key in found if key not in (*WORD_ROWS, TEXT_ROWS)]
        assert all(torch.equal(found[key], expected[key]) for key in others)


def test_a_model_without_a_text_encoder_leaves_it_fresh(model: Path, fresh_run: Path, tmp_path: Path) -> None:
    shutil.copytree(model, tmp_path / "model")
    shutil.rmtree(tmp_path / "model" / "text_encoder")
    fresh = Pieces(TINY, fresh_run, say_nothing).stage("clip").modules()["pair"].get_submodule("text").state_dict()
    found = pieces_from(tmp_path / "model", fresh_run).stage("clip").modules()["pair"].get_submodule("text")
    assert all(torch.equal(value, fresh[key]) for key, value in found.state_dict().items())


def test_more_latent_channels_leave_the_ends_fresh(model: Path, fresh_run: Path) -> None:
    more = dataclasses.replace(TINY, sizes=dataclasses.replace(TINY.sizes, latents=TINY.sizes.latents + 2))
    old = read_parts(model).vae.state_dict()
    found = pieces_from(model, fresh_run, more).stage("vae").modules()["vae"].state_dict()
    others = {key for key, value in found.items() if not torch.equal(value, old.get(key, torch.empty(0)))}
    ends = ("encoder.conv_out", "quant_conv", "post_quant_conv", "decoder.conv_in")
    assert others == {key for key in found if key.startswith(ends)} - {"decoder.conv_in.bias"}


def test_other_sizes_are_refused(model: Path, fresh_run: Path) -> None:
    sizes = dataclasses.replace(TINY.sizes, hidden=48, vae=(8, 8, 16, 24), vision_width=48, text_layers=1)
    for stage, part in (("language", "language model"), ("vae", "vae"), ("clip", "vision encoder")):
        with pytest.raises(TrainingFailed, match=f"The {part} of .* has other sizes"):
            pieces_from(model, fresh_run, dataclasses.replace(TINY, sizes=sizes)).stage(stage)
    wider = dataclasses.replace(TINY, sizes=dataclasses.replace(TINY.sizes, text_layers=1))
    with pytest.raises(TrainingFailed, match=r"The text encoder of .* has other sizes"):
        pieces_from(model, fresh_run, wider).stage("clip")


def test_there_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(BadCheckpoint, match="holds no model"):
        run_stage(TINY, tmp_path, "vae", say_nothing, start=Start(tmp_path))
