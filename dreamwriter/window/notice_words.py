"""What is said about each kind of trouble, and which buttons go with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from dreamwriter.engine_client import gone
from dreamwriter.errors import (
    BadDocument,
    CannotExport,
    CannotSave,
    ChangedElsewhere,
    DreamWriterError,
    EngineFailed,
    EngineGone,
    ModelMissing,
    NothingWritten,
    OpenElsewhere,
)
from dreamwriter.widgets.notice import Notice, NoticeKind

Occasion = Literal["", "open", "save", "autosave", "export", "model", "settings"]
"""What was being done when it happened; "" when that does not matter."""
Subject = Literal["engine", "file", "safety", "document", "export", "model", "settings", "news"]
"""What a notice is about."""


class Wish(StrEnum):
    """What a button of a notice asks for."""

    START_ENGINE = "start the engine again"
    SETTINGS = "show the settings"
    INCLUDED = "use the model that comes with the program"
    CHANGE_NOW = "start the engine as it is set now, though it is at work"
    SAVE = "save"
    SAVE_AS = "save under another name"
    OVERWRITE = "save over what is there"
    RELOAD = "open what is in the file now"
    KEEP = "go on with what is in the window"
    OPEN = "choose another document"
    EXPORT = "show the export dialog"


BUTTON_WORDS: dict[Wish, str] = {
    Wish.START_ENGINE: "Start it again",
    Wish.SETTINGS: "Open settings",
    Wish.INCLUDED: "Use Storybook",
    Wish.CHANGE_NOW: "Change it now",
    Wish.SAVE: "Save now",
    Wish.SAVE_AS: "Save elsewhere …",
    Wish.OVERWRITE: "Replace it",
    Wish.RELOAD: "Show the other version",
    Wish.KEEP: "Keep mine",
    Wish.OPEN: "Open another …",
    Wish.EXPORT: "Export again …",
}


@dataclass(frozen=True)
class Said:
    """A notice with what its buttons ask for.

    Attributes:
        subject: what it is about; a newer notice about the same takes its place.
        wishes: one for each button, in order.
    """

    subject: Subject
    notice: Notice
    wishes: tuple[Wish, ...] = ()


def error_said(error: DreamWriterError, occasion: Occasion = "") -> Said:
    """The notice for an error."""
    match error:
        case ModelMissing():
            return model_said(error)
        case EngineGone():
            detail = "\n".join(filter(None, (error.sentence, error.detail)))
            advice = "What it had finished is kept." if error.advice == gone.AGAIN else error.advice
            notice = _notice(NoticeKind.ERROR, "The model stopped. Your text is safe.", advice, detail)
            return _said("engine", notice, Wish.START_ENGINE)
        case EngineFailed(code="out-of-memory"):
            return _told("engine", NoticeKind.WARNING, error, Wish.SETTINGS)
        case EngineFailed(code="bad-checkpoint"):
            return model_said(error)
        case EngineFailed():
            return _told("engine", NoticeKind.WARNING, error)
        case NothingWritten():
            return _told("news", NoticeKind.INFO, error)
        case OpenElsewhere():
            return _told("document", NoticeKind.INFO, error, Wish.OPEN)
        case BadDocument():
            return _told("document", NoticeKind.ERROR, error, Wish.OPEN)
        case CannotExport():
            return _told("export", NoticeKind.ERROR, error, Wish.EXPORT)
        case CannotSave():
            return _not_saved(error, occasion)
    if occasion == "model":
        return _told("model", NoticeKind.ERROR, error, Wish.SETTINGS)
    return _told("settings" if occasion == "settings" else "news", NoticeKind.ERROR, error)


def model_said(error: DreamWriterError, other: bool = False) -> Said:
    """The notice for a model that is not there or cannot be loaded.

    Args:
        other: it is not the one that comes with the program, which can stand in for it at once.
    """
    if isinstance(error, EngineGone) and not isinstance(error, ModelMissing):
        return error_said(error)
    again = () if error.code == "out-of-memory" else (Wish.START_ENGINE,)
    wishes = (Wish.INCLUDED, Wish.SETTINGS) if other else (Wish.SETTINGS, *again)
    return _told("model", NoticeKind.ERROR, error, *wishes)


def change_waits_said() -> Said:
    """The notice for another model, or another amount of memory, while the model is at work."""
    sentence = "The model is at work. The change holds as soon as it is done."
    advice = "If you change it now, the model stops; what it has written is kept."
    return _said("model", _notice(NoticeKind.INFO, sentence, advice), Wish.CHANGE_NOW)


def changed_elsewhere(difference: str, name: str) -> Said:
    """The notice for a file that another program "changed", or that is "gone"."""
    if difference == "gone":
        sentence, advice = f"{name} is not where it was.", "Your text is still here. Save it again to keep it."
        return _said("file", _notice(NoticeKind.WARNING, sentence, advice), Wish.SAVE, Wish.SAVE_AS)
    sentence = f"{name} was changed by another program."
    advice = "Your text here is as you left it. Nothing is replaced unless you say so."
    return _said("file", _notice(NoticeKind.WARNING, sentence, advice), Wish.KEEP, Wish.RELOAD)


def recovered_said(name: str) -> Said:
    """The notice for a text that came back after a crash.

    Args:
        name: of its file; "" when it has none.
    """
    sentence = f"This is what was kept of {name}." if name else "This text was kept when DreamWriter ended."
    advice = "It is not in a file yet. Look it over, then save it."
    return _said("document", _notice(NoticeKind.INFO, sentence, advice), Wish.SAVE if name else Wish.SAVE_AS)


def _not_saved(error: CannotSave, occasion: Occasion) -> Said:
    if isinstance(error, ChangedElsewhere):
        advice = "It was not replaced. Your text is safe here."
        notice = _notice(NoticeKind.WARNING, error.sentence, advice, error.detail)
        return _said("file", notice, Wish.SAVE_AS, Wish.OVERWRITE)
    match occasion:
        case "autosave":
            sentence = "What you write cannot be kept safe from a crash at the moment. Save it often."
            detail = "\n".join(filter(None, (error.sentence, error.detail)))
            return _said("safety", _notice(NoticeKind.WARNING, sentence, error.advice, detail), Wish.SAVE)
        case "export":
            return _told("export", NoticeKind.ERROR, error, Wish.EXPORT)
        case "settings":
            return _told("settings", NoticeKind.WARNING, error)
    return _told("file", NoticeKind.ERROR, error, Wish.SAVE_AS, Wish.SAVE)


def _told(subject: Subject, kind: NoticeKind, error: DreamWriterError, *wishes: Wish) -> Said:
    return _said(subject, _notice(kind, error.sentence, error.advice, error.detail), *wishes)


def _notice(kind: NoticeKind, sentence: str, advice: str, detail: str = "") -> Notice:
    return Notice(kind, sentence, advice, detail=detail)


def _said(subject: Subject, notice: Notice, *wishes: Wish) -> Said:
    words: Sequence[str] = tuple(BUTTON_WORDS[wish] for wish in wishes)
    return Said(subject, Notice(notice.kind, notice.sentence, notice.advice, words, notice.detail), wishes)
