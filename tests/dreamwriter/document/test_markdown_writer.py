"""What is written reads back, and what did not change keeps its bytes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dreamwriter.document.blocks import Blocks
from dreamwriter.document.canonical import canonical
from dreamwriter.document.markdown_reader import read_blocks, read_markdown
from dreamwriter.document.markdown_writer import write_markdown
from tests.dreamwriter.document.strategies import NASTY, any_blocks


@settings(max_examples=60, deadline=None)
@given(any_blocks)
def test_what_is_written_reads_back(blocks: Blocks) -> None:
    wanted = canonical(blocks)
    assert canonical(wanted) == wanted
    assert read_blocks(write_markdown(wanted)) == wanted


@settings(max_examples=60, deadline=None)
@given(st.text(NASTY, max_size=60))
def test_opening_and_saving_changes_no_byte(source: str) -> None:
    segments = read_markdown(source)
    assert "".join(segment.source for segment in segments) == source
    blocks = tuple(block for segment in segments for block in segment.blocks)
    assert canonical(blocks) == blocks
    assert write_markdown(blocks, segments) == source
