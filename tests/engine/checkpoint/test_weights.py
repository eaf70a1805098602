"""Tensors in one file or many."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import torch

from engine.checkpoint.weights import (
    compare_shapes,
    fill,
    read_tensors,
    refuse_misfits,
    tensor_shapes,
    weight_files,
    write_tensors,
)
from engine.errors import BadCheckpoint


def tensors() -> dict[str, torch.Tensor]:
    return {f"layer.{index}": torch.full((index + 1, 4), float(index)) for index in range(5)}


@pytest.mark.parametrize(("limit", "files"), [(10**6, 1), (100, 3), (1, 5)])
def test_shards_hold_everything(tmp_path: Path, limit: int, files: int) -> None:
    write_tensors(tmp_path, "model", tensors().items(), limit)
    assert len(weight_files(tmp_path, "model")) == files
    assert (tmp_path / "model.safetensors.index.json").exists() is (files > 1)
    assert not list(tmp_path.glob("*.tmp"))
    assert tensor_shapes(tmp_path, "model") == {name: tuple(tensor.shape) for name, tensor in tensors().items()}
    read = dict(read_tensors(tmp_path, "model"))
    assert all(read[name].equal(tensor) for name, tensor in tensors().items())


def test_tensors_that_share_their_storage_are_written(tmp_path: Path) -> None:
    whole = torch.arange(6.0)
    write_tensors(tmp_path, "model", {"whole": whole, "part": whole[::2]}.items())
    assert dict(read_tensors(tmp_path, "model"))["part"].tolist() == [0, 2, 4]


@pytest.mark.parametrize("umask", [0o022, 0o007])
def test_others_may_read_as_with_any_file(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        (tmp_path / "plain").touch()
        write_tensors(tmp_path, "model", tensors().items(), 100)
    finally:
        os.umask(before)
    usual = (tmp_path / "plain").stat().st_mode
    assert {path.stat().st_mode for path in weight_files(tmp_path, "model")} == {usual}


def test_misfits_are_named() -> None:
    found = {"a": (1, 2), "b": (3,), "d": (1,)}
    expected = {"a": (2, 1), "c": (1,), "d": (1,)}
    complaints = compare_shapes(found, expected)
    assert complaints == ["c is missing", "b is not part of the model", "a has shape [1, 2] instead of [2, 1]"]
    with pytest.raises(BadCheckpoint, match="c is missing; b is not part"):
        refuse_misfits("unet", complaints)
    refuse_misfits("unet", [])


def test_many_misfits_are_counted() -> None:
    with pytest.raises(BadCheckpoint, match="and 12 more") as caught:
        refuse_misfits("unet", [f"tensor.{index} is missing" for index in range(20)])
    assert "tensor.19" in caught.value.detail


def test_filling_converts_and_counts(tmp_path: Path) -> None:
    source = torch.nn.Linear(3, 2)
    write_tensors(tmp_path, "model", {f"old.{k}": v.half() for k, v in source.state_dict().items()}.items())
    target = torch.nn.Linear(3, 2, device="meta")
    sizes: list[int] = []
    fill(target, tmp_path, "model", torch.float32, "cpu", lambda name: name.removeprefix("old."), sizes.append)
    assert torch.allclose(target.weight, source.weight, atol=1e-3)
    assert target.weight.dtype == torch.float32
    assert sorted(sizes) == [4, 12]


def test_weights_are_floats(tmp_path: Path) -> None:
    write_tensors(tmp_path, "model", {"weight": torch.ones(2, 3, dtype=torch.int8), "bias": torch.ones(2)}.items())
    with pytest.raises(BadCheckpoint, match="weight holds int8 numbers"):
        fill(torch.nn.Linear(3, 2, device="meta"), tmp_path, "model", torch.float32, "cpu")


@pytest.mark.parametrize(
    "weight_map",
    [{"a": "../model.safetensors"}, {"a": "/etc/passwd"}, {"a": "missing.safetensors"}, {"a": "sub/m.safetensors"}],
)
def test_an_index_cannot_point_elsewhere(tmp_path: Path, weight_map: dict[str, str]) -> None:
    folder = tmp_path / "part"
    (folder / "sub").mkdir(parents=True)
    write_tensors(tmp_path, "model", tensors().items())
    write_tensors(folder / "sub", "m", tensors().items())
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": weight_map}))
    with pytest.raises(BadCheckpoint, match="lacks the file"):
        weight_files(folder, "model")


@pytest.mark.parametrize("index", ["", "[]", "{}", '{"weight_map": []}', '{"weight_map": {"a": {}}}'])
def test_a_damaged_index_is_refused(tmp_path: Path, index: str) -> None:
    (tmp_path / "model.safetensors.index.json").write_text(index)
    with pytest.raises(BadCheckpoint, match="damaged"):
        weight_files(tmp_path, "model")


def test_no_weights_and_broken_weights(tmp_path: Path) -> None:
    with pytest.raises(BadCheckpoint, match="no weights"):
        weight_files(tmp_path, "model")
    (tmp_path / "model.safetensors").write_bytes(b"\x80\x04cos\nsystem\n.")
    for read in (tensor_shapes, lambda *where: dict(read_tensors(*where))):
        with pytest.raises(BadCheckpoint, match="damaged"):
            read(tmp_path, "model")
