"""What the model reads of a dialogue."""

from __future__ import annotations

import pytest
import torch

from engine.protocol.events import Finished, Notice
from engine.protocol.requests import Ask, Describe, Vary
from engine.protocol.values import TextPart, TextSettings, Turn
from engine.sequence import chat, instructions
from engine.sequence.layout import Dreamed, Given
from engine.tasks import ask, vary
from engine.tasks.ask import _dialogue
from tests.engine.tasks.bench import Bench, of_kind, picture
from tests.engine.tiny import tiny_model


def test_a_question_is_worded_as_in_training() -> None:
    turn = Turn("user", (picture(), TextPart("What is this?")))
    dialogue = _dialogue([turn], ["whole", "whole"])
    assert dialogue.turns == [chat.Turn("user", instructions.ask([Given(0)], "What is this?"))]


def test_a_pattern_has_each_part_on_a_line_of_its_own() -> None:
    parts = (picture(), TextPart("This is a fox."), picture("blue"), TextPart("This is"))
    dialogue = _dialogue([Turn("user", parts)], ["whole"] * 4)
    assert dialogue.turns[0].content == (Given(0), "\nThis is a fox.\n", Given(1), "\nThis is")


def test_an_answer_keeps_the_picture_that_it_dreamed() -> None:
    turns = [
        Turn("user", (TextPart("Show me a fox."),)),
        Turn("assistant", (TextPart("Here it is."), picture())),
        Turn("user", (TextPart("What is it?"),)),
    ]
    dialogue = _dialogue(turns, ["whole"] * 4)
    assert dialogue.turns[1].content == ("Here it is.", Dreamed(0, learn=False))
    brief = _dialogue(turns, ["whole", "whole", "caption", "whole"])
    assert brief.turns[1].content == ("Here it is.",)


def test_a_dialogue_that_was_cut_begins_with_a_person() -> None:
    turns = [
        Turn("user", (TextPart("One?"),)),
        Turn("assistant", (TextPart("Yes."),)),
        Turn("user", (TextPart("Two?"),)),
    ]
    dialogue = _dialogue(turns, ["left-out", "whole", "whole"])
    assert [turn.role for turn in dialogue.turns] == ["user"]


def test_a_long_dialogue_keeps_its_question_and_the_person_is_told() -> None:
    bench = Bench(tiny_model(context=256))
    turns = [
        turn
        for number in range(12)
        for turn in (
            Turn("user", (TextPart(f"What is number {number}?"),)),
            Turn("assistant", (TextPart("A fox that ran home."),)),
        )
    ]
    question = Turn("user", (picture(), TextPart("And this?")))
    events = bench.run(Ask((*turns, question), text=TextSettings(temperature=0, max_tokens=8)))
    assert [event.code for event in of_kind(events, Notice)] == ["context-trimmed"]
    assert isinstance(events[-1], Finished)


@pytest.mark.parametrize("request_", [Describe(picture()), Vary(picture(), 0.5)])
def test_a_description_that_is_cut_is_told(request_: Describe | Vary, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (ask, vary):
        monkeypatch.setattr(room, "DESCRIPTION_TOKENS", 1)
    events = Bench().run(request_)
    assert [event.code for event in of_kind(events, Notice)] == ["cut"]
    assert isinstance(events[-1], Finished)


@pytest.mark.parametrize("request_", [Describe(picture()), Vary(picture(), 0.5)])
def test_a_description_that_ends_by_itself_is_not(request_: Describe | Vary) -> None:
    bench = Bench()
    with torch.no_grad():
        bench.loaded.model.language_model.lm_head.weight.zero_()  # all tokens alike: the first that may come is </s>
    events = bench.run(request_)
    assert not of_kind(events, Notice)
    assert isinstance(events[-1], Finished)
