"""A programme carried out on a tiny model: who is given what, what came of it, and what is told on the way."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from engine.demonstrate.plain import PlainDiffusion
from engine.demonstrate.programme import (
    Assignment,
    Conversation,
    Demonstration,
    Edits,
    Elsewhere,
    Exhibit,
    Meeting,
    Repaints,
    Sketch,
    StyleList,
)
from engine.demonstrate.runner import NO_PLAIN, demonstrate
from engine.demonstrate.shown import Article, Demo, Picture, Table, Talk
from engine.errors import BadRequest
from engine.model.loaded import Loaded
from engine.storybook.scene import STYLES

FOX, OWL = Sketch("A red fox in the snow by day."), Sketch("A white owl in the forest at night.")
EXHIBITS: tuple[Exhibit, ...] = (
    StyleList(("A fox in the snow",)),
    Conversation(((FOX, "This is a fox.", OWL, "This is"), ("and now at night",))),
    Assignment("a red fox", "short", 1),
    Edits(FOX, ("at night", "on the beach")),
    Elsewhere((FOX, OWL), ("in space",)),
    Meeting(FOX, OWL, "side by side"),
    Repaints(FOX, ("A blue fox.", "A green fox."), (0.5, 1.0)),
)


def run(loaded: Loaded, plain: PlainDiffusion | None, seed: int, *exhibits: Exhibit) -> Demo:
    return demonstrate(loaded, plain, seed, lambda *news: None, (Demonstration("One", "All of it.", exhibits),))


@pytest.fixture(scope="module")
def demo(folder: Path, tiny: Loaded) -> Demo:
    return run(tiny, PlainDiffusion.beside(tiny, folder), 100, *EXHIBITS)


def shown(demo: Demo, index: int) -> Table:
    table = demo.sections[0].exhibits[index]
    assert isinstance(table, Table)
    return table


def pixels(picture: Picture) -> bytes:
    return Image.open(io.BytesIO(picture.data)).tobytes()


def test_about_the_model(demo: Demo, tiny: Loaded) -> None:
    assert (demo.model, demo.size, demo.steps, demo.guidance) == ("Tiny", tiny.model.picture_size, 1, 2.0)
    assert demo.seed == 100


def test_style_lists(demo: Demo) -> None:
    table = shown(demo, 0)
    (row,) = table.rows
    assert table.headings == STYLES
    assert table.given == ()
    assert [picture.words for picture in row.pictures][:4] == [
        "A fox in the snow.",
        "A fox in the snow, as a flat drawing.",
        "A fox in the snow, as a watercolour.",
        "A fox in the snow, as a charcoal sketch.",
    ]
    assert {picture.seed for picture in row.pictures} == {100}
    assert len({pixels(picture) for picture in row.pictures}) > 1


def test_conversations(demo: Demo) -> None:
    talk = demo.sections[0].exhibits[1]
    assert isinstance(talk, Talk)
    first, second = talk.exchanges
    kinds = [type(part) for part in first.said]
    assert kinds == [Picture, str, Picture, str]
    assert len({part.seed for part in first.said if isinstance(part, Picture)}) == 2
    assert second.said == ("and now at night",)
    assert all(exchange.answered for exchange in talk.exchanges)


def test_articles(demo: Demo) -> None:
    article = demo.sections[0].exhibits[2]
    assert isinstance(article, Article)
    assert article.topic == "a red fox"
    assert [type(part) for part in article.parts].count(Picture) == 1
    assert any(isinstance(part, str) for part in article.parts)


def test_edits_and_the_same_subject(demo: Demo) -> None:
    edits, elsewhere = shown(demo, 3), shown(demo, 4)
    assert [picture.words for picture in edits.given] == [FOX.words]
    assert edits.headings == ("at night", "on the beach")
    assert len(edits.rows[0].pictures) == 2
    assert [picture.words for picture in elsewhere.given] == [FOX.words, OWL.words]
    assert elsewhere.given[0].seed != elsewhere.given[1].seed
    for table in (edits, elsewhere):
        for picture in table.rows[0].pictures:
            assert picture.caption in ("", picture.words)
            assert picture.seed not in {given.seed for given in table.given}


def test_a_meeting_beside_the_plain_model(demo: Demo) -> None:
    table = shown(demo, 5)
    (row,) = table.rows
    dreamed, from_wish, from_caption = row.pictures
    assert row.asked == "side by side"
    assert from_wish.words == "side by side"
    assert from_caption.words == (dreamed.caption or "side by side")
    assert len({picture.seed for picture in row.pictures}) == 1
    assert pixels(dreamed) != pixels(from_wish)
    assert demo.sections[0].notes == ()


def test_repaints(demo: Demo) -> None:
    table = shown(demo, 6)
    assert table.headings == ("50% noise", "100% noise")
    assert [row.asked for row in table.rows] == ["A blue fox.", "A green fox."]
    assert [[picture.words for picture in row.pictures] for row in table.rows] == [
        ["A blue fox."] * 2,
        ["A green fox."] * 2,
    ]


def test_a_model_that_cannot_paint_plainly_is_told_so(tiny: Loaded) -> None:
    demo = run(tiny, None, 1, EXHIBITS[5])
    assert demo.sections[0].notes == (NO_PLAIN,)
    assert shown(demo, 0).headings == ("DreamLLM",)
    assert run(tiny, None, 1, EXHIBITS[3]).sections[0].notes == ()


def test_notices_are_shown(tiny: Loaded) -> None:
    table = shown(run(tiny, None, 1, EXHIBITS[3]), 0)
    assert any("cut short" in note for note in table.notes)
    assert len(set(table.notes)) == len(table.notes)


def test_the_seed_alone_decides(tiny: Loaded) -> None:
    some = (EXHIBITS[1], EXHIBITS[2], EXHIBITS[3])
    first = run(tiny, None, 5, *some)
    assert run(tiny, None, 5, *some) == first
    assert run(tiny, None, 6, *some) != first


def test_it_tells_how_it_goes(tiny: Loaded) -> None:
    heard: list[tuple[str, int, int]] = []
    programme = (
        Demonstration("One", "", (EXHIBITS[3], EXHIBITS[5])),
        Demonstration("Two", "", (EXHIBITS[6],)),
    )
    demonstrate(tiny, None, 0, lambda *news: heard.append(news), programme)
    assert heard == [("One", i + 1, 6) for i in range(6)] + [("Two", i + 1, 5) for i in range(5)]


def test_what_cannot_be_done_is_refused(tiny: Loaded) -> None:
    with pytest.raises(BadRequest):
        run(tiny, None, 0, Repaints(FOX, ("A fox.",), (1.5,)))
