"""Where training goes on from: the parts of a finished model in the place of fresh ones."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPTextModel, LlamaForCausalLM

from engine.checkpoint.folder import Parts, read_parts, read_text_encoder
from engine.errors import TrainingFailed
from engine.sequence.tokenizer import Tokenizer

WORD_ROWS = ("model.embed_tokens.weight", "lm_head.weight")
"""The tensors of a language model that have a row for each token."""
TEXT_ROWS = "embeddings.token_embedding.weight"
"""That of a text encoder."""
FITTING = 0.95
"""Share of a part's tensors that must fit."""


class Start:
    """A model folder whose parts a new run starts with. The new run has a tokeniser of its own.

    Args:
        folder: of a model with the same sizes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def parts(self) -> Parts:
        """The model that it starts from.

        Raises:
            BadCheckpoint: there is none.
        """
        return read_parts(self._folder)

    def fill(self, module: nn.Module, name: str) -> None:
        """Give a fresh part the weights of "vae", "unet" or "vision_encoder".

        Raises:
            TrainingFailed: the sizes are others.
        """
        part: nn.Module = getattr(self.parts, name)
        self._load(module, dict(part.state_dict()), name)

    def fill_language(self, model: LlamaForCausalLM, tokenizer: Tokenizer) -> None:
        """Give a fresh language model the old one's weights; words that the old one did not know stay fresh.

        Raises:
            TrainingFailed: the sizes are others.
        """
        state = dict(self.parts.language_model.state_dict())
        for name in WORD_ROWS:
            state[name] = self._word_rows(state[name], model.state_dict()[name], tokenizer)
        self._load(model, state, "language_model")

    def fill_text(self, text: CLIPTextModel, tokenizer: Tokenizer) -> None:
        """Give a fresh text encoder the weights of the model's own, if it has one; new words stay fresh.

        Raises:
            TrainingFailed: the sizes are others.
            BadCheckpoint: the old one is damaged.
        """
        old = read_text_encoder(self._folder)
        if old is None:
            return
        state = dict(old.state_dict())
        state[TEXT_ROWS] = self._word_rows(state[TEXT_ROWS], text.state_dict()[TEXT_ROWS], tokenizer)
        self._load(text, state, "text_encoder")

    def _word_rows(self, old: Tensor, fresh: Tensor, tokenizer: Tokenizer) -> Tensor:
        """The fresh rows [tokens, width], with the old one's for each word that the old tokeniser knew, too."""
        places = {name: index for index, name in enumerate(self.parts.tokenizer.names())}
        known = [(index, places[name]) for index, name in enumerate(tokenizer.names()) if name in places]
        here, there = (torch.tensor([pair[side] for pair in known]) for side in (0, 1))
        rows = fresh.clone()
        if rows.shape[1:] == old.shape[1:]:  # else loading refuses the sizes
            rows[here] = old[there]
        return rows

    def _load(self, module: nn.Module, state: dict[str, Tensor], name: str) -> None:
        """Layers of other sizes stay fresh, as those at the ends do where latents have more channels than before."""
        own = module.state_dict()
        fits = {key: tensor for key, tensor in state.items() if key in own and own[key].shape == tensor.shape}
        if own.keys() != state.keys() or len(fits) < FITTING * len(own):
            raise TrainingFailed(
                f"The {name.replace('_', ' ')} of {self._folder} has other sizes than this preset.",
                "Choose the preset that it was made with, or train from nothing.",
                f"{len(fits)} of {len(own)} tensors fit",
            )
        module.load_state_dict({**own, **fits})
