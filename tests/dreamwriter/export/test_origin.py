"""Who made the pictures: told by takes, by marks in files, and in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dreamwriter.document.assets import Asset, read_asset
from dreamwriter.document.blocks import Figure
from dreamwriter.document.document import Document
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.export.origin import Origin, colophon, origins_of, source_of_whole
from engine.protocol.mark import mark_png
from tests.dreamwriter.export.sample import FOX, OWL, RECIPE, SCAN, paragraph, sample


def shows(*assets_and_takes: tuple[Asset, Take | None]) -> Document:
    document = sample(*(Figure(f"assets/{i}", "alt", figure_id=str(i)) for i in range(len(assets_and_takes))))
    return replace(
        document,
        assets={f"assets/{i}": asset for i, (asset, _) in enumerate(assets_and_takes)},
        histories={str(i): FigureHistory((take,), 0) for i, (_, take) in enumerate(assets_and_takes) if take},
    )


def test_takes_tell() -> None:
    assert [origin for _, origin in origins_of(sample())] == [Origin("generated", "storybook")] * 2 + [None]
    assert colophon(sample()) == "Some pictures made with Storybook in DreamWriter."
    assert source_of_whole(sample()) == "edited"


def test_marks_tell_where_the_document_does_not_know() -> None:
    marked = read_asset(mark_png(FOX.data, replace(RECIPE, model="dreamllm-7b-chat-v1.0"), "edited"))
    document = shows((marked, None))
    assert origins_of(document) == [(marked, Origin("edited", "dreamllm-7b-chat-v1.0"))]
    assert colophon(document) == "Picture made with dreamllm-7b-chat-v1.0 in DreamWriter."
    imported = shows((marked, Take(marked.sha256, "imported")))
    assert source_of_whole(imported) == "edited"


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (sample(paragraph("no pictures")), ""),
        (shows((SCAN, None), (FOX, None)), ""),
        (shows((FOX, Take(FOX.sha256, "generated", recipe=RECIPE)), (OWL, Take(OWL.sha256, "edited"))),
         "Pictures made with Storybook in DreamWriter."),
        (shows((FOX, Take(FOX.sha256, "generated", recipe=RECIPE)),
               (OWL, Take(OWL.sha256, "generated", recipe=replace(RECIPE, model="other-2")))),
         "Pictures made with Storybook and other-2 in DreamWriter."),
        (shows((OWL, Take(OWL.sha256, "generated"))), "Picture made by a model."),
    ],
)  # fmt: skip
def test_the_line_for_readers(document: Document, line: str) -> None:
    assert colophon(document) == line


def test_the_whole_is_generated_only_when_every_picture_is() -> None:
    generated = (FOX, Take(FOX.sha256, "generated", recipe=RECIPE))
    assert source_of_whole(shows(generated)) == "generated"
    assert source_of_whole(shows(generated, (SCAN, None))) == "edited"
    assert source_of_whole(shows((SCAN, None))) is None


def test_a_damaged_mark_is_no_mark() -> None:
    cut = replace(FOX, data=FOX.data[:-4])
    assert origins_of(shows((cut, None))) == [(cut, None)]
