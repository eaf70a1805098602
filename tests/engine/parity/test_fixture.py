"""What a fixture's notes say."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.errors import BadRequest
from engine.parity.fixture import Fixture
from tests.engine.golden import FIXTURE


@pytest.mark.parametrize(
    ("note", "pictures"),
    [
        ("context with image 0", [0]),
        ("BOS text <im_start> patch*P <im_end> text EOS; image 1", [1]),
        ("token ids; images used: [2, 0]", [2, 0]),
        ("images 1 and 2", [1, 2]),
        ("token ids; images used: None", []),
        ("dream embeddings for a context holding one image", []),
    ],
)
def test_the_pictures_that_a_note_names(note: str, pictures: list[int]) -> None:
    fixture = Fixture(FIXTURE)
    fixture.notes["dream.other.input_ids"] = {"desc": note}
    assert fixture.named_pictures("dream.other.input_ids") == pictures
    assert fixture.named_pictures("dream.without_a_note") == []


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadRequest, match="no parity fixture"):
        Fixture(tmp_path)
