"""The text encoder as a teacher of dreams: what the UNet was told by a picture's caption."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional
from transformers import CLIPTextModel

from engine.training.caption_conditions import caption_conditions
from engine.training.captioned import TextTokens

WEIGHT = 1.0
"""Of the teacher's loss beside that of denoising."""


class Teacher:
    """Asks of a dream to say what the caption of its picture says.

    The noise in a picture is mostly not to be known, and a dream that learns from it alone learns slowly. The text
    encoder that was trained beside the UNet already says what the UNet understands; to say the same is a lesson without
    chance and without the UNet (as Koh et al. 2023, GILL, section 3.2, teach a language model to speak to Stable
    Diffusion). The loss of denoising stays beside it, for it knows what no caption says, such as where in a picture
    before an edit somebody stood.
    """

    def __init__(self, text: CLIPTextModel, tokens: TextTokens, places: int) -> None:
        """`text`: frozen from now on. `places`: states of it that the UNet follows."""
        self.text, self.tokens, self.places = text.requires_grad_(False), tokens, places
        self.text.eval()  # type: ignore[no-untyped-call]

    def loss(self, said: Tensor, captions: Sequence[str]) -> Tensor:
        """The mean squared distance of conditions from those of captions, a float32 scalar.

        Args:
            said: [n, places, X], what dreams say.
            captions: of the n pictures that are dreamed.
        """
        with torch.no_grad():
            ids = torch.from_numpy(self.tokens(captions)[0]).to(said.device)
            right = caption_conditions(self.text, ids, self.places)
        return functional.mse_loss(said.float(), right.float())
