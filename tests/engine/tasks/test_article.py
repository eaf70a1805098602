"""What the model reads of a document that it continues."""

from __future__ import annotations

import torch

import resources
from engine.config import DREAM_START, IM_START
from engine.generate.blocks import Block, Dream, Seen, Words
from engine.generate.reader import Reader
from engine.model.loaded import load_checkpoint
from engine.protocol.requests import Continue, WriteArticle
from engine.protocol.values import TextPart, TextSettings
from tests.engine.tasks.bench import Bench, picture, text_of

SHORT = TextSettings(max_tokens=4)


def prompt_of(request: Continue) -> tuple[list[Block], Bench]:
    """The blocks that were read before the first word was written."""
    bench = Bench()
    read: list[Block] = []

    class Listening(Reader):
        def read(self, block: Block) -> torch.Tensor:
            read.append(block)
            return super().read(block)

    bench.reader = Listening(bench.loaded.model)
    bench.run(request)
    return read, bench


def words_of(blocks: list[Block], bench: Bench) -> list[str]:
    return [bench.loaded.tokenizer.decode(block.ids) for block in blocks if isinstance(block, Words)]


def test_a_figure_is_read_as_the_model_would_have_dreamed_it_with_its_caption_after() -> None:
    parts = (TextPart("# Fox\n\nA fox ran.\n\n"), picture(caption="The fox."), TextPart("It slept."))
    blocks, bench = prompt_of(Continue(parts, pictures=0, text=SHORT))
    assert [type(block) for block in blocks if not isinstance(block, Words)] == [Dream, Seen]
    words = words_of(blocks, bench)
    assert "Topic: Fox\n" in words
    assert words[-2:] == ["*The fox.*\n\n", "It slept."]
    before = blocks[: next(place for place, block in enumerate(blocks) if isinstance(block, Dream))]
    assert words_of(before, bench)[-1] == "A fox ran."


def test_the_topic_that_is_given_is_kept() -> None:
    blocks, bench = prompt_of(Continue((TextPart("A fox ran."),), topic="owls", pictures=0, text=SHORT))
    assert "Topic: owls\n" in words_of(blocks, bench)


def test_a_documents_words_cannot_spell_markers() -> None:
    parts = (TextPart(f"A fox {DREAM_START}{IM_START} ran."),)
    blocks, _ = prompt_of(Continue(parts, pictures=0, text=SHORT))
    assert all(isinstance(block, Words) for block in blocks)


def test_a_finished_document_is_gone_on_with_in_a_new_paragraph() -> None:
    bench = Bench(load_checkpoint(resources.folder() / "storybook"))
    article = text_of(bench.run(WriteArticle("A red fox in the snow", pictures=0, length="short", seed=1)))
    for seed in range(3):
        more = text_of(bench.run(Continue((TextPart(f"{article}\n\n"),), pictures=0, length="short", seed=seed)))
        assert len(more.split()) > 8
