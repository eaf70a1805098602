"""The engine is killed while it works: the text stays, a notice says so, and its button starts another engine."""

from __future__ import annotations

import os
import signal

import psutil

from dreamwriter.panels.modes import Mode
from tests.dreamwriter.window.hands import Person


def kill_the_engine() -> None:
    """As the system does when memory runs out."""
    (engine,) = [child for child in psutil.Process().children() if "serve" in child.cmdline()]
    os.kill(engine.pid, signal.SIGKILL)


def start_it_again(person: Person) -> None:
    """Press the button of the notice."""
    person.until(lambda: person.program.worker.state.name == "failed")
    assert person.notice is not None
    assert person.notice.sentence == "The model stopped. Your text is safe."
    person.press(person.window.notices, "Start it again")
    assert person.notice is None
    person.until(lambda: person.program.worker.state.name == "ready")
    assert person.notice is None


def test_killed_in_the_middle_of_a_picture_and_on_it_goes(person: Person) -> None:
    before = person.files()
    person.stand(5, len("They have never met."))
    person.set_options("1", "short")
    person.write("A red fox in the snow")
    person.wait_for_preview()
    words = person.manuscript.words
    kill_the_engine()
    person.wait_for_run()
    assert person.manuscript.words == words
    assert len(person.manuscript.figures()) == 2
    assert person.window.page.card.field.text() == "A red fox in the snow"
    kept = person.files()
    start_it_again(person)
    assert person.files() == kept

    person.press(person.window.page.card, "Write")
    person.wait_for_run()
    assert len(person.manuscript.figures()) > 2
    assert person.undo_all() == 2
    assert person.files() == before


def test_killed_between_two_takes_the_first_one_stays(person: Person) -> None:
    figure_id, panel = person.click_picture(0), person.window.picture
    person.dream(Mode.MORE, count=6)
    person.until(lambda: panel.dreaming.finished == 1 and panel.dreaming.previews)
    kill_the_engine()
    person.wait_for_takes()
    arrived = len(person.manuscript.figure(figure_id).record.history.takes)  # type: ignore[union-attr]
    assert arrived >= 2
    assert len(panel.takes.strip.order()) == arrived
    start_it_again(person)
    person.dream(Mode.CHANGE, "the fox wears a scarf")
    person.wait_for_takes()
    assert len(person.manuscript.figure(figure_id).record.history.takes) == arrived + 1  # type: ignore[union-attr]


def test_killed_while_nothing_is_asked_of_it(person: Person) -> None:
    person.until(lambda: person.program.worker.state.name == "ready")
    kill_the_engine()
    person.until(lambda: person.notice is not None)
    person.type("It goes on. ")
    assert person.said()[0].startswith("It goes on. ")
    person.do("restart")
    person.until(lambda: person.program.worker.state.name == "ready")
    assert person.notice is None
