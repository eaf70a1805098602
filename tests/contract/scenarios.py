"""What the contract suite lets an engine do: the same scenarios for a scripted engine and for a real process."""

from __future__ import annotations

import struct
from collections.abc import Iterable

from dreamwriter.engine_client.scripted import OPENING, Babble, Crash, Freeze, Pause, Step
from engine.protocol.events import (
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Failed,
    Finished,
    JobStarted,
    Measured,
    ModelState,
    Notice,
    PictureReady,
    TextPiece,
)
from engine.protocol.messages import PROTOCOL_VERSION, Hello, Told
from engine.protocol.requests import Measure, Request, WriteArticle
from engine.protocol.values import Recipe, Stats
from engine.protocol.wire import MAX_FRAME, pack

RECIPE = Recipe("stub", "article", 7, 2, 1.0, 0.0, "", "dpm++", 64, 64)
TEXT: tuple[Step, ...] = (TextPiece("A fox "), TextPiece("in the snow — né."))
PICTURE: tuple[Step, ...] = (
    DreamStarted(0, 64, 64, 2),
    DreamStep(0, 1, 2, b"small"),
    DreamStep(0, 2, 2),
    PictureReady(0, bytes(range(256)) * 400, RECIPE),
)
WORDS: tuple[Step, ...] = (
    CaptionPiece(0, "A fox in the snow."),
    Notice("repeated", "The model began to repeat itself."),
)
END = Finished("stop", Stats(text_tokens=9, pictures=1))
ARTICLE: tuple[Step, ...] = (*TEXT, *PICTURE, *WORDS, END)
NO_MODEL = Failed("bad-checkpoint", "This is no model.", "Choose another one.", "detail")
FAILURE = Failed("bad-request", "There is nothing to write about.", "Say what it should be about.", "detail")


def frame(message: Hello | Told) -> bytes:
    """A whole frame."""
    return b"".join(pack(message))


JOBS: dict[str, tuple[Step, ...]] = {
    "article": ARTICLE,
    "fail": (TEXT[0], FAILURE),
    "slow": (TEXT[0], *(Pause(0.05) for _ in range(1200)), END),
    "stuck": (TEXT[0], Pause(60), END),
    "crash at once": (Crash(),),
    "crash in text": (TEXT[0], Pause(0.05), Crash()),
    "crash in picture": (*TEXT, *PICTURE[:2], Pause(0.05), Crash()),
    "crash in second picture": (*PICTURE, *WORDS, DreamStarted(1, 64, 64, 2), Pause(0.05), Crash()),
    "freeze": (TEXT[0], Freeze()),
    "garbage": (TEXT[0], Babble(b"Loading checkpoint shards: 100%\n" * 20)),
    "half a frame": (TEXT[0], Babble(frame(Told(None, ModelState("ready")))[:-3])),
    "too large": (TEXT[0], Babble(struct.pack(">4sHHII", b"DRMW", PROTOCOL_VERSION, 1, 2, MAX_FRAME) + b"{}")),
    "wrong version": (TEXT[0], Babble(struct.pack(">4sHHI", b"DRMW", 9, 0, 2) + b"{}")),
    "unknown event": (TEXT[0], Babble(frame(Told(None, ModelState("ready"))).replace(b"ModelState", b"ModelStake"))),
    "unknown job": (TEXT[0], Babble(frame(Told(999, TextPiece("?"))))),
    "second start": (TEXT[0], JobStarted()),
    "second greeting": (TEXT[0], Babble(frame(Hello()))),
}
OPENINGS: dict[str, tuple[Step, ...]] = {
    "usual": OPENING,
    "crash before hello": (Crash(),),
    "crash in loading": (*OPENING[:4], Crash()),
    "freeze before hello": (Freeze(),),
    "freeze in loading": (*OPENING[:4], Freeze()),
    "slow loading": (*OPENING[:4], Pause(60), *OPENING[4:]),
    "no model": (*OPENING[:3], ModelState("failed", failure=NO_MODEL), *OPENING[3:]),
    "garbage first": (Babble(b"Welcome to this computer!\r\n"),),
    "event first": (Babble(frame(Told(None, ModelState("starting")))),),
}


MEASURED: tuple[Step, ...] = (Measured(900, 640, 2, 1, 0.98, "The fox came home"), Finished("stop", Stats()))


def job_steps(request: Request) -> Iterable[Step]:
    """What a job does: the prompt names it."""
    if isinstance(request, Measure):
        return MEASURED
    assert isinstance(request, WriteArticle)
    return JOBS[request.prompt]
