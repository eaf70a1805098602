"""What is written reads back, and what did not change keeps its bytes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dreamwriter.document.blocks import Blocks, Emphasis, Figure, Heading, ListBlock, Paragraph, Strong, Text
from dreamwriter.document.canonical import canonical
from dreamwriter.document.markdown_reader import read_blocks, read_markdown
from dreamwriter.document.markdown_writer import write_markdown
from tests.dreamwriter.document.strategies import NASTY, any_blocks

FOREIGN = (
    "---\r\ntags: [a]\r\n---\r\n\r\nTitle\r\n=====\r\n\r\n*  odd\r\n*  list\r\n\r\n\r\nSome __bold__ text\r\n"
    "on two lines [x][r].\r\n\r\n[r]: http://a.b\r\n\r\n<!-- note -->\r\n\r\n| a|b |\r\n|--|---|\r\n|1|2|\r\n\r\nLast"
)


@settings(max_examples=40, deadline=None)
@given(any_blocks)
def test_what_is_written_reads_back(blocks: Blocks) -> None:
    wanted = canonical(blocks)
    assert canonical(wanted) == wanted
    assert read_blocks(write_markdown(wanted)) == wanted


@settings(max_examples=40, deadline=None)
@given(st.text(NASTY, max_size=60))
def test_opening_and_saving_changes_no_byte(source: str) -> None:
    segments = read_markdown(source)
    assert "".join(segment.source for segment in segments) == source
    blocks = tuple(block for segment in segments for block in segment.blocks)
    assert canonical(blocks) == blocks
    assert write_markdown(blocks, segments) == source
    assert read_blocks(write_markdown(blocks)) == blocks


@settings(max_examples=30, deadline=None)
@given(any_blocks, st.sampled_from(["\n", "\r\n"]), st.randoms(use_true_random=False))
def test_moved_and_deleted_blocks_read_back(blocks: Blocks, line_end: str, random: st.DataObject) -> None:
    segments = read_markdown(write_markdown(blocks).replace("\n", line_end))
    moved = [block for segment in segments for block in segment.blocks]
    random.shuffle(moved)  # type: ignore[attr-defined]
    wanted = canonical(moved[1:])
    assert read_blocks(write_markdown(wanted, segments)) == wanted


def test_one_changed_block_leaves_the_bytes_of_the_others() -> None:
    segments = read_markdown(FOREIGN)
    blocks = [block for segment in segments for block in segment.blocks]
    assert write_markdown(blocks, segments) == FOREIGN
    at = next(at for at, block in enumerate(blocks) if isinstance(block, Heading))
    blocks[at] = Heading(1, (Text("Fox"),))
    assert write_markdown(blocks, segments) == FOREIGN.replace("Title\r\n=====", "# Fox")
    blocks.append(Paragraph((Text("New"),)))
    assert write_markdown(blocks, segments) == FOREIGN.replace("Title\r\n=====", "# Fox") + "\r\n\r\nNew\r\n"


def test_it_is_written_as_a_person_would() -> None:
    blocks = (
        Heading(1, (Text("A red fox"),)),
        Paragraph((Text("It costs 5 * 3 & is "), Strong((Text("very"),)), Text(" snake_case."))),
        ListBlock(((Paragraph((Text("[ ] one"),)), ListBlock(((Paragraph((Text("two"),)),),), True)),)),
        Figure("assets/a.png", "A fox, seen from the side", (Text("The fox."),)),
        Paragraph((Emphasis((Text("Then"),)), Text(" it slept."))),
    )
    assert write_markdown(blocks) == (
        "# A red fox\n\nIt costs 5 \\* 3 & is **very** snake_case.\n\n- [ ] one\n    1. two\n\n"
        "![A fox, seen from the side](assets/a.png)\n\n*The fox.*\n\n*Then* it slept.\n"
    )


def test_neighbours_that_markdown_would_join_stay_apart() -> None:
    one = ListBlock(((Paragraph((Text("a"),)),),))
    figure = Figure("a.png")
    words = Paragraph((Emphasis((Text("no caption"),)),))
    assert read_blocks(write_markdown((one, one, figure, words))) == (one, one, figure, words)
