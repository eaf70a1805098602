"""The plain diffusion model beside a DreamLLM."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from engine.demonstrate.plain import PlainDiffusion
from engine.errors import BadCheckpoint
from engine.model.loaded import Loaded, load_checkpoint
from engine.protocol.mark import read_mark


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


def test_it_paints_what_words_and_seed_say(folder: Path, tiny: Loaded) -> None:
    plain = PlainDiffusion.beside(tiny, folder)
    assert plain is not None
    painted = plain.paint("A red fox in the snow.", 3)
    assert Image.open(io.BytesIO(painted)).size == tiny.model.picture_size
    assert plain.paint("A red fox in the snow.", 3) == painted
    assert pixels(plain.paint("A blue owl on the beach.", 3)) != pixels(painted)
    assert pixels(plain.paint("A red fox in the snow.", 4)) != pixels(painted)


def test_its_pictures_say_how_they_were_made(folder: Path, tiny: Loaded) -> None:
    plain = PlainDiffusion.beside(tiny, folder)
    assert plain is not None
    mark = read_mark(plain.paint("A red fox.", 5))
    assert mark is not None
    assert mark.source == "generated"
    assert mark.parameters.startswith("A red fox.")
    assert "Seed: 5" in mark.parameters
    assert "plain diffusion" in mark.parameters


def test_a_long_wish_is_cut_to_what_it_reads(folder: Path, tiny: Loaded) -> None:
    plain = PlainDiffusion.beside(tiny, folder)
    assert plain is not None
    assert Image.open(io.BytesIO(plain.paint("a red fox and " * 40, 1))).format == "PNG"


def test_a_model_without_a_text_encoder(make_model: Callable[[bool], Path]) -> None:
    folder = make_model(False)
    assert PlainDiffusion.beside(load_checkpoint(folder), folder) is None


def test_a_damaged_text_encoder(folder: Path, tiny: Loaded, tmp_path: Path) -> None:
    damaged = tmp_path / "model"
    shutil.copytree(folder, damaged)
    (damaged / "text_encoder" / "model.safetensors").write_bytes(b"no tensors")
    with pytest.raises(BadCheckpoint):
        PlainDiffusion.beside(tiny, damaged)
