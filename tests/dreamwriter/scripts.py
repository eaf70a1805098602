"""Scripts for an engine without a model, and a console without a terminal."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from dreamwriter.cli import run
from dreamwriter.cli_console import Console
from dreamwriter.engine_client.channel import Channel
from dreamwriter.engine_client.scripted import OPENING, Script, ScriptedChannel, Step
from dreamwriter.session.models import DESCRIPTION_FILE, FORMAT
from dreamwriter.settings import Settings
from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, Measured, PictureReady, TextPiece
from engine.protocol.requests import Ask, Describe, EditPicture, Illustrate, Measure, Request, WriteArticle
from engine.protocol.values import Recipe

RECIPE = Recipe("scripted", "article", 7, 2, 3.5, 0.0, "", "dpm++", 16, 16, "A red fox.")
CAPTION = "A red fox in the snow."


def png(shade: int = 0, size: int = 16) -> bytes:
    """A small picture; another shade is another picture."""
    stream = io.BytesIO()
    Image.new("RGB", (size, size), (200, shade, 40)).save(stream, "PNG")
    return stream.getvalue()


def painting(index: int) -> Iterable[Step]:
    """One picture, from its start to its end."""
    yield DreamStarted(index, 16, 16, 2)
    yield DreamStep(index, 1, 2)
    yield DreamStep(index, 2, 2)
    yield PictureReady(index, png(index), replace(RECIPE, seed=7 + index))


def article() -> Iterable[Step]:
    """An article of a title, two paragraphs and two pictures."""
    yield TextPiece("# The Fox\n\nA red fox lives ")
    yield TextPiece("in the snow.\n\n")
    yield from painting(0)
    yield CaptionPiece(0, CAPTION)
    yield TextPiece("It sleeps at night.\n\n")
    yield from painting(1)
    yield CaptionPiece(1, "The fox at night.")
    yield TextPiece("The end.")


def play(request: Request) -> Iterable[Step]:
    """What the scripted engine does with each request."""
    match request:
        case WriteArticle():
            yield from article()
        case Illustrate(count=count) | EditPicture(count=count):
            for index in range(count):
                if isinstance(request, EditPicture):
                    yield CaptionPiece(index, CAPTION)
                yield from painting(index)
        case Describe():
            yield TextPiece("An orange animal stands on white ground.")
        case Measure():
            yield Measured(9, 9, 0, 0, 0.1)
        case Ask():
            yield TextPiece("It is in the snow. ")
        case _:
            raise AssertionError(f"not in the script: {request}")


def make_model(folder: Path) -> Path:
    """A folder that says it is a model."""
    folder.mkdir(exist_ok=True)
    card = {"name": "Scripted", "description": "Plays a script."}
    (folder / DESCRIPTION_FILE).write_text(json.dumps({"format": FORMAT, "version": 1, "card": card}))
    return folder


class Desk:
    """A console without a terminal, in front of an engine that plays a script."""

    def __init__(self, folder: Path, script: Script = play, opening: Sequence[Step] = OPENING) -> None:
        self.folder = folder
        self.out, self.err = io.StringIO(), io.StringIO()
        self.started = 0
        self._script, self._opening = script, opening
        self._settings = Settings(model=str(make_model(folder / "model")))
        self.console = Console(self.out, self.err, self._open, lambda: self._settings)

    def run(self, *words: str | Path) -> int:
        """Run the command line; returns its exit status."""
        return run([str(word) for word in words], self.console)

    def _open(self, model: Path, command: Sequence[str]) -> Channel:
        self.started += 1
        assert model == self.folder / "model"
        return ScriptedChannel(self._script, self._opening)
