"""How much of a document would be read: told without the model, and as it then really is."""

from __future__ import annotations

import pytest

from engine.protocol.events import Finished, Measured
from engine.protocol.requests import Continue, Measure
from engine.protocol.values import PicturePart, TextPart, TextSettings
from tests.engine.tasks.bench import Bench, picture
from tests.engine.tiny import tiny_model

LONG = "\n\n".join(f"Paragraph {number} says that a fox ran home." for number in range(20))


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench(tiny_model(context=512))


def measured(bench: Bench, request: Measure) -> Measured:
    *told, end = bench.run(request)
    assert isinstance(end, Finished)
    (answer,) = told
    assert isinstance(answer, Measured)
    return answer


def test_a_short_document_is_read_whole(bench: Bench) -> None:
    answer = measured(bench, Measure((TextPart("A fox ran."), PicturePart(b"", "A red fox.")), pictures=0))
    assert (answer.words, answer.words_read, answer.pictures, answer.pictures_read) == (6, 6, 1, 1)
    assert answer.begins == ""
    assert 0 < answer.share < 1
    assert measured(bench, Measure((), pictures=0)).share == 0


def test_of_a_long_document_the_newest_is_read_and_the_person_can_see_from_where(bench: Bench) -> None:
    parts = (TextPart("# The title"), PicturePart(b"", "A fox."), TextPart(LONG))
    answer = measured(bench, Measure(parts, "short", 0))
    assert answer.words == 2 + 2 + 8 * 20
    assert 0 < answer.words_read < answer.words
    assert (answer.pictures, answer.pictures_read) == (1, 0)
    assert answer.begins.startswith("Paragraph ")
    assert int(answer.begins.split()[1]) == 20 - (answer.words_read - 2) // 8
    assert 0.8 < answer.share <= 1


def test_what_is_measured_is_what_a_continuation_reads(bench: Bench) -> None:
    answer = measured(bench, Measure((TextPart(LONG),), "short", 0))
    read: list[str] = []
    encode = bench.loaded.tokenizer.encode_run

    def listening(parts: list[str | int]) -> list[list[int]]:
        read.extend(part for part in parts if isinstance(part, str))
        return encode(parts)

    bench.loaded.tokenizer.encode_run = listening  # type: ignore[method-assign]
    try:
        bench.run(Continue((TextPart(LONG),), pictures=0, text=TextSettings(max_tokens=256)))
    finally:
        del bench.loaded.tokenizer.encode_run
    document = next(text for text in read if text.startswith(answer.begins))
    assert len(document.split()) == answer.words_read


def test_pictures_need_no_data_to_be_counted(bench: Bench) -> None:
    with_data = measured(bench, Measure((TextPart("A fox."), picture())))
    assert measured(bench, Measure((TextPart("A fox."), PicturePart(b"")))) == with_data
