"""Previews from latents."""

from __future__ import annotations

import io

import torch
from PIL import Image

from engine.generate.preview import fit_preview, preview_jpeg, stand_in_pictures
from tests.engine.tiny import tiny_model


class PoolingVae(torch.nn.Module):
    """An autoencoder whose latents are a known linear map of the colours."""

    def __init__(self) -> None:
        super().__init__()
        self.config = {"scaling_factor": 0.5}
        self.device, self.dtype = torch.device("cpu"), torch.float32

    def encode(self, pictures: torch.Tensor, return_dict: bool) -> tuple[object]:
        pooled = torch.nn.functional.avg_pool2d(pictures, 8)
        mean = torch.cat([2 * pooled[:, [2, 0, 1]] + 1, 0 * pooled[:, :1]], dim=1)
        return (type("Posterior", (), {"mean": mean})(),)


def test_the_fitted_map_finds_the_colours_again() -> None:
    pictures = stand_in_pictures((64, 64), 8)
    colours = fit_preview(PoolingVae(), pictures)  # type: ignore[arg-type]  # only `encode` is used
    latents = PoolingVae().encode(pictures[:1], return_dict=False)[0].mean[0] * 0.5  # type: ignore[attr-defined]
    shown = Image.open(io.BytesIO(preview_jpeg(latents, colours, (64, 64))))
    expected = torch.nn.functional.interpolate(pictures[:1], (128, 128), mode="area")[0]
    pixels = torch.frombuffer(bytearray(shown.convert("RGB").tobytes()), dtype=torch.uint8).reshape(128, 128, 3)
    difference = pixels.permute(2, 0, 1).float() / 127.5 - 1 - expected
    assert difference.abs().mean() < 0.06


def test_previews_are_small_jpegs_in_the_shape_of_the_picture() -> None:
    vae = tiny_model().model.vae
    colours = fit_preview(vae, stand_in_pictures((16, 16), 2))
    data = preview_jpeg(torch.randn(4, 8, 4), colours, (512, 1024))
    picture = Image.open(io.BytesIO(data))
    assert (picture.format, picture.size) == ("JPEG", (128, 256))
    assert len(data) < 20_000


def test_a_model_without_a_map_shows_nothing() -> None:
    assert preview_jpeg(torch.zeros(4, 8, 8), (), (64, 64)) == b""
