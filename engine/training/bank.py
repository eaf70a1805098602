"""A bank of rendered scenes on disk: drawn once, read by many stages."""

from __future__ import annotations

import dataclasses
import json
import os
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.errors import TrainingFailed
from engine.storybook.chance import random_scene
from engine.storybook.drawing.pixels import scene_pixels
from engine.storybook.scene import Scene, Subject

CHUNK = 256
RESIDENT_SHARE = 0.25
"""A bank is kept on a GPU when it takes no more than this share of the memory that is free there."""


@dataclass(frozen=True)
class Bank:
    """Scenes and their pictures.

    Attributes:
        scenes: what each picture shows.
        pixels: uint8 [n, size, size, 3], memory-mapped.
        resident: the same on the device where batches are made; None to read them from the disk.
    """

    scenes: list[Scene]
    pixels: NDArray[np.uint8]
    resident: Tensor | None = None

    def batch(self, places: Sequence[int]) -> Tensor:
        """The pictures at `places` as a contiguous float tensor [n, 3, size, size] in [-1, 1]."""
        if self.resident is None:
            return to_tensor(self.pixels[list(places)])
        return _floats(self.resident[torch.tensor(places, device=self.resident.device)])

    def on(self, device: str | torch.device) -> Bank:
        """The same bank, kept on a GPU if it has plenty of room: then no step waits for the disk or the transfer."""
        kind = torch.device(device).type
        if kind != "cuda" or self.pixels.nbytes > RESIDENT_SHARE * torch.cuda.mem_get_info(device)[0]:
            return self
        resident = torch.empty(self.pixels.shape, dtype=torch.uint8, device=device)
        for start in range(0, len(self.pixels), CHUNK):
            resident[start : start + CHUNK] = torch.from_numpy(self.pixels[start : start + CHUNK].copy())
        return dataclasses.replace(self, resident=resident)


def to_tensor(pixels: NDArray[np.uint8], device: str | torch.device = "cpu") -> Tensor:
    """uint8 [n, h, w, 3] -> contiguous float32 [n, 3, h, w] in [-1, 1] on a device."""
    return _floats(torch.from_numpy(np.ascontiguousarray(pixels)).to(device))


def _floats(pixels: Tensor) -> Tensor:
    """Contiguous, because convolutions on the CPU train several times slower on a permuted view."""
    return pixels.permute(0, 3, 1, 2).contiguous().float().div_(127.5).sub_(1.0)


def open_bank(
    folder: Path, count: int, size: int, seed: int, say: Callable[[str], None], *, held_out: bool = False
) -> Bank:
    """The bank in `folder`, drawn first where it is not there yet.

    Args:
        folder: where the bank lives; made if missing.
        count: number of pictures.
        size: pixels a side.
        seed: of the choice of scenes.
        say: told how drawing goes.
        held_out: only scenes that are kept out of training, instead of none of them.

    Raises:
        TrainingFailed: the folder holds another bank; what was made of its pictures lies beside it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    label = {"count": count, "size": size, "seed": seed, "held_out": held_out}
    marker, pixels_path, scenes_path = folder / "bank.json", folder / "pixels.npy", folder / "scenes.jsonl"
    if marker.exists() and json.loads(marker.read_text()) != label:
        raise TrainingFailed(
            f"{folder} holds the pictures of another run.",
            "Choose another folder, or delete this one.",
            marker.read_text(),
        )
    if not marker.exists():
        rng = random.Random(f"bank/{seed}/{held_out}")
        scenes = [random_scene(rng, held_out=held_out) for _ in range(count)]
        _draw(scenes, size, pixels_path, say)
        scenes_path.write_text("".join(json.dumps(dataclasses.asdict(s)) + "\n" for s in scenes))
        marker.write_text(json.dumps(label))
    scenes = [_scene(json.loads(line)) for line in scenes_path.read_text().splitlines()]
    return Bank(scenes, np.load(pixels_path, mmap_mode="r"))


def _draw(scenes: list[Scene], size: int, path: Path, say: Callable[[str], None]) -> None:
    shape = (len(scenes), size, size, 3)
    pixels = np.lib.format.open_memmap(path, mode="w+", dtype=np.uint8, shape=shape)
    chunks = [scenes[i : i + CHUNK] for i in range(0, len(scenes), CHUNK)]
    with _workers(len(chunks)) as draw:
        for index, drawn in enumerate(draw(scene_pixels, chunks, [size] * len(chunks))):
            pixels[index * CHUNK : index * CHUNK + len(drawn)] = drawn
            if index % 16 == 0:
                say(f"pictures: {index * CHUNK + len(drawn)}/{len(scenes)} drawn")
    pixels.flush()


@contextmanager
def _workers(jobs: int) -> Iterator[Any]:
    """Something like `map` that works on all cores; for a single job it is `map` itself.

    Processes are spawned, not forked: a fork of a process with threads may hang.
    """
    if jobs == 1:
        yield map
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        yield pool.map


def _scene(data: dict[str, object]) -> Scene:
    subjects = data.pop("subjects")
    assert isinstance(subjects, list)
    return Scene(subjects=tuple(Subject(**s) for s in subjects), **data)  # type: ignore[arg-type]
