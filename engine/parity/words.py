"""Parity of everything made of token ids: tokenizer, chat prompts, layouts, batches."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import torch

from engine.config import DREAM, IMAGE, VICUNA_SYSTEM
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import Report
from engine.sequence import layout
from engine.sequence.chat import Turn, chat_segments, chat_text
from engine.sequence.layout import BlockSizes, Dreamed, Given, Layout, Segment
from engine.sequence.tokenizer import CONFIG_FILE, Tokenizer

_LONGEST_TEXT = 1 << 24
"""A limit beyond it stands for none."""
_NO_LIMIT = int(1e30)
"""What the official tokenizer says where its files say nothing."""


def check_tokenizer(fixture: Fixture, report: Report, tokenizer: Tokenizer, folder: Path) -> None:
    """Ids, pieces and decoded strings; `folder` is the imported tokenizer's."""
    for number, case in enumerate(fixture.facts.get("tokenizer", [])):
        name = f"{JSON}tokenizer.{number}"
        report.given(f"{name}.text")
        ids = tokenizer.encode(case["text"])
        ours = {
            "ids": ids,
            "ids_no_special": tokenizer.encode(case["text"], bos=False),
            "tokens": [tokenizer.piece(token) for token in ids],
            "decoded": tokenizer.decode(ids),
            "decoded_skip_special": tokenizer.decode(ids, skip_special=True),
        }
        _exact_each(report, f"tokenizer.{number}", ours, case)
    saved = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
    official = json.loads((fixture.checkpoint / CONFIG_FILE).read_text(encoding="utf-8")).get("model_max_length")
    boundless = official is None or official > _LONGEST_TEXT  # ours then has the model's limit
    meta = {
        "legacy": tokenizer.legacy,
        "len": len(tokenizer),
        "base_vocab": min(tokenizer.added.values()),
        "model_max_length": (official or _NO_LIMIT) if boundless else saved["model_max_length"],
        "padding_side": saved["padding_side"],
    }
    _exact_each(report, "tokenizer_meta", meta, fixture.facts.get("tokenizer_meta", {}))
    _exact_each(report, "special_ids", tokenizer.special, fixture.facts.get("special_ids", {}))


def check_padding(fixture: Fixture, report: Report, tokenizer: Tokenizer) -> None:
    """A batch of texts, padded on the right."""
    name = "tokenizer_batch_right_pad"
    if name in fixture.facts:
        batch = fixture.facts[name]
        report.given(f"{JSON}{name}.texts")
        ids, mask = tokenizer.pad([tokenizer.encode(text) for text in batch["texts"]])
        _exact_each(report, name, {"input_ids": ids.tolist(), "attention_mask": mask.tolist()}, batch)


def check_chat_prompts(fixture: Fixture, report: Report) -> None:
    """Each prompt is taken apart into its turns and written again."""
    for name, prompt in fixture.facts.get("chat_prompts", {}).items():
        # The official evaluation of questions on pictures writes a space before the system sentence.
        system = " " * (len(prompt) - len(prompt.lstrip(" "))) + VICUNA_SYSTEM
        report.exact(f"{JSON}chat_prompts.{name}", chat_text(_turns(prompt), system), prompt)


def check_layout(fixture: Fixture, report: Report, tokenizer: Tokenizer, sizes: BlockSizes, name: str) -> None:
    """A single sample."""
    case = fixture.facts["layouts"][name]
    report.given_under(f"{JSON}layouts.{name}.mode")
    report.given_under(f"{JSON}layouts.{name}.sample")
    written = _written(fixture, tokenizer, sizes, name)
    ours = {
        "input_ids": list(written.ids),
        "labels": list(written.labels),
        "n_images": len(written.image_order),
        "n_images_dm": len(written.dream_order),
    }
    _exact_each(report, f"layouts.{name}", ours, case)


def check_batch(fixture: Fixture, report: Report, tokenizer: Tokenizer, sizes: BlockSizes, name: str) -> None:
    """Samples collated."""
    report.given(f"{JSON}train_batches.{name}")
    members = [_written(fixture, tokenizer, sizes, member) for member in fixture.facts["train_batches"][name]]
    batch = layout.collate(members, tokenizer.pad_id)
    ours = {"input_ids": batch.ids, "attention_mask": batch.attention_mask, "labels": batch.labels}
    for kind in fixture.under(f"train.batch_{name}."):
        if kind in ours:
            report.ids(f"train.batch_{name}.{kind}", ours[kind], fixture.arrays[f"train.batch_{name}.{kind}"])


