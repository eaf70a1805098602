"""The bank of rendered scenes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from engine.errors import TrainingFailed
from engine.storybook.chance import is_held_out
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.drawing.render import render
from engine.training import bank as bank_room
from engine.training.bank import Bank, open_bank
from engine.training.presets import TINY
from tests.engine.training.silence import say_nothing

SIDE = TINY.sizes.picture


def test_a_batch_is_contiguous_and_in_range(bank: Bank) -> None:
    batch = bank.batch([3, 1])
    assert batch.shape == (2, 3, SIDE, SIDE)
    assert batch.dtype == torch.float32
    assert batch.is_contiguous()
    assert -1 <= batch.min() < 0 < batch.max() <= 1


def test_pictures_are_those_of_the_scenes(bank: Bank) -> None:
    assert len(bank.scenes) == len(bank.pixels) == TINY.bank
    drawn = np.asarray(render(bank.scenes[5], SIDE).convert("RGB"))
    assert np.array_equal(bank.pixels[5], drawn)
    values = torch.from_numpy(drawn.copy()).permute(2, 0, 1).float() / 127.5 - 1
    assert torch.allclose(bank.batch([5])[0], values, atol=1e-6)


def test_nothing_is_held_out(bank: Bank) -> None:
    assert not any(is_held_out(scene) for scene in bank.scenes)


def test_it_is_drawn_once_and_never_over_another(tmp_path: Path) -> None:
    first = open_bank(tmp_path, 4, 16, 1, say_nothing)
    written = (tmp_path / "pixels.npy").stat().st_mtime_ns
    again = open_bank(tmp_path, 4, 16, 1, say_nothing)
    assert (tmp_path / "pixels.npy").stat().st_mtime_ns == written
    assert again.scenes == first.scenes
    assert np.array_equal(again.pixels, first.pixels)
    for other in ((4, 16, 2), (6, 16, 1), (4, 24, 1)):
        with pytest.raises(TrainingFailed, match="another run"):
            open_bank(tmp_path, *other, say_nothing)
    assert np.array_equal(open_bank(tmp_path, 4, 16, 1, say_nothing).pixels, first.pixels)
    assert open_bank(tmp_path / "other", 4, 16, 2, say_nothing).scenes != first.scenes


def test_many_pictures_are_drawn_by_many_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank_room, "CHUNK", 3)
    heard: list[str] = []
    drawn = open_bank(tmp_path, 5, 16, 1, heard.append)
    assert np.array_equal(drawn.pixels, scene_pixels(drawn.scenes, 16))
    assert heard == ["pictures: 3/5 drawn"]
