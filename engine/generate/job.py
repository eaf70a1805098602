"""What the making of one job's text and pictures shares, and the moments that it consists of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

import torch
from PIL import Image

from engine.generate.blocks import Seen
from engine.generate.reader import Reader
from engine.generate.tally import Tally
from engine.model.loaded import Loaded
from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, TextPiece
from engine.protocol.values import Recipe


@dataclass(frozen=True)
class Painted:
    """A finished picture, RGB, and how it came to be."""

    index: int
    picture: Image.Image
    recipe: Recipe


Moment = TextPiece | CaptionPiece | DreamStarted | DreamStep | Painted
"""What generation yields on its way."""

Ending = Literal["stop", "length", "cancelled"]
"""How it ends: the model was done, a limit was reached, or somebody asked to stop."""


@dataclass(frozen=True)
class Job:
    """One job's surroundings.

    Attributes:
        loaded: the model with its tokenizer and preprocessor.
        reader: reads for this model; keeps its cache from job to job.
        cancelled: asked after each token and each denoising step.
        tally: what the job costs.
    """

    loaded: Loaded
    reader: Reader
    cancelled: Callable[[], bool]
    tally: Tally = field(default_factory=Tally)

    def see(self, picture: Image.Image) -> Seen:
        """A picture as the model sees it; a picture that it saw lately is not looked at again."""
        digest = hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).hexdigest()
        remembered = self.reader.cache.remembered
        features = remembered.get(f"picture {digest}")
        if features is None:
            self.reader.threads.use_wide()
            pixels = self.loaded.preprocessor([picture]).to(self.reader.model.device)
            with torch.inference_mode():
                features = self.reader.model.encode_pictures(pixels)[0]
            remembered.put(f"picture {digest}", features)
        return Seen(digest, features)
