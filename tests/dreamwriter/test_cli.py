"""The command line against a scripted engine: results, exit statuses, sentences."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from dreamwriter.cli import run
from dreamwriter.document.saving import FileState, write_file
from dreamwriter.engine_client.scripted import Crash, Pause, Step
from dreamwriter.errors import CannotSave
from dreamwriter.session import keeping
from engine.protocol.events import Failed, Finished, TextPiece
from engine.protocol.requests import Ask, Compose, EditPicture, Illustrate, Request, SameSubject, Vary
from engine.protocol.values import Stats
from tests.dreamwriter.scripts import CAPTION, Desk, painting, png

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def fox(tmp_path: Path) -> Path:
    file = tmp_path / "fox.png"
    file.write_bytes(png(99))
    return file


def recorded(tmp_path: Path) -> tuple[Desk, list[Request]]:
    """A desk whose engine paints or answers whatever it is asked, and the requests that it heard."""
    heard: list[Request] = []

    def script(request: Request) -> Iterable[Step]:
        heard.append(request)
        return painting(0)

    return Desk(tmp_path, script), heard


def test_alone_or_with_a_document_it_opens_the_window(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("A fox.")
    shown: list[Path | None] = []

    def show(document: Path | None) -> int:
        shown.append(document)
        return 0

    for words in ([], [str(tmp_path / "fox.textpack")], [str(tmp_path / "notes")]):
        assert run(words, desk.console, show) == 0
    assert shown == [None, tmp_path / "fox.textpack", tmp_path / "notes"]
    assert desk.started == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["dance"], "invalid choice"),
        (["write"], "PROMPT"),
        (["write", "a fox"], "-o/--output"),
        (["write", "", "-o", "a.html"], "no word"),
        (["write", " \n ", "-o", "a.html"], "no word"),
        (["write", "x" * 100_000, "-o", "a.html"], "PROMPT has 100,000 characters, but at most 20,000"),
        (["write", "fox \udcff", "-o", "a.html"], "PROMPT holds bytes that are no text"),
        (["write", "a fox", "-o", "a.docx"], "a.docx"),
        (["write", "a fox", "-o", "a.html", "--pictures", "many"], "many"),
        (["write", "a fox", "-o", "a.html", "--pictures", "-1"], "-1"),
        (["write", "a fox", "-o", "a.html", "--length", "epic"], "epic"),
        (["write", "a fox", "-o", "a.html", "--seed", "x"], "'x'"),
        (["write", "a fox", "-o", "a.html", "--seed", "9223372036854775808"], "9223372036854775808"),
        (["write", "a fox", "-o", "a.html", "--model", "/nowhere"], "/nowhere"),
        (["illustrate", "a fox", "-o", "a.jpg"], "a.jpg"),
        (["illustrate", "a fox", "-o", "a.png", "--count", "0"], "'0'"),
        (["edit", "a.png", "night", "-o", "b.png", "--strength", "0"], "'0'"),
        (["edit", "a.png", "night", "-o", "b.png", "--strength", "nan"], "'nan'"),
        (["edit", "a.png", "night", "-o", "b.png", "--strength", "1", "--reference", "c.png"], "not allowed"),
        (["ask", "a.png", " "], "no word"),
        (["export", "a.textpack", "-o", "b.odt"], "b.odt"),
        (["models", "--all"], "--all"),
    ],
)
def test_bad_use_is_told_in_one_sentence(desk: Desk, words: list[str], sentence: str) -> None:
    assert desk.run(*words) == 2
    said = desk.err.getvalue()
    assert sentence in said
    assert said.count("\n") == 1
    assert re.search(r"[a-z`)]\.\n$|shows what can be said\.\n$", said)
    assert desk.started == 0


def test_a_target_that_cannot_be_written_stops_before_the_engine(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("write", "a fox", "-o", tmp_path / "missing" / "fox.html") == 1
    assert "no folder" in desk.err.getvalue()
    assert "Make the folder first" in desk.err.getvalue()
    assert desk.started == 0


def test_one_picture_is_painted(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("illustrate", "a red fox", "-o", tmp_path / "fox.png", "--seed", "7") == 0
    assert (tmp_path / "fox.png").read_bytes() == png(0)
    assert "seed 7" in desk.err.getvalue()
    assert desk.out.getvalue() == ""


def test_several_pictures_are_numbered(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("illustrate", "a red fox", "-o", tmp_path / "fox.png", "--count", "3", "--json") == 0
    result = json.loads(desk.out.getvalue())
    assert [picture["path"] for picture in result["pictures"]] == [str(tmp_path / f"fox-{n}.png") for n in (1, 2, 3)]
    assert [picture["recipe"]["seed"] for picture in result["pictures"]] == [7, 8, 9]
    assert result["complete"] is True
    assert not (tmp_path / "fox.png").exists()
    assert (tmp_path / "fox-3.png").read_bytes() == png(2)


def test_a_seed_is_chosen_where_none_is_given(tmp_path: Path) -> None:
    desk, heard = recorded(tmp_path)
    for _ in range(2):
        assert desk.run("illustrate", "a red fox", "-o", tmp_path / "fox.png") == 0
    seeds = {request.seed for request in heard if isinstance(request, Illustrate)}
    assert len(seeds) == 2


def test_the_ways_to_edit(tmp_path: Path, fox: Path) -> None:
    desk, heard = recorded(tmp_path)
    other = tmp_path / "other.png"
    other.write_bytes(png(50))
    edit = ["edit", fox, "make it night", "-o", tmp_path / "night.png", "--caption", "A fox.", "--seed", "3"]
    for options in ([], ["--strength", "0.4"], ["--reference", other], ["--reference", fox]):
        assert desk.run(*edit, *options) == 0
        assert (tmp_path / "night.png").read_bytes() == png(0)
    assert [type(request) for request in heard] == [EditPicture, Vary, Compose, SameSubject]
    in_context, vary, compose, _ = heard
    assert isinstance(in_context, EditPicture)
    assert (in_context.picture.data, in_context.picture.caption) == (fox.read_bytes(), "A fox.")
    assert (in_context.wish, in_context.seed) == ("make it night", 3)
    assert isinstance(vary, Vary)
    assert (vary.strength, vary.words) == (0.4, "make it night")
    assert isinstance(compose, Compose)
    assert compose.second.data == other.read_bytes()


def test_an_edit_tells_the_new_caption(desk: Desk, tmp_path: Path, fox: Path) -> None:
    assert desk.run("edit", fox, "make it snow", "-o", tmp_path / "snow.png", "--json") == 0
    assert json.loads(desk.out.getvalue())["pictures"][0]["caption"] == CAPTION


def test_an_answer_goes_to_standard_output(desk: Desk, tmp_path: Path, fox: Path) -> None:
    assert desk.run("ask", fox, "Where is it?") == 0
    assert desk.out.getvalue() == "It is in the snow.\n"
    again = Desk(tmp_path)
    assert again.run("ask", fox, "Where is it?", "--json") == 0
    assert json.loads(again.out.getvalue())["answer"] == "It is in the snow."


def test_an_answer_that_was_cut_is_told(tmp_path: Path, fox: Path) -> None:
    desk = Desk(tmp_path, {Ask: [TextPiece("It is in"), Finished("length", Stats())]})
    assert desk.run("ask", fox, "Where is it?", "--json") == 0
    said = json.loads(desk.out.getvalue())
    assert (said["answer"], said["complete"], said["cut"]) == ("It is in", True, True)
    assert "limit of its length" in desk.err.getvalue()


@pytest.mark.parametrize("data", [None, b"", b"no picture", png()[:40]])
def test_what_is_no_picture_is_refused_before_the_engine(desk: Desk, tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "thing.png"
    if data is not None:
        file.write_bytes(data)
    assert desk.run("ask", file, "What is it?") == 1
    assert "thing.png" in desk.err.getvalue()
    assert "PNG, JPEG" in desk.err.getvalue()
    assert desk.started == 0


def test_the_engines_own_errors_are_passed_on(tmp_path: Path, fox: Path) -> None:
    failure = Failed("bad-request", "The model does not know this script.", "Write in English.")
    desk = Desk(tmp_path, {Ask: [failure]})
    assert desk.run("ask", fox, "狐狸在哪里?", "--json") == 1
    assert "The model does not know this script. Write in English.\n" in desk.err.getvalue()
    error = json.loads(desk.out.getvalue())["error"]
    assert error == {"code": "bad-request", "sentence": failure.sentence, "advice": failure.advice}


def test_a_dead_engine_leaves_the_pictures_that_were_finished(tmp_path: Path) -> None:
    desk = Desk(tmp_path, {Illustrate: [*painting(0), Crash()]})
    assert desk.run("illustrate", "a fox", "-o", tmp_path / "fox.png", "--count", "2") == 1
    assert (tmp_path / "fox-1.png").read_bytes() == png(0)
    assert "What was finished is kept in" in desk.err.getvalue()
    assert "engine stopped unexpectedly" in desk.err.getvalue()


def test_a_disk_that_fills_up_does_not_cost_the_picture(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(place: Path, data: bytes) -> FileState:
        if place.name == "fox.png":
            raise CannotSave("fox.png could not be saved, because the disk is full.", "Make room.")
        return write_file(place, data)

    monkeypatch.setattr(keeping, "write_file", full)
    assert desk.run("illustrate", "a fox", "-o", tmp_path / "fox.png") == 1
    rescued = tmp_path / "fox-rescued-1.png"
    assert rescued.read_bytes() == png(0)
    assert f"Make room. The picture is kept in {rescued}." in desk.err.getvalue()


def test_stopping_keeps_the_pictures_that_were_finished(tmp_path: Path) -> None:
    def script(request: Request) -> Iterable[Step]:
        yield from painting(0)
        yield Pause(0.01)
        desk.console.stop.wish()
        yield Pause(0.5)
        yield from painting(1)

    desk = Desk(tmp_path, script)
    assert desk.run("illustrate", "a fox", "-o", tmp_path / "fox.png", "--count", "2", "--json") == 130
    assert json.loads(desk.out.getvalue())["complete"] is False
    assert (tmp_path / "fox-1.png").exists()
    assert not (tmp_path / "fox-2.png").exists()


def test_models_are_listed(desk: Desk) -> None:
    assert desk.run("models") == 0
    assert "Scripted" in desk.out.getvalue()
    assert "Plays a script." in desk.out.getvalue()


def test_models_as_json(desk: Desk, tmp_path: Path) -> None:
    assert desk.run("models", "--json") == 0
    entry = json.loads(desk.out.getvalue())["models"][-1]
    assert entry["name"] == "Scripted"
    assert entry["path"] == str(tmp_path / "model")


def test_it_starts_quickly_and_without_heavy_rooms() -> None:
    code = """
import sys, time
from dreamwriter.cli import main
assert main(["models", "--json"]) == 0
print(time.process_time(), *sys.modules, file=sys.stderr)
"""
    seconds = []
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
        took, *loaded = ran.stderr.split()
        seconds.append(float(took))
    assert not {"torch", "PIL", "markdown", "typst", "nh3"} & set(loaded)
    # Seconds of the processor, not of the clock: other programs may be busy. It is about 0.15 on a plain machine.
    assert min(seconds) < 0.5


def test_help_shows_the_commands(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("--help") == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in ("write", "illustrate", "edit", "ask", "export", "models"))
