"""The plain diffusion model: the text encoder that stays with a model, its UNet and its autoencoder, without DreamLLM.

It is to this world what Stable Diffusion is to the large one: the painter alone, which reads words and nothing else.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor
from transformers.models.clip.modeling_clip import CLIPTextModel

from engine.checkpoint.folder import read_text_encoder
from engine.generate.diffusion import decode, denoise, draw_noise, make_scheduler, noise_generator
from engine.generate.job import Painted
from engine.generate.painting import Commission, latent_shape
from engine.generate.settings import plan_painting
from engine.model.loaded import Loaded
from engine.model.picture import to_pictures
from engine.protocol.values import PaintSettings
from engine.tasks.pictures import ready
from engine.training.caption_conditions import caption_conditions
from engine.training.captioned import TextTokens


class PlainDiffusion:
    """Paints from words with the settings that the model's card recommends."""

    def __init__(self, loaded: Loaded, text: CLIPTextModel) -> None:
        self._loaded, self._text = loaded, text
        self._tokens = TextTokens(loaded.tokenizer, int(text.config.max_position_embeddings))

    @classmethod
    def beside(cls, loaded: Loaded, folder: Path) -> PlainDiffusion | None:
        """The plain diffusion model of a model that was loaded from `folder`; None where no text encoder is kept.

        Raises:
            BadCheckpoint: the text encoder is damaged.
        """
        text = read_text_encoder(folder, loaded.model.dtype, loaded.model.device)
        return None if text is None else cls(loaded, text)

    def paint(self, words: str, seed: int) -> bytes:
        """A picture (PNG) for words; from the same noise as a dreamed picture of that seed."""
        model = self._loaded.model
        plan = plan_painting(PaintSettings(), self._loaded)
        generator = noise_generator(seed)
        empty, condition = self._conditions(["", words]).chunk(2)
        states = denoise(
            model.unet,
            condition,
            empty,
            make_scheduler(model.scheduler_config, plan.scheduler),
            draw_noise([generator], latent_shape(model, plan)),
            steps=plan.steps,
            guidance=plan.guidance,
            generators=[generator],
        )
        *_, last = states
        picture = to_pictures(decode(model.vae, last.latents))[0]
        recipe = Commission(0, "plain diffusion", seed, plan, words).recipe(self._loaded.config.card.name)
        return ready(Painted(0, picture, recipe)).data

    def _conditions(self, texts: list[str]) -> Tensor:
        """Words as the UNet first learned to follow them: [n, N, X]."""
        ids = torch.from_numpy(self._tokens(texts)[0]).to(self._text.device)
        with torch.inference_mode():
            return caption_conditions(self._text, ids, self._loaded.config.queries)
