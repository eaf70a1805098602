"""The pictures of an open page and what is known about its figures. Only grows, so that undo finds everything.

A figure in the page names a record by number; changing anything about a figure gives it another record. So Qt's own
undo of character formats undoes alternative texts, pictures and takes as well.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dreamwriter.document.assets import Asset
from dreamwriter.document.document import Document
from dreamwriter.document.takes import FigureHistory, Take


@dataclass(frozen=True)
class FigureRecord:
    """Everything about a figure but its caption, which is text of the page.

    Attributes:
        figure_id: key into `Document.histories`.
        target: key into `Document.assets`, or an address that is never fetched; "" while there is no picture.
        alt: what the picture shows, for those who do not see it.
        title: tooltip of the Markdown image.
        history: its takes; None when nothing is known about them.
        room: pixels of a picture that is still to come; None for a figure that is finished.
        removed: pictures of the takes that somebody removed, by sha256.
    """

    figure_id: str
    target: str = ""
    alt: str = ""
    title: str = ""
    history: FigureHistory | None = None
    room: tuple[int, int] | None = None
    removed: frozenset[str] = frozenset()

    @property
    def waiting(self) -> bool:
        """Whether the picture is still to come."""
        return self.room is not None

    def showing(self, asset: Asset, take: Take | None) -> FigureRecord:
        """This figure with another picture, and the take that it comes from at the end of its history.

        Args:
            take: None for a picture from elsewhere.
        """
        history = self.history
        if take is not None:
            history = (history or FigureHistory()).with_take(take, apply=True)
        elif history is not None:
            history = replace(history, applied=None)
        return replace(self, target=asset.target, history=history, room=None)

    def with_alt(self, alt: str, drafted: bool = False, asset: Asset | None = None) -> FigureRecord:
        """This figure with another alternative text, which the take that it shows keeps as well.

        Args:
            drafted: by the model, and not read over yet.
            asset: the picture; so that what is drafted for one without a take is remembered, it becomes one.
        """
        history = self.history
        if history is not None and history.applied is not None and history.shown is not None:
            changed = replace(history.shown, alt=alt, alt_drafted=drafted)
            history = history.with_changed(history.applied, changed)
        elif drafted and asset is not None:
            take = Take(asset.sha256, "imported", alt=alt, alt_drafted=True)
            history = (history or FigureHistory()).with_take(take, apply=True)
        return replace(self, alt=alt, history=history)

    def with_draft(self, take: Take) -> FigureRecord:
        """This figure with what the model says now that a take shows, unless a person has said it."""
        history = self.history or FigureHistory()
        index = next((at for at, known in enumerate(history.takes) if known.asset == take.asset), None)
        if index is None or not history.takes[index].alt_drafted:
            return self
        alt = take.alt if history.applied == index else self.alt
        return replace(self, alt=alt, history=history.with_changed(index, replace(history.takes[index], alt=take.alt)))

    def with_star(self, index: int, starred: bool) -> FigureRecord:
        """This figure with a take marked, or not any more."""
        history = self.history or FigureHistory()
        return replace(self, history=history.with_changed(index, replace(history.takes[index], starred=starred)))

    def without_take(self, index: int) -> FigureRecord:
        """This figure without a take; the one that it shows stays."""
        history = self.history or FigureHistory()
        if history.applied == index:
            return self
        takes = (*history.takes[:index], *history.takes[index + 1 :])
        applied = history.applied - 1 if history.applied is not None and history.applied > index else history.applied
        removed = self.removed | {history.takes[index].asset}
        return replace(self, history=FigureHistory(takes, applied), removed=removed)


@dataclass(frozen=True)
class FigureEntry:
    """A figure of the page.

    Attributes:
        record: what is known about it; its history holds every take there is.
        position: of its picture in the text.
        asset: the picture that it shows; None when it is missing or still to come.
    """

    record: FigureRecord
    position: int
    asset: Asset | None


@dataclass
class Gallery:
    """Pictures by target and by content, and the records of figures by number.

    Attributes:
        token: tells this page from all others, on the clipboard.
    """

    token: str = field(default_factory=lambda: uuid.uuid4().hex)
    assets: dict[str, Asset] = field(default_factory=dict)
    pictures: dict[str, Asset] = field(default_factory=dict)
    _records: list[FigureRecord] = field(default_factory=list)
    _numbers: dict[FigureRecord, int] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def add_document(self, document: Document) -> None:
        """Take in the pictures of a document."""
        self.pictures.update(document.pictures)
        self.pictures.update({asset.sha256: asset for asset in document.assets.values()})
        self.assets.update(document.assets)
        self._ids.update(document.histories)

    def add_asset(self, asset: Asset) -> None:
        """Take in a picture, under the name that it gets in the document."""
        self.pictures[asset.sha256] = asset
        self.assets.setdefault(asset.target, asset)

    def number(self, record: FigureRecord) -> int:
        """The number by which the page names a record."""
        if record not in self._numbers:
            self._numbers[record] = len(self._records)
            self._records.append(record)
            self._ids.add(record.figure_id)
        return self._numbers[record]

    def record(self, number: int) -> FigureRecord:
        """The record that the page names so."""
        return self._records[number]

    def reserve(self, figure_id: str) -> None:
        """Give this id to no new figure."""
        self._ids.add(figure_id)

    def new_id(self) -> str:
        """An id that no figure of this page ever had."""
        number = len(self._ids) + 1
        while f"figure-{number}" in self._ids:
            number += 1
        self._ids.add(f"figure-{number}")
        return f"figure-{number}"

    def asset_of(self, record: FigureRecord) -> Asset | None:
        """The picture that a figure shows; None when it is missing or still to come."""
        return self.assets.get(record.target)

    def shown(self, targets: Mapping[str, None]) -> dict[str, Asset]:
        """The pictures with these targets, as far as they are there, in the same order."""
        return {target: self.assets[target] for target in targets if target in self.assets}

    def taken(self, histories: Mapping[str, FigureHistory]) -> dict[str, Asset]:
        """The pictures of all takes of some figures, by sha256."""
        hashes = [take.asset for history in histories.values() for take in history.takes]
        return {sha256: self.pictures[sha256] for sha256 in hashes if sha256 in self.pictures}
