"""Parity of the language model: pictures looked at, hidden states, logits, greedy text, dreams."""

from __future__ import annotations

import re

import torch

from engine.config import DREAM_START, IM_START
from engine.generate.blocks import Block, Dream, Seen, Words
from engine.generate.reader import Reader
from engine.generate.sampling import choose, text_generator
from engine.model.dreamllm import DreamLLM
from engine.parity.fixture import JSON, Fixture
from engine.parity.report import ABSOLUTE, Report
from engine.parity.words import written_ids
from engine.protocol.values import TextSettings
from engine.sequence import layout
from engine.sequence.layout import positions
from engine.sequence.tokenizer import Tokenizer

OPTIONAL = ("dream.train_uncond", "dream.quirk_batch")
"""Beginnings of the names that the fixtures' README calls optional."""

_GREEDY = TextSettings(temperature=0.0)


class Speech:
    """The model with its reader, and what was computed on the way.

    Attributes:
        pixels: the input pictures, as the vision encoder sees them [n, 3, S, S].
        features: their features [n, P, H].
        dreams: states [1, N, H] by the name that the fixture gives to a context.
    """

    def __init__(self, fixture: Fixture, model: DreamLLM, tokenizer: Tokenizer, pixels: torch.Tensor) -> None:
        self.fixture = fixture
        self.model = model
        self.tokenizer = tokenizer
        self.reader = Reader(model)
        self.pixels = pixels
        with torch.inference_mode():
            self.features = model.encode_pictures(pixels)
        self.dreams: dict[str, torch.Tensor] = {}

    def blocks(self, ids: list[int], pictures: list[int]) -> list[Block]:
        """Ids cut at the markers; the pictures go to the image blocks in order."""
        blocks: list[Block] = []
        waiting = iter(pictures)
        token = self.model.config.token
        place = 0
        while place < len(ids):
            if ids[place] == token(IM_START):
                picture = next(waiting)
                blocks.append(Seen(str(picture), self.features[picture]))
            elif ids[place] == token(DREAM_START):
                blocks.append(Dream())
            else:
                end = place
                while end < len(ids) and ids[end] not in (token(IM_START), token(DREAM_START)):
                    end += 1
                blocks.append(Words(tuple(ids[place:end])))
            place += self.reader.size(blocks[-1])
        return blocks

    def dream_after(self, blocks: list[Block]) -> torch.Tensor:
        """States [N + 2, H] of a dream block after a context, from the cache as in use."""
        self.reader.begin(blocks)
        return self.reader.read(Dream())

    def dream_of(self, text: str) -> torch.Tensor:
        """Dream states [1, N, H] after plain words."""
        return self.dream_after([Words(tuple(self.tokenizer.encode(text)))])[None, 1:-1]

    def dreams_of(self, texts: str | list[str]) -> torch.Tensor:
        """Dream states [n, N, H] after one text or several, each alone."""
        return torch.cat([self.dream_of(text) for text in ([texts] if isinstance(texts, str) else texts)])

    @torch.inference_mode()
    def one_pass(self, ids: torch.Tensor, pictures: list[int]) -> torch.Tensor:
        """States [1, L, H] after the final norm, the whole sequence at once."""
        return self.model.hidden(self.model.splice(ids, self.features[pictures] if pictures else None))


