"""One token through the language model, without the modules' overhead.

A small model spends more time in Python than in arithmetic: this is the same arithmetic as
`LlamaForCausalLM`, written as one flat loop over its own weights and our cache.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch.nn import functional
from transformers.models.llama.configuration_llama import LlamaConfig
from transformers.models.llama.modeling_llama import LlamaDecoderLayer, LlamaForCausalLM

from engine.generate.cache import DocumentCache, RewindableLayer
from engine.memory.plan import JOINED_PARAMETERS

STEADY_ROPE = ("default", "linear", "llama3")
"""Position encodings whose angles depend on the position alone, not on how long the text has become."""


def can_step(config: LlamaConfig) -> bool:
    """Whether the flat loop covers a language model of this kind, with its matrices as they are trained."""
    kind = (config.rope_parameters or {}).get("rope_type", "default")
    return kind in STEADY_ROPE and config.hidden_act == "silu" and not config.mlp_bias and not config.attention_bias


@dataclass(frozen=True)
class _Weights:
    """The weights of one layer, queries with keys and values, and gate with up, joined where that is cheap."""

    before_attention: torch.Tensor
    joint: tuple[torch.Tensor, ...]
    out: torch.Tensor
    before_mlp: torch.Tensor
    gate_up: tuple[torch.Tensor, ...]
    down: torch.Tensor


class Stepper:
    """Reads one token at a time into a cache, batch 1."""

    def __init__(self, language_model: LlamaForCausalLM, cache: DocumentCache) -> None:
        config = language_model.config
        self._cache = cache
        self._embeddings = language_model.model.embed_tokens.weight
        self._norm = language_model.model.norm.weight
        self._epsilon = config.rms_norm_eps
        self._heads = config.num_attention_heads
        self._kv_heads = int(config.num_key_value_heads or config.num_attention_heads)
        self._head_width = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
        positions = torch.arange(cache.limit, device=self._embeddings.device)[None]
        cosines, sines = language_model.model.rotary_emb(self._embeddings[:1], positions)
        self._cosines, self._sines = cosines[0], _signed(sines[0])
        joined = language_model.num_parameters() <= JOINED_PARAMETERS
        self._layers = [_gathered(layer, joined) for layer in language_model.model.layers]

    def step(self, token: int) -> torch.Tensor:
        """Read a token; returns the state [H] after the final norm. The caller notes it in the cache."""
        place = self._cache.length
        cosine, sine = self._cosines[place], self._sines[place]
        stream = self._embeddings[token][None]
        for weights, held in zip(self._layers, self._cache.states, strict=True):
            normed = self._normed(stream, weights.before_attention)
            stream = stream + self._attend(normed, weights, held, cosine, sine)
            normed = self._normed(stream, weights.before_mlp)
            gate, up = _linear(normed, weights.gate_up).chunk(2, dim=1)
            stream = stream + functional.linear(functional.silu(gate) * up, weights.down)
        return self._normed(stream, self._norm)[0]

    def _normed(self, stream: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
        return functional.rms_norm(stream, weight.shape, weight, self._epsilon)

    def _attend(
        self,
        normed: torch.Tensor,
        weights: _Weights,
        held: RewindableLayer,
        cosine: torch.Tensor,
        sine: torch.Tensor,
    ) -> torch.Tensor:
        joint = _linear(normed, weights.joint).view(1, -1, 1, self._head_width)
        turned = joint[:, : self._heads + self._kv_heads]
        turned = turned * cosine + turned.roll(self._head_width // 2, -1) * sine
        query, key = turned[:, : self._heads], turned[:, self._heads :]
        keys, values = held.update(key, joint[:, self._heads + self._kv_heads :])
        if self._kv_heads != self._heads:
            # One query position: the heads of a group become the rows of one query, and nothing is repeated.
            query = query.view(1, self._kv_heads, -1, self._head_width)
        mixed = functional.scaled_dot_product_attention(query, keys, values)
        return functional.linear(mixed.reshape(1, -1), weights.out)


def _signed(sines: torch.Tensor) -> torch.Tensor:
    """Sines [n, d] with the first half negated: then rotating a half turn is a plain roll."""
    first, second = sines.chunk(2, dim=-1)
    return torch.cat([-first, second], dim=-1)


def _linear(inputs: torch.Tensor, weights: tuple[torch.Tensor, ...]) -> torch.Tensor:
    if len(weights) == 1:
        return functional.linear(inputs, weights[0])
    return torch.cat([functional.linear(inputs, weight) for weight in weights], dim=1)


def _gathered(layer: LlamaDecoderLayer, joined: bool) -> _Weights:
    attention, mlp = layer.self_attn, layer.mlp
    joint = (attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight)
    gate_up = (mlp.gate_proj.weight, mlp.up_proj.weight)
    return _Weights(
        layer.input_layernorm.weight,
        (torch.cat(joint),) if joined else joint,
        attention.o_proj.weight,
        layer.post_attention_layernorm.weight,
        (torch.cat(gate_up),) if joined else gate_up,
        mlp.down_proj.weight,
    )
