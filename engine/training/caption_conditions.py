"""What a caption says to the UNet: the last states of the text encoder, as many as there are dream queries."""

from __future__ import annotations

from torch import Tensor
from transformers import CLIPTextModel


def caption_conditions(text: CLIPTextModel, ids: Tensor, places: int) -> Tensor:
    """Captions as conditions.

    Each place of the encoder looks back at all before it, so that the last ones, behind the words of all but the
    longest captions, hold what the whole caption says. The UNet learns to follow these alone: what a caption says then
    has the shape of a dream, and dreams can learn to say it.

    Args:
        ids: int64 [n, text context], from `TextTokens`.
        places: how many, at most the text context.

    Returns:
        [n, places, X].
    """
    states: Tensor = text(input_ids=ids).last_hidden_state
    return states[:, -places:]
