"""What is there at one moment, what may be missing at the next, and what undo has to lead back to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dreamwriter.document.blocks import Blocks
from dreamwriter.document.document import Document
from dreamwriter.manuscript.gallery import FigureRecord
from dreamwriter.manuscript.manuscript import Manuscript

WORD = re.compile(r"[wm]\d+q\d+z")
"""A word that is written only once: by the person (w) or by the engine (m)."""


@dataclass(frozen=True)
class May:
    """What something that was done may take away, which undo has to bring back, and what it has to bring.

    Attributes:
        words, pictures: these may go; pictures by sha256.
        comes: words that have to be there afterwards.
        moves: it went to and fro on the undo stack, where all comes and goes.
        merges: it may have become a part of the step before.
        other: another document is open now.
    """

    words: frozenset[str] = frozenset()
    pictures: frozenset[str] = frozenset()
    comes: frozenset[str] = frozenset()
    moves: bool = False
    merges: bool = False
    other: bool = False


NOTHING = May()


@dataclass(frozen=True)
class State:
    """What undo and redo have to lead back to: the blocks, and the records of the figures."""

    blocks: Blocks
    records: tuple[FigureRecord, ...]


@dataclass(frozen=True)
class Sight:
    """What is there at one moment.

    Attributes:
        words: those that are written only once.
        fleeting: of these, what the model has said about pictures that may never come.
        pictures: sha256 of all pictures of the document, on the page or in a history.
        undo, redo: steps.
        running: the model writes into the page.
    """

    manuscript: Manuscript
    document: Document
    state: State
    words: frozenset[str]
    fleeting: frozenset[str]
    pictures: frozenset[str]
    undo: int
    redo: int
    running: bool


def see(manuscript: Manuscript) -> Sight:
    """What a manuscript holds now."""
    document, text = manuscript.snapshot(), manuscript.text
    shown = {asset.sha256 for asset in document.assets.values()}
    records = tuple(manuscript.sheet.gallery.record(number) for number in _figure_numbers(manuscript))
    return Sight(
        manuscript,
        document,
        State(document.blocks, records),
        frozenset(WORD.findall(text.toPlainText())),
        frozenset(word for word in _waiting_words(manuscript) if word.startswith("m")),
        frozenset({*shown, *document.pictures}),
        text.availableUndoSteps(),
        text.availableRedoSteps(),
        manuscript.running,
    )


def _waiting_words(manuscript: Manuscript) -> Iterator[str]:
    for entry in manuscript.figures():
        if entry.record.waiting:
            yield from WORD.findall(manuscript.caption(entry.record.figure_id))


def _figure_numbers(manuscript: Manuscript) -> list[int]:
    """The numbers of the records of the figures, read from the page itself."""
    numbers = []
    block = manuscript.text.begin()
    while block.isValid():
        found = manuscript.sheet.figure_in(block)
        if found is not None:
            numbers.append(found[1])
        block = block.next()
    return numbers


class Timeline:
    """What the page was at each depth of the undo stack, as far as it was seen."""

    def __init__(self, first: Sight) -> None:
        self._states: dict[int, State] = {}
        self.begin(first)

    def begin(self, now: Sight) -> None:
        """Another document is open."""
        self._states = {now.undo: now.state}

    def edited(self, before: Sight, now: Sight, may: May) -> None:
        """Something was written; what was undone before can be had no more."""
        if (before.undo, before.redo, before.state) == (now.undo, now.redo, now.state):
            return
        kept = before.undo - 1 if may.merges and now.undo != before.undo else before.undo
        self._states = {depth: state for depth, state in self._states.items() if depth <= min(kept, now.undo)}
        if not now.running:  # a run is one step: nothing leads back into its middle
            self._states[now.undo] = now.state

    def moved(self, now: Sight, how: str) -> None:
        """Undo or redo led here: it has to be as it was."""
        known = self._states.setdefault(now.undo, now.state)
        assert known == now.state, f"{how}: the page at step {now.undo} is not as it was{different(known, now.state)}"


def different(wanted: State, got: State) -> str:
    """Where two states are different, for whoever reads a failure."""
    lines = []
    for name, one, other in (("block", wanted.blocks, got.blocks), ("record", wanted.records, got.records)):
        for at in range(max(len(one), len(other))):
            was, now = (each[at] if at < len(each) else None for each in (one, other))
            if was != now:
                lines.append(f"\n  {name} {at} was {was}\n  {name} {at} is  {now}")
                break
    return "".join(lines)
