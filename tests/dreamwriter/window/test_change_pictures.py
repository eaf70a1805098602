"""Pictures of the page changed by the real model: takes beside the original, compared, used, kept and undone."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from dreamwriter.panels.modes import Mode, Reference
from dreamwriter.panels.picture_menu import PictureAct
from dreamwriter.panels.takes_section import COMING
from dreamwriter.session.alt_text import BESIDE_A_CAPTION
from dreamwriter.widgets.compare import CompareMode
from tests.dreamwriter.window.hands import BEAR, Person, picture


def takes(person: Person, figure_id: str) -> tuple[str, ...]:
    """The pictures of a figure's takes."""
    entry = person.manuscript.figure(figure_id)
    assert entry is not None
    assert entry.record.history is not None
    return tuple(take.asset for take in entry.record.history.takes)


def test_a_change_arrives_beside_the_original_and_is_compared_and_used(person: Person) -> None:
    figure_id, panel = person.click_picture(0), person.window.picture
    before = person.manuscript.snapshot()
    previews: list[bool] = []

    def look() -> None:
        thumbnails = [panel.takes.strip.thumbnail(key) for key in panel.takes.strip.order() if key.startswith(COMING)]
        previews.extend(not thumbnail.image.isNull() for thumbnail in thumbnails)

    panel.dreaming.moved.connect(look)
    person.dream(Mode.CHANGE, "the fox wears a red scarf", count=2)
    assert panel.form.stop.isVisible()
    assert panel.details.caption.edit.hasFocus() is False
    person.wait_for_takes()
    assert any(previews)
    assert len(takes(person, figure_id)) == 3
    assert person.manuscript.snapshot().blocks == before.blocks
    assert not person.manuscript.can_undo
    history = person.manuscript.figure(figure_id).record.history
    assert all(take.caption and take.alt not in (take.caption, BESIDE_A_CAPTION) for take in history.takes[1:])

    person.click(panel.takes.strip.thumbnail(takes(person, figure_id)[2]))
    person.press(panel, "Compare")
    sheet = panel.compare
    assert sheet.isVisible()
    person.until(lambda: all(not image.isNull() for image in sheet.view._images))
    person.press(sheet, "Slider")
    assert sheet.view.mode is CompareMode.SLIDER
    person.press(sheet, "Side by side")
    assert sheet.view.mode is CompareMode.SIDE_BY_SIDE
    person.press(sheet, "Use this one")
    assert not sheet.isVisible()
    entry = person.manuscript.figure(figure_id)
    assert entry is not None
    assert entry.asset is not None
    assert entry.asset.sha256 == takes(person, figure_id)[2]
    assert person.window.toast.isVisible()
    person.do("undo")
    assert person.manuscript.snapshot().blocks == before.blocks
    assert not person.manuscript.can_undo
    person.until(lambda: not person.window.toast.isVisible())
    person.do("redo")
    assert person.manuscript.figure(figure_id).asset.sha256 == takes(person, figure_id)[2]


def test_every_mode_brings_takes_and_changes_nothing_else(person: Person) -> None:
    figure_id, panel = person.click_picture(0), person.window.picture
    other = person.manuscript.figures()[1]
    before = person.manuscript.snapshot().blocks
    assert other.asset is not None

    panel.form.modes.set_value(Mode.ELSEWHERE)
    panel.form.edited.emit()
    panel.form.references.add(Reference(other.asset, "A white bear in the forest.", human=False))
    person.dream(Mode.ELSEWHERE, "the fox on the beach")
    person.wait_for_takes()
    panel.form.references.clear()

    person.press(panel.form.modes, "Combine")
    assert not panel.form.dream.isEnabled()
    adding = panel.form.references.menu()
    adding.actions()[0].trigger()
    person.dream(Mode.COMBINE, "the fox and the bear in the city")
    person.wait_for_takes()

    panel.form.strength.setValue(6)
    person.dream(Mode.VARIATION, "a red fox")
    person.wait_for_takes()
    person.dream(Mode.MORE)
    person.wait_for_takes()

    entry = person.manuscript.figure(figure_id)
    assert entry is not None
    assert entry.record.history is not None
    modes = [take.recipe.mode for take in entry.record.history.takes[1:] if take.recipe is not None]
    assert modes == ["same-subject", "compose", "vary", "illustrate"]
    assert {take.source for take in entry.record.history.takes} == {"generated"}
    assert entry.record.history.applied == 0
    assert person.manuscript.snapshot().blocks == before


