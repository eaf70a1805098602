"""Values that requests and events are made of. Standard library only: the window imports this room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SchedulerName = Literal["dpm++", "ddim", "ddpm"]
Length = Literal["short", "medium", "long"]
PictureCount = int | Literal["auto"]
"""How many pictures an article gets: exactly that many (0 for none), or as many as the text needs."""


@dataclass(frozen=True)
class TextPart:
    """Words, in reading order with the parts around them."""

    text: str


@dataclass(frozen=True)
class PicturePart:
    """A picture, in reading order with the parts around it.

    Attributes:
        data: an encoded picture file (PNG, JPEG or WebP). Untrusted.
        caption: what it shows, where somebody said so; else "".
    """

    data: bytes
    caption: str = ""


Part = TextPart | PicturePart


@dataclass(frozen=True)
class Turn:
    """One side's contribution to a dialogue."""

    role: Literal["user", "assistant"]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class TextSettings:
    """How words are chosen.

    Attributes:
        temperature: 0 is greedy; else > 0, usually 0.2 to 1.2.
        top_p: keep the smallest set of tokens whose probability reaches this, in (0, 1].
        top_k: keep only that many tokens; 0 for all.
        repetition_penalty: >= 1; 1 is none.
        max_tokens: text tokens written at most; 0 for the length's own limit.
        min_tokens: text tokens written at least, 0 for the task's own number: where the model would end before, it
            begins another paragraph.
    """

    temperature: float = 0.7
    top_p: float = 0.9
    top_k: int = 0
    repetition_penalty: float = 1.0
    max_tokens: int = 0
    min_tokens: int = 0


@dataclass(frozen=True)
class PaintSettings:
    """How pictures are painted. None means: as the model's own card recommends.

    Attributes:
        steps: denoising steps, 1 to 999.
        guidance: classifier-free guidance scale; at 1 or less there is no guidance.
        guidance_rescale: 0 to 1, pulls the contrast of guided pictures back.
        negative: words for what the picture should not be.
        scheduler: which sampler.
        width, height: pixels, multiples of the model's downsampling factor.
    """

    steps: int | None = None
    guidance: float | None = None
    guidance_rescale: float = 0.0
    negative: str = ""
    scheduler: SchedulerName = "dpm++"
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True)
class Recipe:
    """How a picture came to be: enough to make the same one again on the same machine.

    Attributes:
        model: the model's name.
        mode: which task made it ("article", "illustrate", "edit", "same-subject", "compose", "vary", "ask").
        seed: of the picture's noise, 0 to 2**63 - 1.
        steps, guidance, guidance_rescale, negative, scheduler, width, height: as used, nothing left open.
        conditioned_on: the words that the model had read last before it dreamed, for people to read.
        strength: for variations, how much was repainted (0 to 1]; else None.
    """

    model: str
    mode: str
    seed: int
    steps: int
    guidance: float
    guidance_rescale: float
    negative: str
    scheduler: SchedulerName
    width: int
    height: int
    conditioned_on: str = ""
    strength: float | None = None


@dataclass(frozen=True)
class Stats:
    """What a job cost.

    Attributes:
        prompt_tokens: tokens read before the first one was written.
        text_tokens: tokens written as text.
        pictures: pictures painted.
        reused_tokens: tokens of the prompt that an earlier job's cache already held.
        seconds: wall time of the whole job.
        first_text_seconds: until the first piece of text; 0 when there was none.
        text_seconds, picture_seconds: wall time in writing and in painting.
    """

    prompt_tokens: int = 0
    text_tokens: int = 0
    pictures: int = 0
    reused_tokens: int = 0
    seconds: float = 0.0
    first_text_seconds: float = 0.0
    text_seconds: float = 0.0
    picture_seconds: float = 0.0
