"""Things that a panel puts into the page, each one step of undo: paragraphs, figures, takes; and what takes show."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QTextCursor

from dreamwriter.document.assets import Asset
from dreamwriter.document.markdown_reader import read_blocks
from dreamwriter.document.takes import FigureHistory, Take
from dreamwriter.manuscript.gallery import FigureRecord
from dreamwriter.manuscript.insertions import insert_figure
from dreamwriter.manuscript.manuscript import Manuscript


def insert_paragraphs(manuscript: Manuscript, cursor: QTextCursor, words: str) -> int:
    """Words below the block of a cursor.

    Args:
        words: Markdown of a model. Not trusted; markup in it becomes text.

    Returns:
        The position behind them.
    """
    blocks = read_blocks(words)
    with manuscript.sheet.step():
        cursor.setPosition(cursor.selectionEnd())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        manuscript.sheet.insert_blocks(cursor, blocks)
    return cursor.position()


def insert_take(
    manuscript: Manuscript, cursor: QTextCursor, asset: Asset, take: Take, history: FigureHistory | None = None
) -> str:
    """A new figure that shows a take, below the block of a cursor.

    Args:
        history: all takes that the figure gets, with this one applied; only this one if None.

    Returns:
        The id of the figure.
    """
    sheet = manuscript.sheet
    with sheet.step():
        cursor.setPosition(cursor.selectionEnd())
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        figure_id = insert_figure(sheet, cursor, asset, take, take.alt, take.caption)
        if history is not None:
            record = FigureRecord(figure_id, asset.target, take.alt, "", history)
            sheet.set_record(cursor.block().previous(), record)
    return figure_id


def describe_take(manuscript: Manuscript, figure_id: str, take: Take, asset: Asset) -> None:
    """Let a take say what it shows, as the model drafted it. No step of undo of its own; nothing that a person wrote
    is written over, and what was just undone can still be done again.
    """
    manuscript.add_takes(figure_id, ((take, asset),))
    entry = manuscript.figure(figure_id)
    if entry is None or manuscript.text.isRedoAvailable():
        return
    record = entry.record.with_draft(take)
    if record != entry.record:  # a step has made the take a part of the page already
        with manuscript.sheet.step(join=True):
            manuscript.sheet.set_record(manuscript.text.findBlock(entry.position), record)


def restore_take(manuscript: Manuscript, figure_id: str, take: Take) -> None:
    """Give a figure a take back that somebody deleted; nothing when the figure is gone."""
    entry = manuscript.figure(figure_id)
    if entry is None:
        return
    history = (entry.record.history or FigureHistory()).with_take(take, apply=False)
    record = replace(entry.record, history=history, removed=entry.record.removed - {take.asset})
    with manuscript.sheet.step():
        manuscript.sheet.set_record(manuscript.text.findBlock(entry.position), record)