def test_takes_are_stopped_starred_and_deleted(person: Person) -> None:
    figure_id, panel = person.click_picture(1), person.window.picture
    person.dream(Mode.MORE, count=6)
    person.until(lambda: panel.dreaming.finished == 1)
    person.until(lambda: panel.dreaming.previews)
    person.click(panel.form.stop)
    person.wait_for_takes()
    arrived = takes(person, figure_id)
    assert 2 <= len(arrived) < 7
    assert not any(key.startswith(COMING) for key in panel.takes.strip.order())
    assert person.window.toast.isVisible()

    person.click(panel.takes.strip.thumbnail(arrived[1]))
    person.click(panel.takes.star)
    assert person.manuscript.figure(figure_id).record.history.takes[1].starred
    person.click(panel.takes.delete)
    assert takes(person, figure_id) == (arrived[0], *arrived[2:])
    person.press(person.window.toast, "Undo")
    assert takes(person, figure_id) == arrived
    person.do("undo")
    assert not person.manuscript.figure(figure_id).record.history.takes[1].starred
    assert not person.manuscript.can_undo


def test_a_human_picture_stays_marked_as_the_source_of_what_is_made_of_it(person: Person) -> None:
    file = person.folder / "bear.png"
    file.write_bytes(picture(BEAR).data)
    figure_id, panel = person.click_picture(0), person.window.picture
    panel.act(figure_id, PictureAct.REPLACE)
    person.choose_file(file)
    person.until(lambda: person.manuscript.can_undo)
    person.dream(Mode.CHANGE, "the bear wears a top hat")
    person.wait_for_takes()
    sources = [take.source for take in person.manuscript.figure(figure_id).record.history.takes]
    assert sources == ["generated", "imported", "edited"]


def test_a_right_click_offers_what_can_be_done_with_a_picture(person: Person) -> None:
    window = person.window
    figure_id = person.click_picture(0)
    original = person.manuscript.figure(figure_id).asset
    assert original is not None

    def choose(words: str) -> None:
        menu = person.right_click_picture(0)
        action = next(each for each in menu.actions() if each.text() == words)
        assert action.isEnabled()
        menu.close()
        action.trigger()

    choose("Copy picture")
    person.until(lambda: window.toast.isVisible())
    mime = QGuiApplication.clipboard().mimeData()
    assert bytes(mime.data("image/png").data()) == original.data
    assert mime.imageData().size().width() == original.width

    choose("Save picture as …")
    person.choose_file(person.folder / "fox.png")
    person.until((person.folder / "fox.png").exists)
    assert (person.folder / "fox.png").read_bytes() == original.data

    (person.folder / "bear.png").write_bytes(picture(BEAR).data)
    choose("Replace from a file …")
    person.choose_file(person.folder / "bear.png")
    person.until(lambda: person.manuscript.figure(figure_id).asset.data == picture(BEAR).data)
    choose("Back to the first take")
    assert person.manuscript.figure(figure_id).asset == original
    person.do("undo")
    person.do("undo")
    assert person.manuscript.figure(figure_id).asset == original
    assert not person.manuscript.can_undo

    choose("Change it …")
    assert window.focusWidget() is window.picture.form.words.edit
    choose("Ask about it …")
    assert window.side.shown == "dialogue"
    assert window.dialogue.form.about.value == "picture"
    choose("Delete figure")
    assert person.manuscript.figure(figure_id) is None
    person.press(window.toast, "Undo")
    assert person.manuscript.figure(figure_id).asset == original


def test_takes_for_a_text_that_is_gone_harm_nothing(person: Person) -> None:
    panel = person.window.picture
    person.click_picture(0)
    person.dream(Mode.MORE, count=2)
    person.until(lambda: panel.dreaming.previews)
    person.open(person.program.desk.file.path)  # type: ignore[arg-type]
    assert not panel.dreaming.running
    person.until(lambda: person.program.worker.state.name == "ready")
    assert [len(takes(person, entry.record.figure_id)) for entry in person.manuscript.figures()] == [1, 1]
    person.click_picture(0)
    person.dream(Mode.MORE)
    person.wait_for_takes()
    assert [len(takes(person, entry.record.figure_id)) for entry in person.manuscript.figures()] == [2, 1]
