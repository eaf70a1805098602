"""The model that is measured: asked through the same door as by anyone, its pictures read by its judge."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.generate.diffusion import decode, encode
from engine.model.loaded import Loaded, load_checkpoint
from engine.model.picture import open_picture, to_pixels
from engine.protocol.events import JobEvent, PictureReady, TextPiece
from engine.protocol.requests import Ask, EditPicture, Illustrate, Request, WriteArticle
from engine.protocol.values import Length, PicturePart, TextPart, TextSettings, Turn
from engine.storybook.drawing.render import render
from engine.storybook.judge import Judge, Verdict, load_judge
from engine.storybook.scene import Scene
from engine.tasks.run import new_reader, run

SMALLEST_ERROR = 1e-10
"""Mean squared error below which two pictures count as the same, so that PSNR stays finite (106 dB)."""


@dataclass(frozen=True)
class Written:
    """An article as it came.

    Attributes:
        text: its words without the captions.
        figures: of each picture the paragraph before it ("" where there is none), and the PNG file.
    """

    text: str
    figures: tuple[tuple[str, bytes], ...]


class Candidate:
    """A loaded model with its judge. Pictures and articles come with the settings that the model's card recommends,
    answers with the most probable words."""

    def __init__(self, loaded: Loaded, judge: Judge) -> None:
        self._loaded, self._judge = loaded, judge
        self._reader = new_reader(loaded)
        card = loaded.config.card
        self._text = TextSettings(temperature=card.temperature, top_p=card.top_p)

    @classmethod
    def open(cls, folder: Path) -> Candidate:
        """The model in a folder, with the judge in `judge/` inside it.

        Raises:
            BadCheckpoint: there is no model, or no judge of this world with it.
        """
        judge = load_judge(folder / "judge")
        return cls(load_checkpoint(folder), judge)

    def paint(self, text: str, seed: int) -> bytes:
        """A picture (PNG) for a text."""
        return self._picture(Illustrate(text, seed=seed))

    def edit(self, picture: bytes, caption: str, wish: str, seed: int) -> bytes:
        """A picture (PNG), edited in context."""
        return self._picture(EditPicture(PicturePart(picture, caption), wish, seed=seed))

    def answer(self, picture: bytes, question: str) -> str:
        """What the model answers to a question about a picture."""
        turn = Turn("user", (PicturePart(picture), TextPart(question)))
        return "".join(event.text for event in self._events(Ask((turn,))) if isinstance(event, TextPiece)).strip()

    def write(self, topic: str, length: Length, seed: int) -> Written:
        """An article with as many pictures as it needs."""
        text = ""
        figures: list[tuple[str, bytes]] = []
        for event in self._events(WriteArticle(topic, length=length, seed=seed, text=self._text)):
            if isinstance(event, TextPiece):
                text += event.text
            elif isinstance(event, PictureReady):
                figures.append((last_paragraph(text), event.data))
        return Written(text, tuple(figures))

    def draw(self, scene: Scene) -> bytes:
        """A rendered scene (PNG) in the size that the model paints."""
        file = io.BytesIO()
        render(scene, self._side).save(file, "PNG")
        return file.getvalue()

    def judged(self, picture: bytes) -> Verdict:
        """What the judge sees in a picture file."""
        opened = open_picture(picture)
        return self._judge.read(to_pixels(opened, opened.size))[0]

    def psnr(self, scene: Scene) -> float:
        """How well a rendered scene survives the autoencoder: peak signal-to-noise ratio in dB."""
        pixels = to_pixels(render(scene, self._side), (self._side, self._side))
        vae = self._loaded.model.vae
        error = torch.mean((decode(vae, encode(vae, pixels)).cpu().clamp(-1, 1) - pixels) ** 2).item()
        return 10 * math.log10(4 / max(SMALLEST_ERROR, error))

    @property
    def _side(self) -> int:
        return min(self._loaded.model.picture_size)

    def _picture(self, request: Request) -> bytes:
        return next(event.data for event in self._events(request) if isinstance(event, PictureReady))

    def _events(self, request: Request) -> list[JobEvent]:
        return list(run(request, self._loaded, self._reader, lambda: False))


def last_paragraph(text: str) -> str:
    """The last block of a text that is neither a heading nor a line of emphasis alone (a caption); else ""."""
    for block in reversed(text.split("\n\n")):
        words = block.strip()
        if words and not words.startswith("#") and not (words.startswith("*") and words.endswith("*")):
            return words
    return ""
