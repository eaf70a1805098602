"""The interleaved loop, with a model that wants what a script says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch

from engine.config import DREAM_START, EOS
from engine.generate.blocks import Block, Words
from engine.generate.interleaved import GRACE, Interleaved, Writing
from engine.generate.job import Ending, Job, Moment, Painted
from engine.generate.settings import plan_painting
from engine.model.loaded import Loaded
from engine.protocol.events import CaptionPiece, DreamStarted, DreamStep, TextPiece
from engine.protocol.values import PaintSettings, PictureCount, TextSettings
from tests.engine.generate.scripted import ScriptedReader, script_of
from tests.engine.tiny import tiny_model

STORY = ("A red fox ran.", DREAM_START, "*The fox.*\n\nIt slept.", EOS)


def prompt_of(loaded: Loaded) -> list[Block]:
    return [Words(tuple(loaded.tokenizer.encode("USER: write ASSISTANT:")))]


class Run:
    """One run of the loop: what came out, and what it cost."""

    def __init__(
        self,
        *script: str,
        pictures: PictureCount = "auto",
        max_tokens: int = 100,
        min_tokens: int = 0,
        stops: tuple[str, ...] = (),
        captions: bool = True,
        context: int = 512,
        cancelled: Callable[[list[Moment]], bool] = lambda _: False,
    ) -> None:
        self.loaded = tiny_model(context=context)
        second = self.loaded.tokenizer.encode("so", bos=False)[-1]
        self.reader = ScriptedReader(self.loaded, script_of(self.loaded, *script), second)
        self.moments: list[Moment] = []
        self.job = Job(self.loaded, self.reader, lambda: cancelled(self.moments))
        writing = Writing(
            mode="article",
            text=TextSettings(temperature=0),
            paint=plan_painting(PaintSettings(steps=2), self.loaded),
            pictures=pictures,
            max_tokens=max_tokens,
            min_tokens=min_tokens,
            seed=5,
            stops=stops,
            captions=captions,
        )
        self.ending = self._collect(writing)

    def _collect(self, writing: Writing) -> Ending:
        moments = Interleaved(self.job, writing).run(prompt_of(self.loaded))
        while True:
            try:
                self.moments.append(next(moments))
            except StopIteration as end:
                ending: Ending = end.value
                return ending

    @property
    def text(self) -> str:
        return "".join(moment.text for moment in self.moments if isinstance(moment, TextPiece))

    @property
    def pictures(self) -> list[Painted]:
        return [moment for moment in self.moments if isinstance(moment, Painted)]

    @property
    def kinds(self) -> list[str]:
        """The kinds of moments in order, equal neighbours once."""
        names = [type(moment).__name__ for moment in self.moments]
        return [name for place, name in enumerate(names) if place == 0 or names[place - 1] != name]


def test_text_picture_caption_text() -> None:
    run = Run(*STORY)
    assert run.kinds == ["TextPiece", "DreamStarted", "DreamStep", "Painted", "CaptionPiece", "TextPiece"]
    assert run.text == "A red fox ran.\n\nIt slept."
    assert run.ending == "stop"
    assert [moment for moment in run.moments if isinstance(moment, CaptionPiece)] == [CaptionPiece(0, "The fox.")]
    assert [moment.step for moment in run.moments if isinstance(moment, DreamStep)] == [1, 2]
    assert [moment for moment in run.moments if isinstance(moment, DreamStarted)] == [DreamStarted(0, 16, 16, 2)]
    recipe = run.pictures[0].recipe
    assert (recipe.seed, recipe.mode, recipe.conditioned_on) == (5, "article", "A red fox ran.")


def test_nothing_is_read_twice() -> None:
    run = Run(*STORY)
    model = run.loaded.model
    blocks = 2 + model.queries + 2 + model.patches
    expected = len(prompt_of(run.loaded)[0].key) + run.job.tally.text_tokens + blocks
    assert run.reader.cache.prefilled_tokens == run.reader.cache.length == expected
    assert run.reader.cache.reused_tokens == 0
    stats = run.job.tally.stats()
    assert (stats.pictures, stats.text_tokens) == (1, len(script_of(run.loaded, STORY[0], STORY[2])))
    assert 0 < stats.first_text_seconds <= stats.seconds
    assert stats.text_seconds + stats.picture_seconds <= stats.seconds


def test_without_taught_captions_emphasis_is_text() -> None:
    assert Run(*STORY, captions=False).text == "A red fox ran.\n\n*The fox.*\n\nIt slept."


def test_no_pictures_means_none() -> None:
    run = Run(*STORY, pictures=0)
    assert not run.pictures
    assert run.text.startswith("A red fox ran.o")


@pytest.mark.parametrize("count", [1, 2, 3])
def test_exactly_as_many_pictures_as_asked_for(count: int) -> None:
    run = Run(*STORY, pictures=count)
    assert len(run.pictures) == count
    assert [painted.recipe.seed for painted in run.pictures] == [5 + index for index in range(count)]
    assert run.ending == "stop"


def test_a_picture_too_many_is_not_painted() -> None:
    run = Run("A.", DREAM_START, "B.", DREAM_START, "C.", EOS, pictures=1)
    assert len(run.pictures) == 1
    assert "C." in run.text


def test_a_picture_that_is_due_when_the_length_is_used_up_comes_at_the_end_of_the_paragraph() -> None:
    run = Run("A red fox ran home.\nMore and more", EOS, pictures=1, max_tokens=2)
    assert len(run.pictures) == 1
    assert run.text == "A red fox ran home."
    assert run.ending == "length"


def test_a_paragraph_without_end_does_not_put_pictures_off_for_ever() -> None:
    run = Run(*["word " * 400], pictures=2, max_tokens=5)
    assert len(run.pictures) == 2
    assert run.job.tally.text_tokens <= 5 + 3 * GRACE


def test_a_caption_is_let_finish_beyond_the_length() -> None:
    run = Run("A fox ran.", DREAM_START, "*The red fox.*\n\nAnd", EOS, max_tokens=8)
    assert [moment.text for moment in run.moments if isinstance(moment, CaptionPiece)] == ["The red fox."]
    assert run.text == "A fox ran."
    assert run.ending == "length"


def test_the_length_ends_the_text() -> None:
    run = Run("word " * 50, max_tokens=7)
    assert run.job.tally.text_tokens == 7
    assert run.ending == "length"


def test_where_it_would_end_too_early_a_new_paragraph_begins() -> None:
    run = Run("A fox ran.", EOS, EOS, "It slept.", EOS, min_tokens=12)
    assert run.text.startswith("A fox ran.\n\n")
    assert run.text.endswith("It slept.")
    assert run.ending == "stop"


def test_the_least_does_not_outlast_the_length_or_a_stop_string() -> None:
    short = Run("A fox.", EOS, max_tokens=9, min_tokens=40)
    assert short.job.tally.text_tokens == 9
    assert short.ending == "length"
    assert Run("A fox. USER: and", EOS, stops=("USER:",), min_tokens=40).text == "A fox. "


def test_pictures_that_are_due_come_before_a_new_paragraph() -> None:
    run = Run("A fox.", EOS, "It slept.", EOS, pictures=1, min_tokens=12)
    assert run.kinds[:2] == ["TextPiece", "DreamStarted"]
    assert "It slept." in run.text


def test_the_context_ends_the_text_and_leaves_room_for_pictures_due() -> None:
    run = Run("word " * 100, pictures=1, max_tokens=1000, context=64)
    assert len(run.pictures) == 1
    assert run.reader.cache.length <= 64
    assert run.ending == "length"


def test_a_stop_string_ends_the_text_and_does_not_show() -> None:
    run = Run("A fox ran. USER: and then", EOS, stops=("USER:",))
    assert run.text == "A fox ran. "
    assert run.ending == "stop"


def test_a_stop_string_does_not_lose_pictures_due() -> None:
    run = Run("A fox ran. USER: and then", EOS, stops=("USER:",), pictures=1)
    assert len(run.pictures) == 1
    assert "USER" not in run.text


def test_cancel_within_one_token() -> None:
    run = Run(*STORY, cancelled=lambda moments: len(moments) >= 3)
    assert run.ending == "cancelled"
    assert run.kinds == ["TextPiece"]
    assert len(run.moments) <= 4


def test_cancel_within_one_denoising_step() -> None:
    run = Run(*STORY, cancelled=lambda moments: any(isinstance(moment, DreamStep) for moment in moments))
    assert run.ending == "cancelled"
    assert isinstance(run.moments[-1], DreamStep)
    assert run.moments[-1].step == 1
    assert run.text == "A red fox ran."


def test_after_a_cancelled_picture_the_next_job_reads_as_if_nothing_had_been() -> None:
    run = Run(*STORY, cancelled=lambda moments: any(isinstance(moment, DreamStep) for moment in moments))
    run.reader.begin(prompt_of(run.loaded))
    fresh = ScriptedReader(run.loaded, [], 0)
    fresh.begin(prompt_of(run.loaded))
    assert torch.equal(run.reader.cache.held[-1].last, fresh.cache.held[-1].last)


def test_what_was_painted_is_read_back() -> None:
    run = Run("A fox.", DREAM_START, EOS)
    block = run.job.see(run.pictures[0].picture)
    assert run.reader.cache.held[-1].key == block.key
    assert block.digest != run.job.see(run.pictures[0].picture.rotate(90)).digest
