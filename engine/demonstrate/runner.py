"""Carries out the programme: asks the model through the same door as anyone, and keeps what came."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.demonstrate.plain import PlainDiffusion
from engine.demonstrate.programme import (
    PROGRAMME,
    Assignment,
    Conversation,
    Demonstration,
    Edits,
    Elsewhere,
    Exhibit,
    Meeting,
    Repaints,
    Sketch,
    StyleList,
)
from engine.demonstrate.shown import Article, Demo, Exchange, Part, Picture, Row, Section, Shown, Table, Talk
from engine.generate.settings import picture_seed
from engine.model.loaded import Loaded
from engine.protocol.events import CaptionPiece, JobEvent, Notice, PictureReady, TextPiece
from engine.protocol.requests import Ask, Compose, EditPicture, Illustrate, Request, SameSubject, Vary, WriteArticle
from engine.protocol.values import Part as GivenPart
from engine.protocol.values import PicturePart, TextPart, TextSettings, Turn
from engine.storybook.scene import STYLES
from engine.storybook.setting import IN_STYLE
from engine.tasks.run import new_reader, run

Tell = Callable[[str, int, int], None]
"""Told after each answer of the model: which demonstration, how many are done, how many there are."""
SEEDS_EACH = 16
"""How far the seeds of two exhibits are apart; none paints more pictures from one request."""
NO_PLAIN = (
    "This model came without the text encoder that its painter learned to follow first, so there is no plain diffusion "
    "model to set beside it. Models that are trained here keep theirs."
)


def demonstrate(
    loaded: Loaded,
    plain: PlainDiffusion | None,
    seed: int,
    tell: Tell,
    programme: Sequence[Demonstration] = PROGRAMME,
) -> Demo:
    """Carry out a programme.

    Args:
        plain: the plain diffusion model beside it, where there is one.
        seed: of everything random; the exhibits' own seeds are counted on from it.
        tell: told how it goes.

    Raises:
        EngineError: the model cannot do what it is asked.
    """
    card = loaded.config.card
    licence = f" Licence: {card.licence}." if card.licence else ""
    asker = _Asker(loaded, plain, tell)
    sections = []
    number = 0
    for demonstration in programme:
        asker.begin(demonstration.title, sum(exhibit.asks for exhibit in demonstration.exhibits))
        shown = []
        for exhibit in demonstration.exhibits:
            shown.append(asker.show(exhibit, picture_seed(seed, SEEDS_EACH * number)))
            number += 1
        lacks = plain is None and any(isinstance(exhibit, Meeting) for exhibit in demonstration.exhibits)
        notes = (NO_PLAIN,) if lacks else ()
        sections.append(Section(demonstration.title, demonstration.lead, tuple(shown), notes))
    size = loaded.model.picture_size
    about = f"{card.description}{licence}".strip()
    return Demo(card.name, about, size, card.steps, card.guidance, seed, tuple(sections))


class _Asker:
    """Asks a loaded model, one request after another: pictures and articles with the settings that its card recommends,
    answers with the most probable words."""

    def __init__(self, loaded: Loaded, plain: PlainDiffusion | None, tell: Tell) -> None:
        self._loaded, self._plain, self._tell = loaded, plain, tell
        self._reader = new_reader(loaded)
        self._title, self._done, self._total = "", 0, 0
        self._notes: dict[str, None] = {}

    def begin(self, title: str, total: int) -> None:
        """A demonstration begins, in which the model will be asked `total` times."""
        self._title, self._done, self._total = title, 0, total

    def show(self, exhibit: Exhibit, seed: int) -> Shown:
        """Carry out one exhibit."""
        self._notes = {}
        match exhibit:
            case StyleList():
                return self._styles(exhibit, seed)
            case Conversation():
                return self._talk(exhibit, seed)
            case Assignment():
                return self._article(exhibit, seed)
            case Edits():
                return self._edits(exhibit, seed)
            case Elsewhere():
                return self._elsewhere(exhibit, seed)
            case Meeting():
                return self._meeting(exhibit, seed)
            case Repaints():
                return self._repaints(exhibit, seed)

    def _styles(self, exhibit: StyleList, seed: int) -> Table:
        rows = []
        for index, wish in enumerate(exhibit.wishes):
            noise = picture_seed(seed, index)
            words = [wish if style == "storybook" else f"{wish}, {IN_STYLE[style][0]}" for style in STYLES]
            rows.append(Row(f"{wish}.", tuple(self._painted(f"{each}.", noise) for each in words)))
        return Table((), STYLES, tuple(rows), tuple(self._notes))

    def _talk(self, exhibit: Conversation, seed: int) -> Talk:
        turns: list[Turn] = []
        exchanges = []
        sketches = 0
        for number, said in enumerate(exhibit.turns):
            parts: list[Part] = []
            for part in said:
                # Pictures that are given have seeds of their own, or all would share the noise of the answers.
                sketches += isinstance(part, Sketch)
                parts.append(
                    part
                    if isinstance(part, str)
                    else self._sketch(part, picture_seed(seed, SEEDS_EACH // 2 + sketches))
                )
            turns.append(Turn("user", tuple(map(_given, parts))))
            answer = self._told(Ask(tuple(turns), "auto", picture_seed(seed, number)))
            turns.append(Turn("assistant", tuple(map(_given, answer))))
            exchanges.append(Exchange(tuple(parts), answer))
        return Talk(tuple(exchanges), tuple(self._notes))

    def _article(self, exhibit: Assignment, seed: int) -> Article:
        card = self._loaded.config.card
        text = TextSettings(temperature=card.temperature, top_p=card.top_p)
        parts = self._told(WriteArticle(exhibit.topic, exhibit.pictures, exhibit.length, seed, text))
        return Article(exhibit.topic, parts, seed, tuple(self._notes))

    def _edits(self, exhibit: Edits, seed: int) -> Table:
        start = self._sketch(exhibit.start, seed)
        part = PicturePart(start.data, start.words)
        noise = picture_seed(seed, 1)
        came = tuple(self._pictured(EditPicture(part, wish, seed=noise), wish) for wish in exhibit.wishes)
        return Table((start,), exhibit.wishes, (Row("", came),), tuple(self._notes))

    def _elsewhere(self, exhibit: Elsewhere, seed: int) -> Table:
        given = tuple(self._sketch(each, picture_seed(seed, index)) for index, each in enumerate(exhibit.references))
        parts = tuple(PicturePart(picture.data) for picture in given)
        noise = picture_seed(seed, len(given))
        came = tuple(self._pictured(SameSubject(parts, wish, seed=noise), wish) for wish in exhibit.wishes)
        return Table(given, exhibit.wishes, (Row("", came),), tuple(self._notes))

    def _meeting(self, exhibit: Meeting, seed: int) -> Table:
        given = [self._sketch(each, picture_seed(seed, i)) for i, each in enumerate((exhibit.first, exhibit.second))]
        first, second = (PicturePart(picture.data, picture.words) for picture in given)
        noise = picture_seed(seed, 2)
        dreamed = self._pictured(Compose(first, second, exhibit.wish, seed=noise), exhibit.wish)
        came = {"DreamLLM": dreamed}
        if self._plain:
            texts = {"Plain, from the wish": exhibit.wish, "Plain, from that caption": dreamed.caption or exhibit.wish}
            for heading, words in texts.items():
                came[heading] = Picture(self._plain.paint(words, noise), words, noise)
        return Table(tuple(given), tuple(came), (Row(exhibit.wish, tuple(came.values())),), tuple(self._notes))

    def _repaints(self, exhibit: Repaints, seed: int) -> Table:
        start = self._sketch(exhibit.start, seed)
        part, noise = PicturePart(start.data, start.words), picture_seed(seed, 1)
        rows = []
        for words in exhibit.words:
            came = (self._pictured(Vary(part, each, words, seed=noise), words) for each in exhibit.strengths)
            rows.append(Row(words, tuple(came)))
        headings = tuple(f"{strength:.0%} noise" for strength in exhibit.strengths)
        return Table((start,), headings, tuple(rows), tuple(self._notes))

    def _sketch(self, sketch: Sketch, seed: int) -> Picture:
        return self._painted(sketch.words, seed)

    def _painted(self, words: str, seed: int) -> Picture:
        return self._pictured(Illustrate(words, seed=seed), words)

    def _pictured(self, request: Request, words: str) -> Picture:
        """The one picture that a request yields."""
        return next(part for part in self._told(request, words) if isinstance(part, Picture))

    def _told(self, request: Request, words: str = "") -> tuple[Part, ...]:
        """What came, in reading order. A picture shows what its caption says, or else `words`, or else what the model
        wrote last before it."""
        events = self._ask(request)
        captions = {event.index: event.text for event in events if isinstance(event, CaptionPiece)}
        parts: list[Part] = []
        for event in events:
            if isinstance(event, TextPiece) and parts and isinstance(parts[-1], str):
                parts[-1] += event.text
            elif isinstance(event, TextPiece):
                parts.append(event.text)
            elif isinstance(event, PictureReady):
                caption = captions.get(event.index, "").strip()
                said = caption or words or event.recipe.conditioned_on
                parts.append(Picture(event.data, said, event.recipe.seed, caption))
        return tuple(part for part in parts if isinstance(part, Picture) or part.strip())

    def _ask(self, request: Request) -> list[JobEvent]:
        events = list(run(request, self._loaded, self._reader, lambda: False))
        self._notes |= dict.fromkeys(event.sentence for event in events if isinstance(event, Notice))
        self._done += 1
        self._tell(self._title, self._done, self._total)
        return events


def _given(part: Part) -> GivenPart:
    return TextPart(part) if isinstance(part, str) else PicturePart(part.data, part.words)
