"""`dreamwriter write` and `export` against a scripted engine: whatever happens, what was finished is in the file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from dreamwriter.document.blocks import plain_text
from dreamwriter.document.document import Document
from dreamwriter.document.files import open_document
from dreamwriter.engine_client.scripted import Crash, Pause, Step
from dreamwriter.errors import CannotSave
from dreamwriter.session import keeping
from dreamwriter.session.alt_text import BESIDE_A_CAPTION
from engine.protocol.events import CaptionPiece, Failed, Finished, Notice, TextPiece
from engine.protocol.requests import Describe, Request, WriteArticle
from engine.protocol.values import Stats
from tests.dreamwriter.scripts import CAPTION, Desk, article, painting, png


def captions(document: Document) -> list[str]:
    return [plain_text(figure.caption) for figure in document.figures()]


def test_an_article_is_written(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    target = tmp_path / "fox.textpack"
    assert desk.run("write", "a red fox", "-o", target, "--seed", "7") == 0
    document = open_document(target)
    assert document.title == "The Fox"
    assert captions(document) == [CAPTION, "The fox at night."]
    assert {figure.alt for figure in document.figures()} == {"An orange animal stands on white ground."}
    takes = [document.take_of(figure) for figure in document.figures()]
    assert [take.recipe.seed for take in takes if take and take.recipe] == [7, 8]
    assert all(take.created for take in takes if take)
    assert "The Fox" in desk.err.getvalue()
    assert "2 pictures" in desk.err.getvalue()
    assert desk.out.getvalue() == ""
    assert desk.started == 1


@pytest.mark.parametrize("name", ["fox.html", "fox.pdf", "fox.md", "fox.textbundle"])
def test_every_kind_of_file_is_written(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path)
    assert desk.run("write", "a red fox", "-o", tmp_path / name) == 0, desk.err.getvalue()
    assert (tmp_path / name).exists()


def test_options_reach_the_engine(tmp_path: Path) -> None:
    heard: list[Request] = []

    def script(request: Request) -> Iterable[Step]:
        heard.append(request)
        yield TextPiece("Words.")

    desk = Desk(tmp_path, script)
    words = ["write", "a red fox", "-o", tmp_path / "fox.md", "--length", "long", "--seed", "3", "--pictures"]
    for pictures in ("none", "auto", "4"):
        assert desk.run(*words, pictures) == 0
    expected = [WriteArticle("a red fox", count, "long", 3) for count in (0, "auto", 4)]
    assert heard == expected


def test_a_program_gets_json(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack", "--seed", "7", "--json") == 0
    result = json.loads(desk.out.getvalue())
    assert result["title"] == "The Fox"
    assert result["output"] == str(tmp_path / "fox.textpack")
    assert (result["seed"], result["complete"], result["error"]) == (7, True, None)
    assert [figure["caption"] for figure in result["figures"]] == [CAPTION, "The fox at night."]
    assert result["figures"][0]["recipe"]["scheduler"] == "dpm++"


def stopping_after_the_first_picture(desk: Desk) -> Iterable[Step]:
    yield TextPiece("# The Fox\n\nA red fox.\n\n")
    yield from painting(0)
    yield CaptionPiece(0, CAPTION)
    desk.console.stop.wish()
    yield Pause(0.5)
    yield TextPiece("Never read.")


def test_stopping_keeps_what_is_finished(tmp_path: Path) -> None:
    desk = Desk(tmp_path, lambda request: stopping_after_the_first_picture(desk))
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack", "--json") == 130
    document = open_document(tmp_path / "fox.textpack")
    assert captions(document) == [CAPTION]
    assert [figure.alt for figure in document.figures()] == [BESIDE_A_CAPTION]
    assert "What was finished is kept in" in desk.err.getvalue()
    assert json.loads(desk.out.getvalue())["complete"] is False


def test_stopping_at_once_makes_no_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.console.stop.wish()
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack") == 130
    assert "no file was made" in desk.err.getvalue()
    assert not (tmp_path / "fox.textpack").exists()


def test_a_program_gets_its_json_object_also_when_stopped_before_the_first_word(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.console.stop.wish()
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack", "--seed", "7", "--json") == 130
    result = json.loads(desk.out.getvalue())
    assert (result["output"], result["figures"], result["error"]) == (None, [], None)
    assert (result["seed"], result["complete"]) == (7, False)


@pytest.mark.parametrize("steps", [[], [TextPiece(" \n\n")], [Finished("length", Stats())]])
def test_a_model_that_writes_nothing_is_an_error(tmp_path: Path, steps: list[Step]) -> None:
    desk = Desk(tmp_path, {WriteArticle: steps})
    (tmp_path / "fox.html").write_text("an older page")
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.html", "--json") == 1
    assert "The model wrote nothing about this." in desk.err.getvalue()
    assert json.loads(desk.out.getvalue())["error"]["code"] == "nothing-written"
    assert (tmp_path / "fox.html").read_text() == "an older page"


def test_a_dead_engine_takes_nothing_with_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {WriteArticle: [*list(article())[:8], Crash()]})
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack") == 1
    assert captions(open_document(tmp_path / "fox.textpack")) == [CAPTION]
    assert "What was finished is kept in" in desk.err.getvalue()
    assert "The engine stopped unexpectedly." in desk.err.getvalue()


def test_a_program_gets_one_json_object_also_when_the_engine_dies(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {WriteArticle: [*list(article())[:8], Crash()]})
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack", "--json") == 1
    result = json.loads(desk.out.getvalue())
    assert result["output"] == str(tmp_path / "fox.textpack")
    assert result["complete"] is False
    assert result["error"]["code"] == "engine-gone"
    assert "The engine stopped unexpectedly." in desk.err.getvalue()


def test_an_engine_that_cannot_even_begin_leaves_no_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {WriteArticle: [Failed("out-of-memory", "Too little memory.", "Close programs.")]})
    (tmp_path / "fox.html").write_text("an older page")
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.html") == 1
    assert "Too little memory. Close programs." in desk.err.getvalue()
    assert (tmp_path / "fox.html").read_text() == "an older page"


def test_an_engine_that_dies_while_it_describes_leaves_the_article_whole(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {WriteArticle: list(article()), Describe: [TextPiece("An or"), Crash()]})
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack") == 0
    document = open_document(tmp_path / "fox.textpack")
    assert [figure.alt for figure in document.figures()] == [BESIDE_A_CAPTION] * 2
    assert "could not all be described" in desk.err.getvalue()


def test_notices_and_a_reached_limit_are_told(tmp_path: Path) -> None:
    steps = [
        Notice("context-trimmed", "The oldest part was left out."),
        TextPiece("Words."),
        Finished("length", Stats()),
    ]
    desk = Desk(tmp_path, {WriteArticle: steps})
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.md") == 0
    assert "The oldest part was left out." in desk.err.getvalue()
    assert re.search(r"seed \d+; it ended at the limit of its length", desk.err.getvalue())


def test_a_disk_that_fills_up_does_not_cost_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(document: Document, target: Path) -> None:
        raise CannotSave(f"{target.name} could not be saved, because the disk is full.", "Make room.")

    monkeypatch.setattr(keeping, "export", full)
    desk = Desk(tmp_path)
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.html") == 1
    rescued = tmp_path / "fox-rescued-1.textpack"
    assert "the disk is full" in desk.err.getvalue()
    assert str(rescued) in desk.err.getvalue()
    assert captions(open_document(rescued)) == [CAPTION, "The fox at night."]


def test_a_document_is_exported(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack") == 0
    assert desk.run("export", tmp_path / "fox.textpack", "-o", tmp_path / "fox.html") == 0
    assert "The Fox" in (tmp_path / "fox.html").read_text(encoding="utf-8")
    assert desk.started == 1


@pytest.mark.parametrize("data", [None, b"", b"no zip", png()])
def test_what_is_no_document_is_refused(tmp_path: Path, data: bytes | None) -> None:
    desk = Desk(tmp_path)
    if data is not None:
        (tmp_path / "bad.textpack").write_bytes(data)
    assert desk.run("export", tmp_path / "bad.textpack", "-o", tmp_path / "out.html") == 1
    assert "bad.textpack" in desk.err.getvalue()
    assert not (tmp_path / "out.html").exists()


def test_a_document_is_not_exported_onto_itself(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert desk.run("write", "a red fox", "-o", tmp_path / "fox.textpack") == 0
    before = (tmp_path / "fox.textpack").read_bytes()
    assert desk.run("export", tmp_path / "fox.textpack", "-o", tmp_path / "fox.textpack") == 2
    assert "same file" in desk.err.getvalue()
    assert (tmp_path / "fox.textpack").read_bytes() == before
