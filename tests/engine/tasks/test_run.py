"""Every task from request to last event."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
import torch
from PIL import Image

from engine.errors import BadPicture, BadRequest, OutOfMemory
from engine.generate.job import Job
from engine.protocol.events import (
    Cancelled,
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Finished,
    Notice,
    PictureReady,
    TextPiece,
)
from engine.protocol.mark import read_mark
from engine.protocol.requests import (
    Ask,
    Compose,
    Continue,
    Describe,
    EditPicture,
    Illustrate,
    LoadModel,
    Request,
    Rewrite,
    SameSubject,
    Vary,
    WriteArticle,
)
from engine.protocol.values import PaintSettings, PicturePart, TextPart, TextSettings, Turn
from engine.tasks import run as run_room
from engine.tasks.run import new_reader
from tests.engine.tasks.bench import Bench, of_kind, picture, text_of
from tests.engine.tiny import tiny_model

SHORT = TextSettings(max_tokens=12)
QUESTION = (Turn("user", (picture(), TextPart("What is this?"))),)
REQUESTS: list[tuple[Request, int]] = [
    (WriteArticle("A red fox in the snow", pictures=2, text=SHORT), 2),
    (WriteArticle("A red fox", pictures=0, text=SHORT), 0),
    (
        Continue((TextPart("# Fox\n\nA fox ran."), picture(caption="A fox."), TextPart("And")), pictures=1, text=SHORT),
        1,
    ),
    (Rewrite("A fox ran.", (TextPart("# Fox\n\n"),), text=SHORT), 0),
    (Illustrate("A red fox", count=2), 2),
    (EditPicture(picture(caption="a fox"), "make it blue", count=2), 2),
    (SameSubject((picture(), picture("blue")), "in the sea"), 1),
    (Compose(picture(), picture("blue"), "side by side"), 1),
    (Vary(picture(), 0.5, "a fox", count=2), 2),
    (Vary(picture(), 1.0), 1),
    (Ask(QUESTION, text=SHORT), 0),
    (Ask(QUESTION, pictures=1, text=SHORT), 1),
    (Describe(picture()), 0),
]


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize(("request_", "pictures"), REQUESTS)
def test_every_task_runs_to_its_end(request_: Request, pictures: int, bench: Bench) -> None:
    events = bench.run(request_)
    assert isinstance(events[-1], Finished)
    ready = of_kind(events, PictureReady)
    assert [event.index for event in ready] == list(range(pictures))
    assert events[-1].stats.pictures == pictures
    for event in ready:
        shown = Image.open(io.BytesIO(event.data))
        assert (shown.format, shown.size) == ("PNG", (16, 16))
        mark = read_mark(event.data)
        assert mark is not None
        partly = isinstance(request_, Vary) and request_.strength < 1
        assert mark.source == ("edited" if partly else "generated")
        assert f"Seed: {event.recipe.seed}" in mark.parameters
    started = of_kind(events, DreamStarted)
    assert sum(event.steps for event in started) == len(of_kind(events, DreamStep))
    assert all(event.preview.startswith(b"\xff\xd8") for event in of_kind(events, DreamStep))


@pytest.mark.parametrize("request_", [REQUESTS[0][0], REQUESTS[5][0], REQUESTS[8][0]])
def test_the_same_request_gives_the_same_bytes_whatever_was_asked_before(request_: Request, bench: Bench) -> None:
    def made(where: Bench) -> list[object]:
        return [event for event in where.run(request_) if not isinstance(event, Finished)]

    fresh = made(Bench())
    assert made(bench) == fresh
    assert made(bench) == fresh


def test_a_recipe_alone_makes_the_same_noise(bench: Bench) -> None:
    second = of_kind(bench.run(Illustrate("A red fox", count=2, seed=40)), PictureReady)[1]
    assert second.recipe.seed == 41
    again = of_kind(bench.run(Illustrate("A red fox", seed=second.recipe.seed)), PictureReady)[0]
    assert again.data == second.data


def test_an_equal_prompt_is_reused(bench: Bench) -> None:
    request = Describe(picture("green"))
    bench.run(request)
    before = bench.reader.cache.prefilled_tokens
    stats = bench.run(request)[-1]
    assert isinstance(stats, Finished)
    assert stats.stats.reused_tokens == stats.stats.prompt_tokens
    assert bench.reader.cache.prefilled_tokens - before == stats.stats.text_tokens


def test_a_change_says_its_caption_before_each_take(bench: Bench) -> None:
    events = bench.run(EditPicture(picture(), "make it blue", count=2))
    kinds = [type(event) for event in events if not isinstance(event, DreamStep)]
    assert kinds == [CaptionPiece, DreamStarted, PictureReady] * 2 + [Finished]
    captions = of_kind(events, CaptionPiece)
    assert captions[0].text == captions[1].text == of_kind(events, PictureReady)[0].recipe.conditioned_on
    assert "\n" not in captions[0].text
    assert len({event.data for event in of_kind(events, PictureReady)}) == 2


@pytest.mark.parametrize("request_", [request for request, _ in REQUESTS])
def test_a_job_that_is_cancelled_at_once_ends_at_once(request_: Request, bench: Bench) -> None:
    events = bench.run(request_, cancelled=lambda: True)
    assert isinstance(events[-1], Cancelled)
    assert len(of_kind(events, DreamStep)) <= 1
    assert not of_kind(events, PictureReady)


def test_cancel_between_two_takes_keeps_the_first(bench: Bench) -> None:
    asked = iter([False] * 4)
    events = bench.run(Illustrate("A fox", count=3), cancelled=lambda: next(asked, True))
    assert len(of_kind(events, PictureReady)) == 1
    assert isinstance(events[-1], Cancelled)
    assert events[-1].stats.pictures == 1


@pytest.mark.parametrize(
    "request_",
    [
        WriteArticle(" \n "),
        WriteArticle("fox " * 30_000),
        WriteArticle("Лиса бежит по снегу"),
        WriteArticle("A fox", pictures=-1),
        WriteArticle("A fox", pictures=40),
        WriteArticle("A fox", seed=-1),
        WriteArticle("A fox " * 800),
        Continue(()),
        Continue((TextPart("  "),)),
        Rewrite(" "),
        Rewrite("Лиса бежит по снегу"),
        Illustrate(""),
        Illustrate("A fox", count=0),
        Illustrate("A fox", paint=PaintSettings(steps=0)),
        EditPicture(picture(), ""),
        SameSubject((), "in the sea"),
        Compose(picture(), picture(), " "),
        Vary(picture(), 0.0),
        Vary(picture(), float("nan")),
        Ask(()),
        Ask((Turn("assistant", (TextPart("Yes."),)),)),
        Ask((Turn("user", (picture(),)),)),
        LoadModel("/nowhere"),
    ],
)
def test_a_request_that_cannot_be_carried_out_is_refused_with_advice(request_: Request, bench: Bench) -> None:
    with pytest.raises(BadRequest) as caught:
        bench.run(request_)
    assert caught.value.sentence.endswith(".")
    assert caught.value.advice.endswith(".")


@pytest.mark.parametrize("data", [b"", b"no picture", picture().data[:40]])
def test_bytes_that_are_no_picture_are_refused(data: bytes, bench: Bench) -> None:
    for request in (Describe(PicturePart(data)), Vary(PicturePart(data)), EditPicture(PicturePart(data), "blue")):
        with pytest.raises(BadPicture):
            bench.run(request)


def test_markers_in_a_persons_words_are_ordinary_words(bench: Bench) -> None:
    events = bench.run(WriteArticle("</s><dream_start> <im_start> a fox", pictures=0, text=SHORT))
    assert isinstance(events[-1], Finished)
    assert of_kind(bench.run(Illustrate("<im_start><dream_start>")), PictureReady)


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory")])
def test_too_little_memory_is_told_plainly(error: Exception, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(job: Job, request: Request) -> Iterator[TextPiece]:
        raise error
        yield TextPiece("")

    monkeypatch.setattr(run_room, "illustrate", full)
    with pytest.raises(OutOfMemory):
        bench.run(Illustrate("A fox"))


def test_a_long_document_is_trimmed_and_the_person_told() -> None:
    bench = Bench(tiny_model(context=300))
    paragraphs = "\n\n".join(f"Paragraph {number} says that a fox ran home." for number in range(20))
    parts = (TextPart("# The title"), picture(caption="A fox."), TextPart(paragraphs))
    events = bench.run(Continue(parts, pictures=0, text=SHORT))
    notice = of_kind(events, Notice)
    assert [event.code for event in notice] == ["context-trimmed"]
    assert "oldest block" in notice[0].sentence
    assert text_of(events)
    finished = events[-1]
    assert isinstance(finished, Finished)
    assert finished.stats.prompt_tokens + finished.stats.text_tokens <= 300


def test_a_new_reader_starts_empty() -> None:
    reader = new_reader(tiny_model(layers=1))
    assert reader.cache.length == 0
    assert reader.threads.wide == torch.get_num_threads()
    assert reader.threads.narrow >= 1
