"""`python -m engine benchmark`: how fast a model is on this machine, everything measured in one run."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import resources
from engine.protocol.events import DreamStep, Finished
from engine.protocol.requests import Illustrate, Request, WriteArticle
from engine.protocol.values import PaintSettings

if TYPE_CHECKING:
    from engine.generate.reader import Reader
    from engine.model.loaded import Loaded

TOPIC = "A red fox in the snow"
STEPS = 25
"""Of the picture that is measured by itself, so that models whose cards recommend other numbers can be compared."""
TOKENS = 128
ROUNDS = 3


@dataclass(frozen=True)
class Speed:
    """What was measured; times in seconds unless the name says otherwise.

    Attributes:
        import_seconds, load_seconds: until the libraries and then the model are there; the process's first second
            or so, in which Python itself starts, is not in them.
        tokens_per_second, generate_tokens_per_second: greedy text, ours and transformers' `generate`, each at its
            best thread count; medians of rounds taken in turn.
        same_tokens: whether both wrote the same.
        step_milliseconds: one denoising step, preview included.
        picture_seconds: one picture of 25 steps, from the text to the marked PNG.
        article_seconds, first_text_seconds: an article with two pictures, and its first words.
        article_tokens: how long its text became.
        threads_wide, threads_narrow: threads for reading and painting, and for writing.
    """

    import_seconds: float
    load_seconds: float
    tokens_per_second: float
    generate_tokens_per_second: float
    same_tokens: bool
    step_milliseconds: float
    picture_seconds: float
    article_seconds: float
    first_text_seconds: float
    article_tokens: int
    threads_wide: int
    threads_narrow: int


def add_command(subparsers: Any) -> None:
    """Register `benchmark` with the engine's command line."""
    parser = subparsers.add_parser("benchmark", help="measure how fast a model is here")
    parser.add_argument("--model", type=Path, default=None, metavar="PATH", help="model folder (default: the bundled)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.set_defaults(run=run_command)


def run_command(arguments: argparse.Namespace) -> int:
    """Measure and print; returns the exit status."""
    speed = measure(arguments.model or resources.folder() / "storybook")
    print(json.dumps(asdict(speed)) if arguments.json else table(speed))
    return 0


def measure(folder: Path, tokens: int = TOKENS, rounds: int = ROUNDS) -> Speed:
    """Load a model and measure it. torch is loaded in here, so that loading it is measured too.

    Raises:
        BadCheckpoint: `folder` is no model.
    """
    start = time.perf_counter()
    from engine.model.loaded import load_checkpoint
    from engine.tasks.run import new_reader

    imported = time.perf_counter()
    loaded = load_checkpoint(folder)
    reader = new_reader(loaded)
    ready = time.perf_counter()
    text = _measure_text(loaded, reader, tokens, rounds)
    step, picture = _measure_picture(loaded, reader)
    article = _finished(loaded, reader, WriteArticle(TOPIC, pictures=2, length="short"))
    return Speed(
        import_seconds=imported - start,
        load_seconds=ready - imported,
        tokens_per_second=text.ours,
        generate_tokens_per_second=text.generate,
        same_tokens=text.same,
        step_milliseconds=step * 1000,
        picture_seconds=picture,
        article_seconds=article.stats.seconds,
        first_text_seconds=article.stats.first_text_seconds,
        article_tokens=article.stats.text_tokens,
        threads_wide=reader.threads.wide,
        threads_narrow=reader.threads.narrow,
    )


def table(speed: Speed) -> str:
    """The measures for people."""
    ratio = speed.tokens_per_second / speed.generate_tokens_per_second
    same = "the same tokens" if speed.same_tokens else "OTHER TOKENS"
    lines = (
        ("libraries", f"{speed.import_seconds:.1f} s"),
        ("model", f"{speed.load_seconds:.1f} s"),
        ("text", f"{speed.tokens_per_second:.0f} tokens/s"),
        ("transformers' generate", f"{speed.generate_tokens_per_second:.0f} tokens/s ({same}; ours is {ratio:.2f} x)"),
        ("denoising step", f"{speed.step_milliseconds:.0f} ms"),
        (f"picture, {STEPS} steps", f"{speed.picture_seconds:.1f} s"),
        ("article, two pictures", f"{speed.article_seconds:.1f} s ({speed.article_tokens} tokens)"),
        ("its first words", f"{speed.first_text_seconds:.2f} s"),
        ("threads", f"{speed.threads_wide} to read and paint, {speed.threads_narrow} to write"),
    )
    return "\n".join(f"{name:<24}{value}" for name, value in lines)


@dataclass(frozen=True)
class _TextSpeed:
    ours: float
    generate: float
    same: bool


def _measure_text(loaded: Loaded, reader: Reader, tokens: int, rounds: int) -> _TextSpeed:
    ids = loaded.tokenizer.encode(TOPIC)
    tokens = min(tokens, loaded.model.context_tokens - len(ids) - 1)
    counts = sorted({reader.threads.narrow, reader.threads.wide})
    ours, stock = _our_text(reader, ids, tokens), [_stock_text(loaded, ids, tokens, count) for count in counts]
    seconds: list[list[float]] = [[] for _ in (ours, *stock)]
    written: list[list[int]] = []
    for _ in range(rounds):
        for write, times in zip((ours, *stock), seconds, strict=True):
            start = time.perf_counter()
            written.append(write())
            times.append(time.perf_counter() - start)
    medians = [statistics.median(times) for times in seconds]
    return _TextSpeed(tokens / medians[0], tokens / min(medians[1:]), all(ids == written[0] for ids in written))


def _our_text(reader: Reader, ids: list[int], tokens: int) -> Callable[[], list[int]]:
    from engine.generate.blocks import Words
    from engine.generate.sampling import choose, text_generator
    from engine.protocol.values import TextSettings

    def write() -> list[int]:
        reader.cache.keep(0)
        reader.begin([Words(tuple(ids))])
        written: list[int] = []
        for _ in range(tokens):
            written.append(choose(reader.logits(), TextSettings(temperature=0), text_generator(0)))
            reader.step(written[-1])
        return written

    return write


def _stock_text(loaded: Loaded, ids: list[int], tokens: int, threads: int) -> Callable[[], list[int]]:
    import torch
    from transformers.generation.configuration_utils import GenerationConfig

    greedy = GenerationConfig(  # type: ignore[no-untyped-call]
        do_sample=False, max_new_tokens=tokens, min_new_tokens=tokens, eos_token_id=None, pad_token_id=0
    )
    model: Any = loaded.model.language_model

    def write() -> list[int]:
        torch.set_num_threads(threads)
        prompt = torch.tensor([ids])
        with torch.inference_mode():
            output = model.generate(prompt, attention_mask=torch.ones_like(prompt), generation_config=greedy)
        written: list[int] = output[0, len(ids) :].tolist()
        return written

    return write


def _measure_picture(loaded: Loaded, reader: Reader) -> tuple[float, float]:
    """Seconds for one step (median) and for a whole picture, the second time that one is painted."""
    from engine.tasks.run import run

    paint = PaintSettings(steps=STEPS)
    _finished(loaded, reader, Illustrate(TOPIC, paint=paint))
    start = time.perf_counter()
    times = [
        time.perf_counter()
        for event in run(Illustrate(TOPIC, seed=1, paint=paint), loaded, reader, _never)
        if isinstance(event, DreamStep)
    ]
    whole = time.perf_counter() - start
    steps = [after - before for before, after in pairwise(times)]
    return statistics.median(steps) if steps else whole, whole


def _finished(loaded: Loaded, reader: Reader, request: Request) -> Finished:
    from engine.tasks.run import run

    *_, last = run(request, loaded, reader, _never)
    assert isinstance(last, Finished)
    return last


def _never() -> bool:
    return False