def _written(fixture: Fixture, tokenizer: Tokenizer, sizes: BlockSizes, name: str) -> Layout:
    case = fixture.facts["layouts"][name]
    limit = int(fixture.config["max_position_embeddings"])
    written = layout.fit(_segments(case["sample"], case.get("mode", {})), tokenizer, sizes, limit)
    if written is None:
        raise ValueError(f"the sample {name} does not fit")
    return written


def written_ids(text: str, tokenizer: Tokenizer, sizes: BlockSizes) -> list[int]:
    """Ids of a string in which `<image>` stands for an image block."""
    segments: list[Segment] = [layout.Start(), *_words_and_pictures(text, learn=False)]
    return list(layout.lay(segments, tokenizer, sizes).ids)


def _words_and_pictures(text: str, *, learn: bool) -> list[Segment]:
    segments: list[Segment] = []
    for part in _split(text, []):
        segments.append(layout.Text(part, learn=learn, fresh=False) if isinstance(part, str) else part)
    return segments


def _split(text: str, seen: list[str]) -> list[str | Given | Dreamed]:
    """Cut a string at `<image>` and `<dream>`; pictures are counted on in `seen`."""
    parts: list[str | Given | Dreamed] = []
    for piece in re.split(f"({re.escape(IMAGE)}|{re.escape(DREAM)})", text):
        if piece in (IMAGE, DREAM):
            parts.append(Given(len(seen)) if piece == IMAGE else Dreamed(len(seen), learn=False))
            seen.append(piece)
        elif piece:
            parts.append(piece)
    return parts


def _turns(prompt: str) -> list[Turn]:
    turns: list[Turn] = []
    for question, closed, answer in re.findall(r"USER: (.*?) ASSISTANT:(?:( )(.*?)</s>|$)", prompt, re.DOTALL):
        turns.append(Turn("user", tuple(_split(question, []))))
        turns.append(Turn("assistant", tuple(_split(answer, [])) if closed else None))
    return turns


def _dialogue(dialog: Sequence[str | None]) -> list[Segment]:
    seen: list[str] = []
    turns = []
    for number, text in enumerate(dialog):
        role: Literal["user", "assistant"] = "assistant" if number % 2 else "user"
        turns.append(Turn(role, None if text is None else tuple(_split(text, seen))))
    return chat_segments(turns)


def _segments(sample: dict[str, Any], mode: dict[str, bool]) -> list[Segment]:
    shown: layout.Mode = "both"
    if mode.get("comprehension_only"):
        shown = "comprehension"
    elif mode.get("creation_only"):
        shown = "creation"
    match sample["type"]:
        case "ImageTextPair" if shown == "creation":
            return layout.pair_creation(0, sample["text"])
        case "ImageTextPair":
            return layout.pair_comprehension(0, sample["text"])
        case "ImageImagePair":
            return layout.image_to_image(0, 1)
        case "InterleavedImageText":
            return layout.interleaved(layout.chunks(sample["text_list"], sample["matched_text_index"]), shown)
        case "InstructInterleavedImageText":
            document = layout.chunks(sample["text_list"], sample["matched_text_index"])
            return layout.instructed(_dialogue(sample["dialog"]), document, shown)
        case "Conversation":
            return _dialogue(sample["dialog"])
    raise ValueError(f"no layout is known for {sample['type']}")


def _exact_each(report: Report, name: str, ours: dict[str, Any], golden: dict[str, Any]) -> None:
    """Compare what both have; what only the golden side has stays unaccounted for, and so fails in the end."""
    for key in sorted(golden.keys() & ours.keys()):
        report.exact(f"{JSON}{name}.{key}", ours[key], golden[key])


def pictures_of(rows: torch.Tensor, candidates: torch.Tensor) -> torch.Tensor:
    """For each row [n, ...] the nearest of the candidates [m, ...]: which input picture it was made from."""
    return torch.stack([candidates[(candidates - row).abs().flatten(1).amax(1).argmin()] for row in rows])
