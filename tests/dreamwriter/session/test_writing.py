"""Runs over a scripted engine: what they do to the page and tell, and how they end, in every way there is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.document.takes import Take
from dreamwriter.engine_client.scripted import Crash, Pause, ScriptedChannel, Step
from dreamwriter.engine_client.worker import EngineWorker
from dreamwriter.errors import EngineFailed, EngineGone, NothingWritten
from dreamwriter.session.alt_text import BESIDE_A_CAPTION
from dreamwriter.session.dialogue import Dialogue
from dreamwriter.session.parts import parts_of
from dreamwriter.session.picture_run import PictureRun, more_takes, what_is_read
from dreamwriter.session.run import Candidate
from dreamwriter.session.writing import RewriteRun, WriteRun
from engine.protocol.events import (
    CaptionPiece,
    DreamStarted,
    DreamStep,
    Failed,
    Finished,
    Notice,
    PictureReady,
    TextPiece,
)
from engine.protocol.requests import (
    Ask,
    Compose,
    Continue,
    Describe,
    EditPicture,
    Illustrate,
    Request,
    Rewrite,
    SameSubject,
    Vary,
    WriteArticle,
)
from engine.protocol.values import PicturePart, Stats, TextPart, Turn
from tests.dreamwriter.scripts import CAPTION, RECIPE, article, painting, play, png
from tests.dreamwriter.session.pages import Ear, RecordingPage
from tests.dreamwriter.session.sample import WAIT, document

Play = Callable[[Request], Iterable[Step]]
PICTURE = PicturePart(png(9), "A dog.")


class Engines:
    """Makes workers in front of scripted engines."""

    def __init__(self) -> None:
        self.workers: list[EngineWorker] = []
        self.asked: list[Request] = []

    def worker(self, steps: Play = play) -> EngineWorker:
        def heard(request: Request) -> Iterable[Step]:
            self.asked.append(request)
            return steps(request)

        self.workers.append(EngineWorker(lambda: ScriptedChannel(heard)))
        return self.workers[-1]


@pytest.fixture
def engines(qtbot: QtBot) -> Iterator[Engines]:
    made = Engines()
    yield made
    for worker in made.workers:
        worker.close()
        assert worker.wait(10)


def writing(engines: Engines, page: RecordingPage, steps: Play = play) -> tuple[WriteRun, Ear]:
    run = WriteRun(engines.worker(steps), WriteArticle("A fox", pictures=2, seed=5), page)
    return run, Ear(run)


def test_an_article_comes_onto_the_page(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()
    run, ear = writing(engines, page)
    assert (page.runs, run.running) == ([], False)
    run.start()
    assert run.running
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert ear.ends == [(True, "done")]
    (written,) = page.runs
    assert written.done == [
        "text", "start 0: 16x16", "finish 0", "text", "start 1: 16x16", "finish 1", "text", "kept",
    ]  # fmt: skip
    assert written.text == ear.text == "# The Fox\n\nA red fox lives in the snow.\n\nIt sleeps at night.\n\nThe end."
    assert written.captions == ear.captions == {0: CAPTION, 1: "The fox at night."}
    assert set(written.alts.values()) == {"An orange animal stands on white ground."}
    assert written.takes[1].recipe == replace(RECIPE, seed=8)
    assert written.takes[0].source == "generated"
    assert (ear.started, ear.begun, ear.notices) == (1, [0, 1], [])
    assert [candidate.image.width() for candidate in ear.pictures] == [16, 16]
    assert ear.shares == sorted(ear.shares)
    assert [type(request) for request in engines.asked] == [WriteArticle, Describe, Describe]
    run.stop()
    assert not run.running


def slow(request: Request) -> Iterable[Step]:
    """The beginning of an article whose first picture takes long; only the newest of many previews matters."""
    if isinstance(request, Describe):
        yield Failed("no", "It cannot be described.", "Do it yourself.")
        return
    yield TextPiece("A red fox. ")
    yield DreamStarted(0, 16, 16, 100)
    for step in range(1, 4):
        yield DreamStep(0, step, 100, png(step) if step == 1 else b"")
    yield from (Pause(0.05) for _ in range(1000))


def test_stopped_it_keeps_what_is_there(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()
    run, ear = writing(engines, page, slow)
    run.start()
    qtbot.waitUntil(lambda: bool(ear.previews) and ear.previews[-1].step == 3, timeout=WAIT)
    last = ear.previews[-1]
    assert last.image is not None
    assert (last.steps, last.seconds_left is not None) == (100, True)
    begun = time.monotonic()
    run.stop()
    run.stop()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert time.monotonic() - begun < 1
    assert ear.ends == [(True, "stopped")]
    assert page.runs[0].done == ["text", "start 0: 16x16", "kept"]


def test_stopped_in_a_long_step_it_ends_all_the_same(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()
    run, ear = writing(engines, page, lambda request: (TextPiece("A fox."), Pause(60)))
    run.start()
    qtbot.waitUntil(lambda: ear.text != "", timeout=WAIT)
    begun = time.monotonic()
    run.stop()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert time.monotonic() - begun < 1.2
    qtbot.wait(50)
    assert ear.ends == [(True, "stopped")]


def test_stopped_before_the_first_word_it_leaves_nothing(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()
    run, ear = writing(engines, page, lambda request: [Pause(0.05)] * 100)
    run.start()
    qtbot.waitUntil(lambda: ear.started == 1, timeout=WAIT)
    run.stop()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert ear.ends == [(False, "stopped")]
    assert page.runs[0].done == ["nothing"]


def test_a_killed_engine_leaves_what_was_finished(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()
    run, ear = writing(engines, page, lambda request: [*list(article())[:8], Crash()])
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert isinstance(ear.error, EngineGone)
    assert ear.error.advice
    assert page.runs[0].done[-1] == "kept"
    again = Ear(WriteRun(engines.worker(), WriteArticle("A fox"), page))
    again.run.start()
    qtbot.waitUntil(lambda: again.ended, timeout=WAIT)
    assert again.ends == [(True, "done")]


def test_a_refusal_a_limit_and_an_empty_answer(engines: Engines, qtbot: QtBot) -> None:
    refusal = Failed("bad-request", "The topic is empty.", "Say what it is about.", "detail")
    ends = []
    for steps in ([refusal], [TextPiece("A fox"), Finished("length", Stats())], [TextPiece(" \n")]):
        page = RecordingPage()
        run, ear = writing(engines, page, lambda request, steps=steps: steps)  # type: ignore[misc]
        run.start()
        qtbot.waitUntil(lambda ear=ear: ear.ended, timeout=WAIT)  # type: ignore[misc]
        ends.append((ear.ends[0], page.runs[0].done[-1]))
    error, cut, empty = ends
    assert isinstance(error[0], EngineFailed)
    assert (error[0].code, error[0].detail, error[1]) == ("bad-request", "detail", "nothing")
    assert cut == ((True, "length"), "kept")
    assert isinstance(empty[0], NothingWritten)
    assert empty[1] == "nothing"


def test_pictures_that_cannot_be_described_have_plain_words(engines: Engines, qtbot: QtBot) -> None:
    page = RecordingPage()

    def steps(request: Request) -> Iterable[Step]:
        return slow(request) if isinstance(request, Describe) else [Notice("x", "It was long."), *painting(0)]

    run = WriteRun(engines.worker(steps), Illustrate("A red fox", seed=3), page)
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert ear.ends == [(True, "done")]
    assert ear.notices == ["It was long.", "The pictures could not all be described. It cannot be described."]
    assert page.runs[0].alts == {0: "An illustration of the text around it."}


def test_a_proposal_leaves_the_page_alone(engines: Engines, qtbot: QtBot) -> None:
    steps = [Notice("written-anew", "It was written anew."), TextPiece("The fox "), TextPiece("sleeps. ")]
    request = Rewrite("A fox.", (TextPart("# Fox\n\n"),), "shorter", 3)
    run = RewriteRun(engines.worker(lambda request: steps), request)
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert (ear.ends, run.proposal) == ([(True, "done")], "The fox sleeps.")
    assert (run.note, run.same, ear.notices) == ("It was written anew.", False, [])
    assert engines.asked == [request]


def test_a_proposal_of_the_same_words_says_so(engines: Engines, qtbot: QtBot) -> None:
    run = RewriteRun(engines.worker(lambda request: [TextPiece(" A  fox. ")]), Rewrite("A fox."))
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert run.same


@pytest.mark.parametrize(
    ("request_", "words"),
    [(WriteArticle("A fox"), "nothing about this"), (Continue((TextPart("A"),)), "nothing to add")],
)
def test_nothing_at_all_is_told_in_words_that_fit(
    engines: Engines, qtbot: QtBot, request_: WriteArticle | Continue, words: str
) -> None:
    page = RecordingPage()
    run = WriteRun(engines.worker(lambda request: []), request_, page)
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert isinstance(ear.error, NothingWritten)
    assert words in ear.error.sentence
    assert page.runs[0].done == ["nothing"]


def test_candidates_stand_ready_with_their_takes(engines: Engines, qtbot: QtBot) -> None:
    run = PictureRun(engines.worker(), EditPicture(PICTURE, "in the snow", count=2, seed=4), "edited")
    ear, described = Ear(run), list[Candidate]()
    run.described.connect(described.append)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert ear.ends == [(True, "done")]
    assert [candidate.asset for candidate in run.candidates] == [candidate.asset for candidate in ear.pictures]
    assert {candidate.take.alt for candidate in ear.pictures} == {BESIDE_A_CAPTION}
    assert described == run.candidates
    assert {candidate.take.alt for candidate in run.candidates} == {"An orange animal stands on white ground."}
    assert [candidate.take.caption for candidate in run.candidates] == [CAPTION, CAPTION]
    assert {candidate.take.source for candidate in run.candidates} == {"edited"}
    assert run.candidates[1].take.recipe == replace(RECIPE, seed=8)


def test_finished_candidates_survive_a_killed_engine(engines: Engines, qtbot: QtBot) -> None:
    run = PictureRun(engines.worker(lambda request: [*painting(0), DreamStarted(1, 16, 16, 2), Crash()]), Vary(PICTURE))
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert isinstance(ear.error, EngineGone)
    assert len(run.candidates) == 1


def test_a_damaged_picture_is_a_notice(engines: Engines, qtbot: QtBot) -> None:
    run = PictureRun(engines.worker(lambda request: [PictureReady(0, b"no picture", RECIPE)]), Vary(PICTURE))
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert ear.ends == [(False, "done")]
    assert "Picture 1 is no picture" in ear.notices[0]


def test_more_takes_are_painted_in_the_same_way() -> None:
    take = Take("0" * 64, "generated", "A fox.", recipe=RECIPE)
    request = more_takes(take, 3, 11)
    assert (request.text, request.count, request.seed) == ("A fox.", 3, 11)
    assert (request.paint.steps, request.paint.guidance, request.paint.width) == (2, 3.5, 16)
    assert more_takes(replace(take, caption=""), 1, 1).text == "A red fox."
    assert more_takes(Take("0" * 64, "imported", alt="A dog."), 1, 1) == Illustrate("A dog.", 1, 1)


def test_each_mode_says_what_is_read() -> None:
    requests = (
        EditPicture(PICTURE, "x"), EditPicture(PicturePart(b""), "x"), SameSubject((PICTURE,), "x"),
        SameSubject((PICTURE, PICTURE), "x"), Compose(PICTURE, PICTURE, "x"), Vary(PICTURE), Vary(PICTURE, 0.5, "x"),
        Illustrate("x"),
    )  # fmt: skip
    sentences = [what_is_read(request) for request in requests]
    assert len(set(sentences)) == len(requests)
    assert all(sentence.startswith("The model reads ") and sentence.endswith(".") for sentence in sentences)


def test_a_dialogue_goes_on_with_its_answers(engines: Engines, qtbot: QtBot) -> None:
    def steps(request: Request) -> Iterable[Step]:
        assert isinstance(request, Ask)
        if len(request.turns) > 1:
            return [TextPiece("Here "), TextPiece("it is. "), *painting(0), CaptionPiece(0, CAPTION)]
        return play(request)

    dialogue = Dialogue(engines.worker(steps))
    first = Ear(dialogue.ask([PICTURE, TextPart("Where is it?")], pictures=0))
    first.run.start()
    qtbot.waitUntil(lambda: first.ended, timeout=WAIT)
    assert dialogue.turns[1] == Turn("assistant", (TextPart("It is in the snow."),))
    run = dialogue.ask([TextPart("Show me a fox.")])
    second = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: second.ended, timeout=WAIT)
    words, picture = run.answer
    assert words == "Here it is."
    assert isinstance(picture, Candidate)
    assert (picture.take.caption, picture.take.alt_drafted) == (CAPTION, True)
    assert dialogue.turns[3].parts == (TextPart("Here it is."), PicturePart(picture.asset.data, CAPTION))
    assert run.request == Ask((*dialogue.turns[:2], Turn("user", (TextPart("Show me a fox."),))), "auto")
    dialogue.forget()
    assert dialogue.turns == ()


def test_a_question_without_an_answer_is_not_remembered(engines: Engines, qtbot: QtBot) -> None:
    dialogue = Dialogue(engines.worker(lambda request: []))
    ear = Ear(dialogue.ask([TextPart("Why?")]))
    ear.run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert isinstance(ear.error, NothingWritten)
    assert dialogue.turns == ()


def test_a_document_becomes_parts_in_reading_order(engines: Engines, qtbot: QtBot) -> None:
    text = document(pictures=40)
    parts = parts_of(text)
    words, pictures = [p for p in parts if isinstance(p, TextPart)], [p for p in parts if isinstance(p, PicturePart)]
    assert words[0].text == "# The Fox\n\nA red fox lives in the snow.\n\n"
    assert [part.text for part in words[1:]] == ["*A fox.*\n\n"] * 8
    assert [part.data for part in pictures] == [png(shade) for shade in range(8, 40)]
    assert {part.caption for part in pictures} == {"A fox."}
    assert parts_of(text, text.blocks[:1]) == (TextPart("# The Fox\n\n"),)
    assert parts_of(text, text.blocks[:1], in_line=True) == (TextPart("# The Fox"),)
    page = RecordingPage()
    run = WriteRun(engines.worker(lambda request: [TextPiece(" More.")]), Continue(parts[:2]), page)
    ear = Ear(run)
    run.start()
    qtbot.waitUntil(lambda: ear.ended, timeout=WAIT)
    assert page.runs[0].text == " More."
