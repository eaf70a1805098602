"""Pictures: golden pixel values, safe opening, there and back."""

from __future__ import annotations

import io
import json
import struct
import zlib
from typing import Any

import pytest
import torch
from PIL import Image

from engine.errors import BadCheckpoint, BadPicture
from engine.model import picture as pictures
from engine.model.picture import Preprocessor, open_picture, to_pictures, to_pixels
from tests.engine.golden import FIXTURE, array


def fixture_pictures() -> list[Image.Image]:
    return [open_picture((FIXTURE / "inputs" / f"img{index}.png").read_bytes()) for index in range(3)]


def preprocessor_json() -> dict[str, Any]:
    path = FIXTURE / "openai" / "clip-vit-tiny-test" / "preprocessor_config.json"
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def encoded(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def test_golden_pixel_values() -> None:
    pixels = Preprocessor.from_json(preprocessor_json())(fixture_pictures())
    assert torch.allclose(pixels, array("image.pixel_values"), rtol=0, atol=1e-5)
    assert pixels.is_contiguous()


def test_golden_targets() -> None:
    pixels = torch.cat([to_pixels(picture, (16, 16)) for picture in fixture_pictures()])
    assert torch.allclose(pixels, array("train.batch_mix.images_dm"), rtol=0, atol=1e-5)
    assert pixels.is_contiguous()


def test_preprocessor_there_and_back() -> None:
    preprocessor = Preprocessor.from_json(preprocessor_json())
    assert Preprocessor.from_json(preprocessor.to_json()) == preprocessor
    assert Preprocessor.from_json({"size": 224, "crop_size": 224}).crop == (224, 224)


@pytest.mark.parametrize(
    "change",
    [
        {"size": {"height": 28, "width": 28}},
        {"crop_size": {"height": 29, "width": 28}},
        {"crop_size": {"height": 28, "width": 0}},
        {"do_normalize": False},
        {"image_std": [0.2, 0.0, 0.2]},
        {"image_mean": [0.5]},
        {"rescale_factor": 1.0},
        {"resample": 99},
        {"size": None},
    ],
)
def test_other_preprocessors_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadCheckpoint):
        Preprocessor.from_json(preprocessor_json() | change)


@pytest.mark.parametrize("size", [(16, 16), (24, 8), (8, 24)])
@pytest.mark.parametrize("given", [(40, 33), (5, 60), (17, 16), (1, 1)])
def test_pixels_cover_every_size(given: tuple[int, int], size: tuple[int, int]) -> None:
    pixels = to_pixels(Image.new("RGB", given, (255, 0, 127)), size)
    assert pixels.shape == (1, 3, size[1], size[0])
    assert torch.allclose(pixels[0, :, 0, 0], torch.tensor([1.0, -1.0, 127 / 127.5 - 1]))
    assert bool((pixels == pixels[:, :, :1, :1]).all())


def test_pictures_there_and_back() -> None:
    picture = fixture_pictures()[1]
    (again,) = to_pictures(to_pixels(picture, picture.size))
    assert again.tobytes() == picture.tobytes()
    (clamped,) = to_pictures(torch.tensor([-3.0, 0.0, 3.0]).reshape(1, 3, 1, 1))
    assert clamped.getpixel((0, 0)) == (0, 128, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_known_formats_are_opened(kind: str) -> None:
    opened = open_picture(encoded(Image.new("RGB", (8, 4), "red"), kind))
    assert (opened.mode, opened.size) == ("RGB", (8, 4))


def test_see_through_parts_are_white() -> None:
    assert open_picture(encoded(Image.new("RGBA", (2, 2), (255, 0, 0, 0)))).getpixel((0, 0)) == (255, 255, 255)
    palette = Image.new("P", (2, 2), 0)
    palette.putpalette([9, 9, 9])
    assert open_picture(encoded(palette, transparency=0)).getpixel((0, 0)) == (255, 255, 255)


def test_deep_grey_keeps_its_brightness() -> None:
    assert open_picture(encoded(Image.new("I;16", (2, 2), 32768))).getpixel((0, 0)) == (127, 127, 127)


def test_pictures_stand_upright() -> None:
    picture = Image.new("RGB", (8, 4), "red")
    exif = picture.getexif()
    exif[0x0112] = 6
    assert open_picture(encoded(picture, "JPEG", exif=exif)).size == (4, 8)


def png_of_size(width: int, height: int) -> bytes:
    """A tiny PNG file that claims to be large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_001, 10_000, 100_000])
def test_huge_pictures_are_refused(side: int) -> None:
    with pytest.raises(BadPicture, match="million pixels"):
        open_picture(png_of_size(side, side))


def test_huge_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_BYTES", 2**20)
    with pytest.raises(BadPicture, match="larger than 1 MB"):
        open_picture(b"\x89PNG" + bytes(2**20))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        encoded(Image.new("RGB", (8, 8)), "GIF"),
        encoded(Image.new("RGB", (64, 64), "red"))[:60],
        png_of_size(4, 4),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(BadPicture, match="no picture"):
        open_picture(data)
