"""DreamLLM: a language model that looks at pictures and dreams them, joined from stock parts.

Dong et al., "DreamLLM: Synergistic Multimodal Comprehension and Creation", ICLR 2024. The parts are a
LLaMA (width H), a CLIP vision encoder (P patches a picture), a Stable Diffusion UNet (condition width X)
and its VAE. Ours are N learned *dream queries* and two projectors. Letters in shapes: B rows, L tokens,
n pictures, S the side of a CLIP picture, V the vocabulary.
"""

from __future__ import annotations

from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn
from transformers.cache_utils import Cache
from transformers.models.clip.modeling_clip import CLIPVisionModel
from transformers.models.llama.modeling_llama import LlamaForCausalLM

from engine.config import BOS, DREAM_END, DREAM_START, IM_PATCH, IM_START, DreamConfig
from engine.model.projector import make_projector
from engine.sequence.layout import BlockSizes

STOCK_PARTS = ("language_model", "vision_encoder", "unet", "vae")


class DreamLLM(nn.Module):
    """The parts, joined. They are given, not made here.

    Attributes:
        config: what the parts' own configs do not say.
        scheduler_config: the noise schedule that the UNet was trained with, as diffusers writes it.
        dream_queries: [1, N, H].
        vision_projector: vision width -> H.
        post_layernorm: LayerNorm over H behind it, or None.
        condition_projector: H -> X, without bias.
    """

    def __init__(
        self,
        config: DreamConfig,
        language_model: LlamaForCausalLM,
        vision_encoder: CLIPVisionModel,
        unet: UNet2DConditionModel,
        vae: AutoencoderKL,
        scheduler_config: dict[str, Any],
    ) -> None:
        super().__init__()
        self.config = config
        self.scheduler_config = scheduler_config
        self.language_model = language_model
        self.vision_encoder = vision_encoder
        self.unet = unet
        self.vae = vae
        width, vision = self.width, vision_encoder.config
        spread = language_model.config.initializer_range
        self.dream_queries = nn.Parameter(torch.randn(1, config.queries, width) * spread)
        self.vision_projector = make_projector(config.vision_projector, vision.hidden_size, width, bias=True)
        self.post_layernorm = nn.LayerNorm(width, eps=vision.layer_norm_eps) if config.post_layernorm else None
        self.condition_projector = make_projector(
            config.condition_projector, width, self.cross_attention_width, bias=False
        )

    @property
    def width(self) -> int:
        """H, the language model's width."""
        return int(self.language_model.config.hidden_size)

    @property
    def cross_attention_width(self) -> int:
        """X, the width of the UNet's condition."""
        return int(self.unet.config["cross_attention_dim"])

    @property
    def patches(self) -> int:
        """P, tokens of a picture that is looked at."""
        return int(self.vision_encoder.embeddings.num_patches)

    @property
    def queries(self) -> int:
        """N, tokens of a dream."""
        return self.config.queries

    @property
    def block_sizes(self) -> BlockSizes:
        """P and N for layouts."""
        return BlockSizes(self.patches, self.queries)

    @property
    def latent_channels(self) -> int:
        """Channels of a latent picture."""
        return int(self.vae.config["latent_channels"])

    @property
    def vae_factor(self) -> int:
        """Pixels a side for each latent pixel."""
        return int(2 ** (len(self.vae.config["block_out_channels"]) - 1))

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height in pixels of the pictures that the UNet was trained on."""
        side = self.unet.config["sample_size"]
        height, width = (side, side) if isinstance(side, int) else side
        return width * self.vae_factor, height * self.vae_factor

    @property
    def context_tokens(self) -> int:
        """How many tokens the language model can read at once."""
        return int(self.language_model.config.max_position_embeddings)

    @property
    def device(self) -> torch.device:
        """Where the model's own tensors are."""
        return self.dream_queries.device

    @property
    def dtype(self) -> torch.dtype:
        """The kind of float of the model's own tensors."""
        return self.dream_queries.dtype

    def own_state(self) -> dict[str, Tensor]:
        """The tensors that belong to no stock part: dream queries and projectors."""
        return {name: tensor for name, tensor in self.state_dict().items() if name.split(".")[0] not in STOCK_PARTS}

    def embed(self, ids: Tensor) -> Tensor:
        """Token embeddings: ids [B, L] int64 -> [B, L, H]."""
        return self.language_model.model.embed_tokens(ids)  # type: ignore[no-any-return]

    def encode_pictures(self, pixels: Tensor) -> Tensor:
        """Look at pictures: CLIP pixel values [n, 3, S, S] -> features [n, P, H] for their image blocks."""
        seen = self.vision_encoder(pixel_values=pixels.to(self.dtype), output_hidden_states=True)
        features = self.vision_projector(seen.hidden_states[self.config.select_layer][:, 1:])
        return self.post_layernorm(features) if self.post_layernorm is not None else features  # type: ignore[no-any-return]

    def splice(self, ids: Tensor, picture_features: Tensor | None = None) -> Tensor:
        """Embeddings of sequences, with image features and dream queries in their places.

        Args:
            ids: [B, L] int64; every block is whole.
            picture_features: [n, P, H], in order of `<im_start>` over rows, then positions.

        Returns:
            [B, L, H].

        Raises:
            ValueError: there are more or fewer pictures than image blocks, or a block is cut.
        """
        embeddings = self.embed(ids)
        count = 0 if picture_features is None else len(picture_features)
        rows, columns = self._places(ids, IM_START, self.patches)
        if len(rows) != count:
            raise ValueError(f"{len(rows)} image blocks, but {count} pictures")
        if picture_features is not None:
            embeddings = embeddings.index_put((rows, columns), picture_features.to(embeddings.dtype))
        rows, columns = self._places(ids, DREAM_START, self.queries)
        if len(rows):
            queries = self.dream_queries.to(embeddings.dtype).expand(len(rows), -1, -1)
            embeddings = embeddings.index_put((rows, columns), queries)
        return embeddings

    def _places(self, ids: Tensor, start: str, length: int) -> tuple[Tensor, Tensor]:
        """Rows [n, 1] and columns [n, length] of the places after each `start` token."""
        rows, columns = (ids == self.config.token(start)).nonzero(as_tuple=True)
        places = columns[:, None] + 1 + torch.arange(length, device=ids.device)
        inside = bool((columns + length < ids.shape[1]).all())
        if not inside or not bool((ids[rows[:, None], places] == self.config.token(IM_PATCH)).all()):
            raise ValueError(f"a block after {start} is cut")
        return rows[:, None], places

    def hidden(
        self,
        embeddings: Tensor,
        attention_mask: Tensor | None = None,
        position_ids: Tensor | None = None,
        cache: Cache | None = None,
    ) -> Tensor:
        """Run the language model.

        Args:
            embeddings: [B, L, H].
            attention_mask: [B, cached + L] int64, 0 for padding; None when nothing is padded.
            position_ids: [B, L] int64; None counts on from the cache. Rows that are padded need
                `engine.sequence.layout.positions`, or else their length would matter.
            cache: keys and values of what came before; grows by L.

        Returns:
            [B, L, H], after the final norm.
        """
        output = self.language_model.model(
            inputs_embeds=embeddings,
            attention_mask=attention_mask,
            position_ids=position_ids,
            past_key_values=cache,
            use_cache=cache is not None,
        )
        return output.last_hidden_state  # type: ignore[no-any-return]

    def logits(self, hidden: Tensor) -> Tensor:
        """Scores of the next token: [..., H] -> [..., V]."""
        return self.language_model.lm_head(hidden)  # type: ignore[no-any-return]

    def dream_states(self, hidden: Tensor, ids: Tensor) -> Tensor:
        """The states at the places of dreams, markers excluded.

        Args:
            hidden: [B, L, H], after the final norm.
            ids: [B, L], the same tokens.

        Returns:
            [n, N, H], in order of `<dream_start>` over rows, then positions.
        """
        return hidden[self._places(ids, DREAM_START, self.queries)]

    def looked_states(self, hidden: Tensor, ids: Tensor) -> Tensor:
        """The states at `<im_end>`, where a whole picture has just been read.

        Args:
            hidden: [B, L, H], behind any layer.
            ids: [B, L], the same tokens.

        Returns:
            [n, H], in order of `<im_start>` over rows, then positions.
        """
        rows, columns = self._places(ids, IM_START, self.patches)
        return hidden[rows[:, 0], columns[:, -1] + 1]

    def condition(self, states: Tensor) -> Tensor:
        """The UNet's condition: dream states [n, N, H] -> [n, N, X]."""
        return self.condition_projector(states)  # type: ignore[no-any-return]

    def unconditional(self) -> Tensor:
        """The dream states [1, N, H] of an empty prompt: `<s>` and a dream block."""
        token = self.config.token
        ids = [token(BOS), token(DREAM_START), *[token(IM_PATCH)] * self.queries, token(DREAM_END)]
        sequence = torch.tensor([ids], device=self.device)
        return self.dream_states(self.hidden(self.splice(sequence)), sequence)
