"""The takes of all figures of an open page: those in the page, those taken out of it, and those that just arrived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.gallery import FigureRecord

_NONE = FigureHistory()


class Histories:
    """Knows every take, so that none leaves but by the hand of a person.

    What a figure shows is in its record and goes back and forth with undo. Takes that arrive are kept beside the
    records: undo does not send them away.

    Args:
        loaded: the histories of the document as it was opened, also of figures that are not in the page.
    """

    def __init__(self, loaded: Mapping[str, FigureHistory]) -> None:
        self._loaded = dict(loaded)
        self._arrived: dict[str, tuple[Take, ...]] = {}
        self._gone: dict[str, FigureRecord] = {}

    def add(self, figure_id: str, take: Take) -> None:
        """A take arrived for a figure; or one that arrived before is known better now."""
        arrived = {known.asset: known for known in self._arrived.get(figure_id, ())} | {take.asset: take}
        self._arrived[figure_id] = tuple(arrived.values())

    def with_arrived(self, record: FigureRecord) -> FigureRecord:
        """A record with the takes that arrived since it was made."""
        history = record.history or _NONE
        known = {take.asset for take in history.takes} | record.removed
        new = tuple(take for take in self._arrived.get(record.figure_id, ()) if take.asset not in known)
        return replace(record, history=replace(history, takes=(*history.takes, *new))) if new else record

    def figure_gone(self, record: FigureRecord, undone: bool) -> None:
        """A figure is in the page no more.

        Args:
            undone: because undo took back that it came; then its takes are not kept.
        """
        self._gone.pop(record.figure_id, None)
        if not undone and not record.waiting:
            self._gone[record.figure_id] = record

    def figure_came(self, figure_id: str) -> None:
        """A figure is in the page (again)."""
        self._gone.pop(figure_id, None)

    def all(self, records: Iterable[FigureRecord]) -> dict[str, FigureHistory]:
        """All histories: those that were loaded, then new ones as they stand in the page, then those taken out.

        Args:
            records: of the figures in the page, in reading order.
        """
        now: dict[str, FigureHistory] = {}
        for record in (*records, *self._gone.values()):
            if not record.waiting:
                now.setdefault(record.figure_id, self.with_arrived(record).history or _NONE)
        known = {figure_id: now.pop(figure_id, history) for figure_id, history in self._loaded.items()}
        return known | {figure_id: history for figure_id, history in now.items() if history is not _NONE}
