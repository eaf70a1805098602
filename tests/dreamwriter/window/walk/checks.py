"""What must hold whatever a person does: nothing is lost, undo leads back, files hold what the page says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from random import Random

from dreamwriter.document.blocks import Blocks, Unknown
from dreamwriter.document.document import Document
from dreamwriter.document.images import with_targets
from dreamwriter.document.markdown_writer import write_markdown
from dreamwriter.document.package import document_from_files, files_from_document
from dreamwriter.manuscript.index import Index
from tests.dreamwriter.manuscript.whole import assert_whole
from tests.dreamwriter.window.walk.person import Person
from tests.dreamwriter.window.walk.sight import WORD, May, Sight, State, different


def check_nothing_lost(before: Sight, now: Sight, may: May) -> None:
    """Words and pictures that were there are there, but for those that were taken away."""
    if may.moves or may.other:
        return
    missing = may.comes - now.words
    assert not missing, f"words that did not come: {sorted(missing)}"
    words = before.words - now.words - may.words - before.fleeting
    assert not words, f"lost words: {sorted(words)}"
    pictures = before.pictures - now.pictures - may.pictures
    assert not pictures, f"lost pictures: {sorted(pictures)} of {len(before.pictures)}"


def check_whole(person: Person, now: Sight) -> None:
    """The page agrees with itself and with all that knows about it."""
    manuscript, window = person.manuscript, person.window
    gallery = manuscript.sheet.gallery
    fresh = Index(manuscript.text, gallery)
    assert manuscript.words == fresh.words, "the words are counted wrongly"
    assert now.document.blocks == fresh.blocks(), "the snapshot is not what the page says"
    records = now.state.records
    assert [entry.record.figure_id for entry in manuscript.figures()] == [record.figure_id for record in records]
    ids = [record.figure_id for record in records]
    assert len(ids) == len(set(ids)), f"two figures with one id: {ids}"
    if not manuscript.running:
        assert not [record for record in records if record.waiting], "a picture waits, and nobody paints"
    for record in records:
        assert record.waiting or not record.target.startswith("assets/") or gallery.asset_of(record) is not None
    for history in now.document.histories.values():
        assert all(take.asset in now.document.pictures for take in history.takes), "a take without its picture"
    assert_whole(manuscript.sheet)
    acts = window.acts
    assert acts["undo"].isEnabled() == manuscript.can_undo, "Undo in the menu is wrong"
    assert acts["redo"].isEnabled() == manuscript.can_redo, "Redo in the menu is wrong"
    assert window.page.writing.running == acts["stop"].isEnabled(), "Stop in the menu is wrong"
    assert person.page.document() is manuscript.text
    assert window.picture.figure_id in ("", *ids) or manuscript.figure(window.picture.figure_id) is None


def check_written(document: Document) -> None:
    """What is written is read again as the same."""
    files = files_from_document(document)
    again = document_from_files(files)
    assert_same_document(document, again)
    if not _has_source(document, again):
        assert_same_files(files, files_from_document(again), "written again")


def assert_same_files(wanted: dict[str, bytes], got: dict[str, bytes], when: str) -> None:
    """The same files, byte for byte."""
    others = [name for name in {**wanted, **got} if wanted.get(name) != got.get(name)]
    assert not others, f"{when}, {others} are others: {wanted.get(others[0])!r} became {got.get(others[0])!r}"


def assert_same_document(one: Document, other: Document) -> None:
    """Two documents say the same, whatever their files were."""
    state, other_state = State(_by_content(one), ()), State(_by_content(other), ())
    if _has_source(one, other):
        words, others = (sorted(WORD.findall(write_markdown(each.blocks))) for each in (one, other))
        assert words == others, f"the words are others: {words} and {others}"
    else:
        assert state == other_state, f"the text is another one{different(state, other_state)}"
    assert one.histories == other.histories, "the histories are others"
    assert one.metadata == other.metadata
    taken = {take.asset for history in one.histories.values() for take in history.takes}
    assert taken <= set(other.pictures), "pictures of takes are missing"


def check_step_back(person: Person, before: Sight, now: Sight) -> None:
    """Undo what was just done, and do it again."""
    manuscript = person.manuscript
    files = files_from_document(now.document)
    while manuscript.can_undo and manuscript.text.availableUndoSteps() > before.undo:
        manuscript.undo()
    back = person.see()
    joined = back.undo < before.undo  # what the model says about a picture belongs to the step before
    assert joined or back.state == before.state, f"undo leads elsewhere{different(before.state, back.state)}"
    while manuscript.can_redo and manuscript.text.availableUndoSteps() < now.undo:
        manuscript.redo()
    again = person.see()
    assert again.state == now.state, f"redo leads elsewhere{different(now.state, again.state)}"
    assert_same_files(files, files_from_document(again.document), "redone")


def check_all_the_way(person: Person, chance: Random | None = None) -> None:
    """Undo everything and redo everything, twice: byte-identical documents at both ends."""
    manuscript = person.manuscript
    while manuscript.can_redo:
        manuscript.redo()
    last = files_from_document(manuscript.snapshot())
    firsts = []
    for _ in range(2):
        while manuscript.can_undo:
            manuscript.undo()
            if chance is not None and chance.random() < 0.2:
                person.rest()
        firsts.append(files_from_document(manuscript.snapshot()))
        while manuscript.can_redo:
            manuscript.redo()
        assert_same_files(last, files_from_document(manuscript.snapshot()), "redone all the way")
    assert_same_files(firsts[0], firsts[1], "undone all the way")


def _by_content(document: Document) -> Blocks:
    """The blocks with the content of pictures instead of their names, which saving may change."""
    assets = document.assets
    return with_targets(document.blocks, lambda target: assets[target].sha256 if target in assets else target)


def _has_source(*documents: Document) -> bool:
    """Whether there is source that a person may have typed into: it may mean something else when it is read."""
    return any(isinstance(part, Unknown) for document in documents for part in _parts(document.blocks))


def _parts(value: object) -> Iterator[object]:
    """Everything in a tree of blocks."""
    if isinstance(value, tuple):
        for part in value:
            yield from _parts(part)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from _parts(getattr(value, field.name))
