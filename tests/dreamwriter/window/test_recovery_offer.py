"""What was kept is offered with a preview; each text is decided about once."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.session.file_record import Origin
from dreamwriter.session.recovery import Recovered, RecoveryPlace, find_recovered
from dreamwriter.widgets.look import Look
from dreamwriter.window.recovery_offer import RecoveredRow, RecoveryOffer
from tests.dreamwriter.session.sample import document


@pytest.fixture
def found(tmp_path: Path) -> tuple[Recovered, ...]:
    for words in ("One fox.", "Two foxes."):
        place = RecoveryPlace.new(tmp_path)
        place.write(document(words), Origin())
        place.leave()
    return find_recovered(tmp_path)


def test_one_is_opened_and_the_other_left(qtbot: QtBot, look: Look, found: tuple[Recovered, ...]) -> None:
    offer = RecoveryOffer(look, found)
    qtbot.addWidget(offer)
    opened: list[Recovered] = []
    left: list[Recovered] = []
    offer.opened.connect(opened.append)
    offer.left.connect(left.append)
    offer.open()
    offer.findChildren(RecoveredRow)[0].open.click()
    assert len(opened) == len(left) == 1
    assert {id(opened[0]), id(left[0])} == {id(one) for one in found}


def test_discarding_takes_two_presses(qtbot: QtBot, look: Look, found: tuple[Recovered, ...]) -> None:
    offer = RecoveryOffer(look, found[:1])
    qtbot.addWidget(offer)
    discarded: list[Recovered] = []
    offer.discarded.connect(discarded.append)
    offer.open()
    (row,) = offer.findChildren(RecoveredRow)
    row.discard.click()
    assert discarded == []
    assert row.discard.text() == "Discard for good"
    row.discard.click()
    assert discarded == list(found[:1])
    assert not offer.isVisible()
    found[1].leave()


def test_esc_leaves_all(qtbot: QtBot, look: Look, found: tuple[Recovered, ...]) -> None:
    offer = RecoveryOffer(look, found)
    qtbot.addWidget(offer)
    left: list[Recovered] = []
    offer.left.connect(left.append)
    offer.open()
    offer.reject()
    assert left == list(found)