def check_pictures(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Preprocessing, the vision encoder, features."""
    for name in fixture.under("image."):
        golden = fixture.arrays[f"image.{name}"]
        layer = re.fullmatch(r"clip_hidden_(m?)(\d+)", name)
        if name == "pixel_values":
            report.close("image.pixel_values", speech.pixels, golden)
        elif name == "features":
            report.close("image.features", speech.features, golden)
        elif layer:
            said = re.search(r"hidden_states\[(-?\d+)\]", fixture.note(f"image.{name}"))
            index = int(said[1]) if said else int(layer[2]) * (-1 if layer[1] else 1)
            with torch.inference_mode():
                states = speech.model.vision_encoder(speech.pixels, output_hidden_states=True).hidden_states
            report.close(f"image.{name}", states[index], golden)
    if "num_image_patches" in fixture.facts:
        report.exact(f"{JSON}num_image_patches", speech.model.patches, fixture.facts["num_image_patches"])
    if "num_dream_queries" in fixture.facts:
        report.exact(f"{JSON}num_dream_queries", speech.model.queries, fixture.facts["num_dream_queries"])


def check_sequences(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Whole sequences in one pass."""
    strings = [value for value in fixture.facts.get("chat_prompts", {}).values()]
    if "gen_text" in fixture.facts:
        strings.append(fixture.facts["gen_text"])
        report.given(f"{JSON}gen_text")
    rebuilt = [written_ids(text, speech.tokenizer, speech.model.block_sizes) for text in strings]
    for name, case in fixture.facts.get("lm_sequences", {}).items():
        report.given_under(f"{JSON}lm_sequences.{name}")
        ids, pictures = fixture.arrays[f"lm.{name}.input_ids"], case["images"] or []
        if ids[0].tolist() in rebuilt:
            report.ids(f"lm.{name}.input_ids", torch.tensor([rebuilt[rebuilt.index(ids[0].tolist())]]), ids)
        else:
            report.given(f"lm.{name}.input_ids")
        states = speech.one_pass(ids, pictures)
        with torch.inference_mode():
            report.close(f"lm.{name}.logits", speech.model.logits(states), fixture.arrays[f"lm.{name}.logits"])
        report.close(f"lm.{name}.last_hidden", states, fixture.arrays[f"lm.{name}.last_hidden"])
        _check_layers(fixture, report, speech, name, pictures)


def _check_layers(fixture: Fixture, report: Report, speech: Speech, name: str, pictures: list[int]) -> None:
    wanted = [kind for kind in fixture.under(f"lm.{name}.") if re.fullmatch(r"hidden_\d+", kind)]
    if not wanted:
        return
    with torch.inference_mode():
        ids = fixture.arrays[f"lm.{name}.input_ids"]
        embeddings = speech.model.splice(ids, speech.features[pictures] if pictures else None)
        inner = speech.model.language_model.model(inputs_embeds=embeddings, output_hidden_states=True, use_cache=False)
    for kind in wanted:
        layer = int(kind.removeprefix("hidden_"))
        report.close(f"lm.{name}.{kind}", inner.hidden_states[layer], fixture.arrays[f"lm.{name}.{kind}"])


def check_batch(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Rows of different lengths at once."""
    if "lm.batch.input_ids" not in fixture.arrays:
        return
    golden, mask = fixture.arrays["lm.batch.input_ids"], fixture.arrays["lm.batch.attention_mask"]
    alone = {name: fixture.arrays[f"lm.{name}.input_ids"][0].tolist() for name in fixture.facts["lm_sequences"]}
    members = []
    for row, kept in zip(golden, mask, strict=True):
        ids = row[kept == 1].tolist()
        members.append(next(name for name, sequence in alone.items() if sequence == ids))
    ours, our_mask = speech.tokenizer.pad([alone[name] for name in members])
    pictures = [picture for name in members for picture in fixture.facts["lm_sequences"][name]["images"] or []]
    report.ids("lm.batch.input_ids", ours, golden)
    report.ids("lm.batch.attention_mask", our_mask, mask)
    if "lm.batch.image_index" in fixture.arrays:
        report.ids("lm.batch.image_index", torch.tensor(pictures), fixture.arrays["lm.batch.image_index"])
    with torch.inference_mode():
        embeddings = speech.model.splice(ours, speech.features[pictures] if pictures else None)
        states = speech.model.hidden(embeddings, attention_mask=our_mask, position_ids=positions(our_mask))
        kept = our_mask.bool()
        report.close("lm.batch.logits", speech.model.logits(states)[kept], fixture.arrays["lm.batch.logits"][kept])


def check_generation(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Greedy text, token by token from the cache."""
    for name, case in fixture.facts.get("generation", {}).items():
        path = f"{JSON}generation.{name}"
        prompt = fixture.arrays[f"lm.{name}.input_ids"][0].tolist()
        golden = fixture.arrays[f"gen.{name}.new_ids"].tolist()
        pictures = fixture.facts["lm_sequences"][name]["images"] or []
        ids, margin = _greedy(speech, speech.blocks(prompt, pictures), len(golden))
        report.exact(f"gen.{name}.new_ids", ids, golden)
        replayed = speech.one_pass(torch.tensor([prompt + ids]), pictures)[0, len(prompt) - 1 : -1]
        with torch.inference_mode():
            agrees = speech.model.logits(replayed).argmax(-1).tolist() == ids
        for key, ours in (
            ("prompt_len", len(prompt)),
            ("new_ids", ids),
            ("text", speech.tokenizer.decode(ids, skip_special=True)),
            ("replay_agrees", agrees),
        ):
            if key in case:
                report.exact(f"{path}.{key}", ours, case[key])
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


def check_dreams(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Dream states after prompts and pictures, and in the layout of training."""
    report.given_under(f"{JSON}prompts")
    with torch.inference_mode():
        speech.dreams["uncond"] = speech.model.unconditional()
    for name, text in fixture.facts.get("prompts", {}).items():
        speech.dreams[name] = speech.dream_of(text)
    for name in fixture.under("dream."):
        full = f"dream.{name}"
        if full.startswith(OPTIONAL):
            report.skipped(full, "a peculiarity of the official code")
        elif name in speech.dreams:
            report.close(full, speech.dreams[name], fixture.arrays[full])
        elif name.endswith((".all_hidden", ".all_logits")):
            context, _, kind = name.rpartition(".")
            states = speech.dream_after([Words(tuple(speech.tokenizer.encode(fixture.facts["prompts"][context])))])
            with torch.inference_mode():
                ours = states if kind == "all_hidden" else speech.model.logits(states)
            report.close(full, ours[None], fixture.arrays[full])
        elif name.endswith(".input_ids"):
            report.given(full)
            _check_context(fixture, report, speech, full.removesuffix(".input_ids"))
    _check_differences(fixture, report, speech)


def _check_context(fixture: Fixture, report: Report, speech: Speech, name: str) -> None:
    """A context given as ids: its dream, or (where it holds a dream block itself) all of it in one pass."""
    ids = fixture.arrays[f"{name}.input_ids"]
    said = re.search(r"image (\d+)", fixture.note(f"{name}.input_ids"))
    count = int((ids == speech.model.config.token(IM_START)).sum())
    pictures = [int(said[1])] if said and count else list(range(count))
    for kind in fixture.under(f"{name}."):
        if kind == "embeds":
            context = speech.blocks(ids[0].tolist(), pictures)
            speech.dreams[name.removeprefix("dream.")] = speech.dream_after(context)[None, 1:-1]
            report.close(f"{name}.embeds", speech.dreams[name.removeprefix("dream.")], fixture.arrays[f"{name}.embeds"])
        elif kind in ("last_hidden", "logits"):
            states = speech.one_pass(ids, pictures)
            with torch.inference_mode():
                ours = states if kind == "last_hidden" else speech.model.logits(states)
            report.close(f"{name}.{kind}", ours, fixture.arrays[f"{name}.{kind}"])


def _check_differences(fixture: Fixture, report: Report, speech: Speech) -> None:
    """Differences that the official code measured between two ways to the same states: ours must vanish as well."""
    name = "dream_train_layout_vs_cached_maxdiff"
    if name in fixture.facts and "dream.train_layout.input_ids" in fixture.arrays:
        ids = fixture.arrays["dream.train_layout.input_ids"]
        said = re.search(r"image (\d+)", fixture.note("dream.train_layout.input_ids"))
        states = speech.one_pass(ids, [int(said[1])] if said else [])
        with torch.inference_mode():
            rows = speech.model.dream_states(states, ids)
        start = ids[0].tolist().index(speech.model.config.token(DREAM_START))
        cached = speech.dream_after(speech.blocks(ids[0, :start].tolist(), []))[None, 1:-1]
        report.number(f"{JSON}{name}", float((rows - cached).abs().max()), fixture.facts[name], absolute=ABSOLUTE)
    name = "uncond_infer_vs_queries_in_train_seq_maxdiff"
    if name in fixture.facts:
        dream = list(written_dream(speech))
        ids = torch.tensor([[speech.tokenizer.bos_id, *dream, speech.tokenizer.eos_id]])
        states = speech.one_pass(ids, [])
        with torch.inference_mode():
            rows = speech.model.dream_states(states, ids)
        gap = float((rows - speech.dreams["uncond"]).abs().max())
        report.number(f"{JSON}{name}", gap, fixture.facts[name], absolute=ABSOLUTE)


def written_dream(speech: Speech) -> list[int]:
    """The ids of a dream block."""
    block = [layout.Dreamed(0, read_back=False, learn=False)]
    return list(layout.lay(block, speech.tokenizer, speech.model.block_sizes).ids)
