"""Stage (a), third piece: the tokeniser and a language model on the world's text."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import LlamaConfig, LlamaForCausalLM

from engine.training.attention import fit_attention
from engine.training.loop import Metrics, Schedule
from engine.training.presets import Sizes

ROW = 384
"""Tokens in a row of packed text."""


def train_pieces(texts: Iterator[str], vocabulary: int, path: Path) -> None:
    """Train a LLaMA-like SentencePiece BPE model (byte fallback, dummy prefix, spaces kept) into `path`."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=texts,
        model_writer=model,
        model_type="bpe",
        vocab_size=vocabulary,
        byte_fallback=True,
        character_coverage=1.0,
        split_digits=True,
        remove_extra_whitespaces=False,
        normalization_rule_name="identity",
        add_dummy_prefix=True,
        unk_id=0,
        bos_id=1,
        eos_id=2,
        pad_id=-1,
        hard_vocab_limit=False,
        num_threads=1,
        minloglevel=2,
    )
    path.write_bytes(model.getvalue())


def build_language(sizes: Sizes, vocabulary: int, pad: int) -> LlamaForCausalLM:
    """A fresh LLaMA.

    Args:
        sizes: its sizes.
        vocabulary: rows of the embedding, added tokens included.
        pad: the id of [PAD].
    """
    config = LlamaConfig(
        vocab_size=vocabulary,
        hidden_size=sizes.hidden,
        intermediate_size=sizes.mlp,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        num_key_value_heads=sizes.kv_heads,
        max_position_embeddings=sizes.context,
        bos_token_id=1,
        eos_token_id=2,
        pad_token_id=pad,
        tie_word_embeddings=False,
        rms_norm_eps=1e-6,
    )
    return LlamaForCausalLM(config)


@dataclass(frozen=True)
class DrawPacked:
    """Draws packed rows of documents, one after another: int64 [count, ROW + 1].

    Attributes:
        document: draws one document as token ids with BOS and EOS.
        count: rows.
    """

    document: Callable[[random.Random], list[int]]
    count: int

    def __call__(self, rng: random.Random) -> NDArray[np.int64]:
        ids: list[int] = []
        while len(ids) < self.count * (ROW + 1):
            ids += self.document(rng)
        return np.array(ids[: self.count * (ROW + 1)]).reshape(self.count, ROW + 1)


class LanguageStage:
    """Next-token prediction on packed rows of the world's text."""

    name = "language"

    def __init__(
        self,
        model: LlamaForCausalLM,
        decode: Callable[[list[int]], str],
        rows: Callable[[int], NDArray[np.int64]],
        schedule: Schedule,
    ) -> None:
        """`decode` turns ids into text; `rows` are those of each step, [batch, ROW + 1]."""
        self.model, self.decode, self.rows, self.schedule = model, decode, rows, schedule
        fit_attention(model)

    def modules(self) -> dict[str, nn.Module]:
        return {"model": self.model}

    def parameters(self) -> Sequence[nn.Parameter]:
        return list(self.model.parameters())

    def loss(self, step: int, rng: random.Random, generator: torch.Generator) -> tuple[Tensor, Metrics]:
        rows = torch.from_numpy(self.rows(step)).to(self.model.device)
        with torch.autocast(rows.device.type, torch.bfloat16):
            logits = self.model(input_ids=rows[:, :-1], use_cache=False).logits
        loss = F.cross_entropy(logits.float().flatten(0, 1), rows[:, 1:].flatten())
        return loss, {"loss": loss.detach()}

    @torch.no_grad()
    def sheet(self, path: Path) -> None:
        self.model.eval()  # type: ignore[no-untyped-call]
        start = torch.tensor([[1]], device=self.model.device)
        texts = []
        for seed in range(4):
            torch.manual_seed(seed)
            ids = self.model.generate(  # type: ignore[misc]
                start, attention_mask=torch.ones_like(start), max_new_tokens=160, do_sample=True, top_p=0.95
            )
            texts.append(self.decode(ids[0].tolist()))
        self.model.train()
        path.with_suffix(".txt").write_text("\n\n---\n\n".join(texts), encoding="utf-8")
