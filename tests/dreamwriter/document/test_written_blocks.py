"""Blocks that stay as they are are written once."""

from __future__ import annotations

from hypothesis import given, settings

from dreamwriter.document.blocks import Block, Blocks, Paragraph, Text
from dreamwriter.document.canonical import canonical
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.markdown_writer import write_block, write_markdown
from dreamwriter.document.written_blocks import WrittenBlocks
from tests.dreamwriter.document.strategies import any_blocks


def paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def test_only_a_new_block_is_written() -> None:
    asked: list[Block] = []

    def write(block: Block) -> str:
        asked.append(block)
        return write_block(block)

    known = WrittenBlocks()
    first, second, third = paragraph("one"), paragraph("two"), paragraph("three")
    known.of((first, second), write)
    written = known.of((first, third, second), write)
    assert asked == [first, second, third]
    assert [source for _, source in written] == ["one", "three", "two"]


def test_a_block_that_stands_twice_is_written_twice() -> None:
    same = paragraph("again")
    assert write_markdown((same, same), known=WrittenBlocks()) == "again\n\nagain\n"


def test_only_the_last_page_is_remembered() -> None:
    known = WrittenBlocks()
    count = 0

    def write(block: Block) -> str:
        nonlocal count
        count += 1
        return write_block(block)

    first = paragraph("one")
    known.of((first,), write)
    known.of((), write)
    known.of((first,), write)
    assert count == 2


@settings(max_examples=30, deadline=None)
@given(any_blocks)
def test_the_text_is_the_same_with_and_without(blocks: Blocks) -> None:
    known = WrittenBlocks()
    write_markdown(blocks[: len(blocks) // 2], known=known)
    text = write_markdown(blocks, known=known)
    assert text == write_markdown(blocks)
    assert read_blocks(text) == canonical(blocks)
