"""Parity of the language model: pictures looked at, hidden states, logits, greedy text."""

from __future__ import annotations

import re

import torch

from engine.generate.blocks import Block
from engine.generate.sampling import choose, text_generator
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import ABSOLUTE, Report
from engine.parity.speech import Speech
from engine.parity.words import written_ids
from engine.protocol.values import TextSettings
from engine.sequence.layout import positions

_GREEDY = TextSettings(temperature=0.0)


@torch.inference_mode()
def check_pictures(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Preprocessing, the vision encoder, features."""
    for name in fixture.under("image."):
        golden = fixture.arrays[f"image.{name}"]
        layer = re.search(r"hidden_states\[(-?\d+)\]", fixture.note(f"image.{name}"))
        if name == "pixel_values":
            report.close("image.pixel_values", speech.pixels, golden)
        elif name == "features":
            report.close("image.features", speech.features, golden)
        elif name.startswith("clip_hidden") and layer:
            states = speech.model.vision_encoder(speech.pixels, output_hidden_states=True).hidden_states
            report.close(f"image.{name}", states[int(layer[1])], golden)
    for name, ours in (("num_image_patches", speech.model.patches), ("num_dream_queries", speech.model.queries)):
        if name in fixture.facts:
            report.exact(f"{JSON}{name}", ours, fixture.facts[name])


def pictures_of_sequence(fixture: Fixture, name: str) -> list[int]:
    """Which input pictures are spliced into a sequence, in order."""
    return fixture.facts["lm_sequences"][name]["images"] or []


@torch.inference_mode()
def check_sequence(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """One whole sequence in one pass."""
    report.given(f"{JSON}lm_sequences.{name}.images")
    ids, pictures = fixture.arrays[f"lm.{name}.input_ids"], pictures_of_sequence(fixture, name)
    embeddings = speech.embeddings(ids, pictures)
    states = speech.model.hidden(embeddings)
    for kind in fixture.under(f"lm.{name}."):
        full = f"lm.{name}.{kind}"
        if kind == "input_ids":
            _check_ids(fixture, report, speech, full)
        elif kind == "logits":
            report.close(full, speech.logits(states), fixture.arrays[full])
        elif kind == "last_hidden":
            report.close(full, states, fixture.arrays[full])
        elif re.fullmatch(r"hidden_\d+", kind):
            inner = speech.model.language_model.model(
                inputs_embeds=embeddings, output_hidden_states=True, use_cache=False
            )
            layer = int(kind.removeprefix("hidden_"))
            report.close(full, inner.hidden_states[layer], fixture.arrays[full])


def _check_ids(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """Ids are written again from the fixture's strings; those that come from none of them are an input."""
    strings = list(fixture.facts.get("chat_prompts", {}).values())
    if "gen_text" in fixture.facts:
        strings.append(fixture.facts["gen_text"])
    golden = fixture.arrays[name]
    rebuilt = [written_ids(text, speech.tokenizer, speech.model.block_sizes) for text in strings]
    if golden.tolist()[0] in rebuilt:
        report.ids(name, torch.tensor([rebuilt[rebuilt.index(golden.tolist()[0])]]), golden)
    else:
        report.given(name)


@torch.inference_mode()
def check_batch(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """Rows of different lengths at once; where they are no sequences of the fixture, `image_index` is an input."""
    golden = {kind: fixture.arrays[f"lm.{name}.{kind}"] for kind in fixture.under(f"lm.{name}.")}
    pairs = zip(golden["input_ids"], golden["attention_mask"], strict=True)
    rows = [row[mask == 1].tolist() for row, mask in pairs]
    ids, mask = speech.tokenizer.pad(rows)
    report.ids(f"lm.{name}.input_ids", ids, golden["input_ids"])
    report.ids(f"lm.{name}.attention_mask", mask, golden["attention_mask"])
    pictures = _pictures_of_rows(fixture, rows)
    if pictures is None:
        pictures = golden["image_index"].tolist()
        report.given(f"lm.{name}.image_index")
    elif "image_index" in golden:
        report.exact(f"lm.{name}.image_index", pictures, golden["image_index"].tolist())
    states = speech.model.hidden(speech.embeddings(ids, pictures), mask, positions(mask))
    kept = mask.bool()
    for kind, ours in (("logits", speech.logits(states)), ("last_hidden", states)):
        if kind in golden:
            report.close(f"lm.{name}.{kind}", ours[kept], golden[kind][kept])


def _pictures_of_rows(fixture: Fixture, rows: list[list[int]]) -> list[int] | None:
    """The pictures of the sequences that the rows are; None where one of them is no sequence of the fixture."""
    pictures: list[int] = []
    alone = {name: fixture.arrays[f"lm.{name}.input_ids"][0].tolist() for name in fixture.facts["lm_sequences"]}
    for row in rows:
        member = next((name for name, ids in alone.items() if ids == row), None)
        if member is None:
            return None
        pictures += pictures_of_sequence(fixture, member)
    return pictures


@torch.inference_mode()
def check_generation(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """Greedy text after a sequence, token by token from the cache."""
    case = fixture.facts["generation"][name]
    path = f"{JSON}generation.{name}"
    prompt = fixture.arrays[f"lm.{name}.input_ids"][0].tolist()
    golden = fixture.arrays[f"gen.{name}.new_ids"].tolist()
    pictures = pictures_of_sequence(fixture, name)
    ids, margin = _greedy(speech, speech.blocks(prompt, pictures), len(golden))
    report.exact(f"gen.{name}.new_ids", ids, golden)
    replayed = speech.one_pass(torch.tensor([prompt + ids]), pictures)[0, len(prompt) - 1 : -1]
    ours = {
        "prompt_len": len(prompt),
        "new_ids": ids,
        "text": speech.tokenizer.decode(ids, skip_special=True),
        "replay_agrees": speech.logits(replayed).argmax(-1).tolist() == ids,
    }
    for key in case.keys() & ours.keys():
        report.exact(f"{path}.{key}", ours[key], case[key])
    if "min_top2_margin" in case:
        report.number(f"{path}.min_top2_margin", margin, case["min_top2_margin"], absolute=ABSOLUTE)


def _greedy(speech: Speech, blocks: list[Block], most: int) -> tuple[list[int], float]:
    """The likeliest continuation, and how close a second token ever came."""
    speech.reader.begin(blocks)
    ids: list[int] = []
    margin = float("inf")
    while len(ids) < most and speech.tokenizer.eos_id not in ids:
        logits = speech.reader.logits()
        first, second = logits.topk(2).values.tolist()
        margin = min(margin, first - second)
        ids.append(choose(logits, _GREEDY, text_generator(0)))
        speech.reader.step(ids[-1])
    return ids, margin
