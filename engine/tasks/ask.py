"""Dialogues about pictures, and descriptions that serve as alternative text."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from engine.errors import BadRequest
from engine.generate.interleaved import Interleaved, Writing
from engine.generate.job import Ending, Job, Moment
from engine.generate.settings import check_text, plan_painting
from engine.protocol.events import Notice
from engine.protocol.requests import Ask, Describe
from engine.protocol.values import PaintSettings, Part, PicturePart, TextPart, Turn
from engine.sequence import chat, instructions
from engine.sequence.layout import Dreamed, Given
from engine.tasks.checks import check_pictures, check_words
from engine.tasks.pictures import opened
from engine.tasks.prompts import ANSWER_TOKENS, LEAST_TOKENS, STOPS, chat_prompt, check_room, size, tokens_wished
from engine.tasks.window import Choice, Extent, choose_window, window_notice

DESCRIPTION_TOKENS = 64
DESCRIPTION_CUT = Notice("cut", "The description of the picture ran to the limit of its length and is cut short.")
TURN_TOKENS = 16
"""What the words around a turn take, roughly."""


def ask(job: Job, request: Ask) -> Generator[Moment | Notice, None, Ending]:
    """Answer the last question of a dialogue, which may hold pictures anywhere."""
    _check_turns(job, request.turns)
    writing = Writing(
        mode="ask",
        text=check_text(request.text),
        paint=plan_painting(request.paint, job.loaded),
        pictures=check_pictures(request.pictures),
        max_tokens=tokens_wished(request.text, ANSWER_TOKENS),
        seed=request.seed,
        stops=STOPS,
        captions=job.loaded.config.card.writes_captions,
    )
    flat = [(turn, part) for turn in request.turns for part in turn.parts]
    extents = [_extent(job, part, pinned=turn is request.turns[-1]) for turn, part in flat]
    choices = choose_window(extents, _room_for_dialogue(job, request, writing.max_tokens))
    notice = window_notice(choices)
    if notice is not None:
        yield notice
    dialogue = _dialogue(request.turns, choices)
    pictures = [job.see(opened(picture)) for picture in dialogue.pictures]
    prompt = chat_prompt(job, [*dialogue.turns, chat.Turn("assistant", None)], pictures)
    check_room(job, prompt, request.pictures)
    return (yield from Interleaved(job, writing).run(prompt))


def describe(job: Job, request: Describe) -> Generator[Moment | Notice, None, Ending]:
    """One plain sentence that says what a picture shows."""
    prompt = description_prompt_turns()
    blocks = chat_prompt(job, prompt, [job.see(opened(request.picture))])
    check_room(job, blocks)
    writing = Writing(
        mode="ask",
        text=check_text(request.text),
        paint=plan_painting(PaintSettings(), job.loaded),
        pictures=0,
        max_tokens=tokens_wished(request.text, DESCRIPTION_TOKENS),
        seed=request.seed,
        stops=(*STOPS, "\n"),
    )
    ending = yield from Interleaved(job, writing).run(blocks)
    if ending == "length":
        yield DESCRIPTION_CUT
    return ending


def description_prompt_turns() -> list[chat.Turn]:
    """The dialogue that asks what picture 0 shows."""
    return [chat.Turn("user", instructions.describe(Given(0))), chat.Turn("assistant", None)]


def _check_turns(job: Job, turns: Sequence[Turn]) -> None:
    if not turns or turns[-1].role != "user":
        raise BadRequest("There is no question.", "Ask something about the picture or the text.")
    for turn in turns:
        words = "".join(part.text for part in turn.parts if isinstance(part, TextPart))
        if turn is turns[-1] or words.strip():
            check_words(words, "the question" if turn.role == "user" else "the answer", job.loaded.tokenizer)


def _extent(job: Job, part: Part, pinned: bool) -> Extent:
    words = part.text if isinstance(part, TextPart) else _spoken(part)
    cost = len(job.loaded.tokenizer.encode(words, bos=False, allow_added=False)) + TURN_TOKENS if words else 0
    if isinstance(part, TextPart):
        return Extent(cost, pinned=pinned)
    if pinned:
        return Extent(job.reader.picture_cost, pinned=True)
    return Extent(job.reader.picture_cost, caption=cost)


def _room_for_dialogue(job: Job, request: Ask, max_tokens: int) -> int:
    count = 0 if request.pictures == "auto" else request.pictures
    ahead = min(max_tokens + count * job.reader.picture_cost, job.reader.cache.limit // 2)
    opening = size(job, chat_prompt(job, [chat.Turn("user", ("",)), chat.Turn("assistant", None)]))
    return job.reader.cache.limit - opening - ahead - LEAST_TOKENS


@dataclass(frozen=True)
class _Dialogue:
    turns: list[chat.Turn]
    pictures: list[PicturePart]


def _dialogue(turns: Sequence[Turn], choices: Sequence[Choice]) -> _Dialogue:
    """The turns as the model reads them: what was chosen of each part, and the pictures in order."""
    result = _Dialogue([], [])
    choice = iter(choices)
    for turn in turns:
        content: list[str | Given | Dreamed] = []
        for part in turn.parts:
            _add(content, turn, part, next(choice), result.pictures)
        # An answer whose question was left out says nothing: a dialogue begins with a person's turn.
        if content and (turn.role == "user" or result.turns):
            result.turns.append(chat.Turn(turn.role, tuple(content)))
    return result


def _add(
    content: list[str | Given | Dreamed], turn: Turn, part: Part, choice: Choice, pictures: list[PicturePart]
) -> None:
    """Add a part to a turn's content. Words and pictures of a person stand on lines of their own, as in training."""
    between = "\n" if turn.role == "user" else ""
    if choice == "left-out":
        return
    if isinstance(part, PicturePart) and choice == "whole":
        if between and content and isinstance(content[-1], str):
            content[-1] = f"{content[-1].rstrip()}{between}"
        content.append(Given(len(pictures)) if turn.role == "user" else Dreamed(len(pictures), learn=False))
        pictures.append(part)
        return
    words = (part.text if isinstance(part, TextPart) else _spoken(part)).strip()
    if not words:
        return
    if content and isinstance(content[-1], str):
        content[-1] = f"{content[-1].rstrip()}\n{words}"
    else:
        content.append(f"{between if content else ''}{words}")


def _spoken(part: PicturePart) -> str:
    """A picture that is not shown, as words."""
    caption = " ".join(part.caption.split())
    return f"({caption})" if caption else ""
