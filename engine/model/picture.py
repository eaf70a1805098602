"""Pictures: from bytes that are not trusted to pixels, from pixels to what the parts want, and back."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
import torch
from PIL import Image, ImageOps
from torch import Tensor

from engine.errors import BadCheckpoint, BadPicture

MAX_BYTES = 64 * 2**20
MAX_PIXELS = 64_000_000
FORMATS = ("PNG", "JPEG", "WEBP")

_CHOOSE = "Choose a PNG, JPEG or WebP picture."
_OPENAI_MEAN = (0.48145466, 0.4578275, 0.40821073)
_OPENAI_STD = (0.26862954, 0.26130258, 0.27577711)


def open_picture(data: bytes) -> Image.Image:
    """Open a picture file that is not trusted.

    Args:
        data: at most `MAX_BYTES` of PNG, JPEG or WebP, at most `MAX_PIXELS` pixels.

    Returns:
        An RGB picture, upright as its camera meant it, see-through parts on white.

    Raises:
        BadPicture: another format, damaged, or too large.
    """
    if len(data) > MAX_BYTES:
        raise BadPicture(f"The picture file is larger than {MAX_BYTES // 2**20} MB.", "Choose a smaller picture.")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                sentence = f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels."
                raise BadPicture(sentence, "Choose a smaller picture.")
            picture.load()
            return _on_white(ImageOps.exif_transpose(picture))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        sentence = f"The picture has more than {MAX_PIXELS // 1_000_000} million pixels."
        raise BadPicture(sentence, "Choose a smaller picture.", str(error)) from error
    except BadPicture:
        raise
    except Exception as error:  # a decoder fed with wrong bytes raises whatever comes to its mind
        raise BadPicture("This file is no picture, or it is damaged.", _CHOOSE, str(error)) from error


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):
        picture = Image.fromarray((numpy.asarray(picture).clip(0, 65535) / 257).astype(numpy.uint8))
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


@dataclass(frozen=True)
class Preprocessor:
    """What the vision encoder wants, read from its preprocessor_config.json: short side, centre crop, mean and std.

    Attributes:
        short_side: pixels that the shorter side is resized to.
        crop: height and width of the centre that is kept; at most `short_side` each.
        mean, std: of the red, green and blue values in 0..1.
        resample: Pillow's number of the resize filter; 3 is bicubic.
    """

    short_side: int
    crop: tuple[int, int]
    mean: tuple[float, ...] = _OPENAI_MEAN
    std: tuple[float, ...] = _OPENAI_STD
    resample: int = int(Image.Resampling.BICUBIC)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Preprocessor:
        """Read the content of a preprocessor_config.json of a CLIPImageProcessor.

        Raises:
            BadCheckpoint: a value that is missing or that is not supported.
        """
        try:
            size, crop = data["size"], data["crop_size"]
            steps = ("do_resize", "do_center_crop", "do_rescale", "do_normalize")
            made = cls(
                int(size["shortest_edge"] if isinstance(size, Mapping) else size),
                (int(crop["height"]), int(crop["width"])) if isinstance(crop, Mapping) else (int(crop), int(crop)),
                tuple(float(value) for value in data.get("image_mean", _OPENAI_MEAN)),
                tuple(float(value) for value in data.get("image_std", _OPENAI_STD)),
                int(Image.Resampling(data.get("resample", 3))),
            )
            usual = all(data.get(step, True) is True for step in steps) and not data.get("use_square_size")
            usual = usual and abs(float(data.get("rescale_factor", 1 / 255)) * 255 - 1) < 1e-6
            if not usual or not 0 < max(made.crop) <= made.short_side or len(made.mean) != 3 or len(made.std) != 3:
                raise ValueError("unsupported values")
            if min(*made.crop, *made.std) <= 0:
                raise ValueError("values that must be above zero")
        except (KeyError, TypeError, ValueError) as error:
            sentence = "How the model wants to see pictures cannot be understood."
            raise BadCheckpoint(
                sentence, "Choose another model folder.", f"preprocessor_config.json: {error}"
            ) from error
        return made

    def to_json(self) -> dict[str, Any]:
        """The content of a preprocessor_config.json that the stock processor reads too."""
        return {
            "image_processor_type": "CLIPImageProcessor",
            "do_convert_rgb": True,
            "do_resize": True,
            "size": {"shortest_edge": self.short_side},
            "resample": self.resample,
            "do_center_crop": True,
            "crop_size": {"height": self.crop[0], "width": self.crop[1]},
            "do_rescale": True,
            "rescale_factor": 1 / 255,
            "do_normalize": True,
            "image_mean": list(self.mean),
            "image_std": list(self.std),
        }

    def __call__(self, pictures: Sequence[Image.Image]) -> Tensor:
        """Pixel values [n, 3, height, width] float32, contiguous, as CLIPImageProcessor makes them."""
        mean = torch.tensor(self.mean)[:, None, None]
        std = torch.tensor(self.std)[:, None, None]
        return torch.stack([(_tensor(self._cropped(picture)) / 255 - mean) / std for picture in pictures])

    def _cropped(self, picture: Image.Image) -> Image.Image:
        picture = picture.convert("RGB")
        picture = picture.resize(_short_side(picture.size, self.short_side), Image.Resampling(self.resample))
        height, width = self.crop
        left, top = (picture.width - width) // 2, (picture.height - height) // 2
        return picture.crop((left, top, left + width, top + height))


def to_pixels(picture: Image.Image, size: tuple[int, int]) -> Tensor:
    """A picture for the VAE: resized (bilinear) to cover `size` (width, height), the centre cut out.

    Returns:
        [1, 3, height, width] float32 in [-1, 1], contiguous.
    """
    width, height = size
    picture = picture.convert("RGB")
    if picture.width * height >= picture.height * width:
        covering = (int(height * picture.width / picture.height), height)
    else:
        covering = (width, int(width * picture.height / picture.width))
    covering = (max(covering[0], width), max(covering[1], height))
    picture = picture.resize(covering, Image.Resampling.BILINEAR)
    left, top = round((picture.width - width) / 2), round((picture.height - height) / 2)
    return _tensor(picture.crop((left, top, left + width, top + height)))[None] / 127.5 - 1


def to_pictures(pixels: Tensor) -> list[Image.Image]:
    """RGB pictures from [n, 3, height, width] of any float in [-1, 1]; values beyond are clamped."""
    values = (pixels.detach().float().cpu() / 2 + 0.5).clamp(0, 1) * 255
    return [Image.fromarray(value.permute(1, 2, 0).round().to(torch.uint8).numpy()) for value in values]


def _short_side(size: tuple[int, int], short_side: int) -> tuple[int, int]:
    width, height = size
    if width <= height:
        return short_side, int(short_side * height / width)
    return int(short_side * width / height), short_side


def _tensor(picture: Image.Image) -> Tensor:
    """[3, height, width] float32, 0 to 255, contiguous: strided pictures make convolutions slow on the CPU."""
    values = torch.from_numpy(numpy.array(picture, dtype=numpy.float32))
    return values.permute(2, 0, 1).contiguous()
