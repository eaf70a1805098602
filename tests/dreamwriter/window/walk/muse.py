"""An engine for random walks: words, pictures and trouble for every request, at the pace that it is given."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from random import Random

from PIL import Image

from dreamwriter.engine_client.scripted import Babble, Crash, Pause, ScriptedChannel, Step
from engine.protocol.events import (
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Failed,
    Finished,
    Measured,
    Notice,
    PictureReady,
    TextPiece,
)
from engine.protocol.requests import (
    Ask,
    Compose,
    Continue,
    Describe,
    EditPicture,
    Illustrate,
    Measure,
    Request,
    Rewrite,
    SameSubject,
    Vary,
    WriteArticle,
)
from engine.protocol.values import Stats
from tests.dreamwriter.scripts import RECIPE

WIDTH, HEIGHT, STEPS = 24, 16, 2
PAUSE_SECONDS = 0.002
KINDS = ("paragraph", "paragraph", "heading", "bullets", "numbers", "quote", "code", "table", "note", "marks", "rule")


class Pace:
    """How far the engine may go: it takes a token before each step."""

    def __init__(self) -> None:
        self._tokens = 0
        self._free = False
        self._lock = threading.Lock()
        self.waiting = False

    def give(self, tokens: int) -> None:
        """Let it go on by so many steps."""
        with self._lock:
            self._tokens += tokens
            self.waiting = False

    def free(self, free: bool) -> None:
        """Let it run as fast as it can, or not any more."""
        with self._lock:
            self._free = free
            self._tokens = 0

    def take(self) -> bool:
        """Whether there is a token; called by the engine."""
        with self._lock:
            if self._free:
                return True
            if self._tokens:
                self._tokens -= 1
                return True
            self.waiting = True
            return False


class Muse:
    """Plays for one walk. What it says depends on the seed and on how often it was asked.

    Attributes:
        pace: how far it may go.
        trouble: what happens in the middle of the next job: "crash", "babble", "fail" or nothing ("").
    """

    def __init__(self, seed: int) -> None:
        self.pace = Pace()
        self.trouble = ""
        self._seed = seed
        self._asked = 0
        self._words = 0
        self._painted = 0

    def open(self) -> ScriptedChannel:
        """An engine that is started now."""
        return ScriptedChannel(self._play)

    def _play(self, request: Request) -> Iterator[Step]:
        if isinstance(request, Measure):
            yield Measured(9, 9, 1, 1, 0.5, "")
            return
        self._asked += 1
        chance = Random(f"{self._seed}/{self._asked}")
        trouble, self.trouble = self.trouble, ""
        steps = list(self._steps(request, chance))
        at = chance.randrange(len(steps) + 1) if trouble else -1
        for number, step in enumerate(steps):
            while not self.pace.take():
                yield Pause(PAUSE_SECONDS)
            if number == at:
                break
            yield step
        if trouble:
            yield _TROUBLES[trouble]
        if chance.random() < 0.2:
            yield Finished("length", Stats())

    def _steps(self, request: Request, chance: Random) -> Iterable[Step]:
        match request:
            case WriteArticle() | Continue():
                yield from self._article(chance)
            case Rewrite():
                yield from self._pieces(f"Or {self._word()}, and\n\nthen {self._word()}. ", chance)
            case Describe():
                yield TextPiece(f"A picture with {self._word()}.")
            case Ask(pictures=pictures):
                yield from self._answer(chance, pictures != 0)
            case Illustrate(count=count):
                yield from self._pictures(count, chance)
            case EditPicture() | SameSubject() | Compose() | Vary():
                if chance.random() < 0.8:
                    yield CaptionPiece(0, f"It shows {self._word()}.")
                yield from self._pictures(request.count, chance)
            case _:
                raise AssertionError(f"nobody asks for this on a walk: {request}")

    def _article(self, chance: Random) -> Iterator[Step]:
        if chance.random() < 0.08:
            return  # it writes nothing
        if chance.random() < 0.6:
            yield from self._pieces(f"# {self._word()}\n\n", chance)
        picture = 0
        for _ in range(chance.randint(1, 4)):
            if chance.random() < 0.4:
                yield from self._picture(picture, chance)
                if chance.random() < 0.8:
                    yield CaptionPiece(picture, f"Here is {self._word()}.")
                picture += 1
            yield from self._pieces(self._block(chance), chance)
        if chance.random() < 0.2:
            yield Notice("context-trimmed", "The model read only the end of the text.")

    def _answer(self, chance: Random, pictures: bool) -> Iterator[Step]:
        if chance.random() < 0.05:
            return
        yield from self._pieces(f"They say **{self._word()}** and {self._word()}. ", chance)
        if pictures and chance.random() < 0.5:
            yield from self._picture(0, chance)
            yield from self._pieces(f"That was {self._word()}.", chance)

    def _pictures(self, count: int, chance: Random) -> Iterator[Step]:
        for index in range(count):
            yield from self._picture(index, chance)

    def _picture(self, index: int, chance: Random) -> Iterator[Step]:
        yield DreamStarted(index, WIDTH, HEIGHT, STEPS)
        for step in range(1, STEPS + 1):
            preview = png(chance.randrange(1 << 24)) if chance.random() < 0.7 else b""
            yield DreamStep(index, step, STEPS, preview)
        broken = chance.random() < 0.03
        if not (self._painted and chance.random() < 0.1):  # else the same picture once more
            self._painted += 1
        shade = self._seed * 4096 + self._painted
        yield PictureReady(index, b"no picture" if broken else png(shade), replace(RECIPE, seed=self._painted))

    def _block(self, chance: Random) -> str:
        one, two, three = self._word(), self._word(), self._word()
        return {
            "paragraph": f"Then {one} went to {two}, and\nslept beside {three}.\n\n",
            "heading": f"## {one}\n\nWhat {two} said.\n\n",
            "bullets": f"- {one}\n- {two}\n    - {three}\n\n",
            "numbers": f"1. {one}\n2. {two}\n\n",
            "quote": f"> {one}\n>\n> {two}\n\n",
            "code": f"```\n{one}\n  {two}\n```\n\n",
            "table": f"| {one} | b |\n|---|---|\n| {two} | {three} |\n\n",
            "note": f"It was {one}[^{one}].\n\n[^{one}]: See {two}.\n\n",
            "marks": f"So **{one}** and *{two}* met [{three}](https://example.org).\n\n",
            "rule": f"{one}\n\n---\n\n{two}\n\n",
        }[chance.choice(KINDS)]

    def _pieces(self, text: str, chance: Random) -> Iterator[Step]:
        while text:
            size = chance.randint(1, 24)
            yield TextPiece(text[:size])
            text = text[size:]

    def _word(self) -> str:
        self._words += 1
        return f"m{self._seed}q{self._words}z"


_TROUBLES: dict[str, Step] = {
    "crash": Crash(),
    "babble": Babble(b"this is no frame"),
    "fail": Failed("out-of-memory", "There is not enough memory for this picture.", "Close other programs."),
}
TROUBLES = tuple(_TROUBLES)


def png(shade: int, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A picture of one colour; another number is another picture."""
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (shade >> 16 & 255, shade >> 8 & 255, shade & 255)).save(stream, "PNG")
    return stream.getvalue()
