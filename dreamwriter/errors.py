"""The window's error tree. Each error says what happened, why, and what to do.

DreamWriterError
  BadUse                the command line was used wrongly (exit status 2)
  BadDocument           a document that cannot be opened, or not safely
  CannotSave            a document or export that could not be written; nothing that was there is harmed
    ChangedElsewhere    the file was changed by another program since it was opened
  OpenElsewhere         another window has the document open
  CannotExport          an export that could not be made
  EngineGone            the engine process ended, hung, or broke the protocol
    ModelMissing        it was not even started, because its model is not there
  EngineFailed          the engine told of an error of its own
  NothingWritten        the model ended before its first word
  NoWindow              this computer cannot show a window

Cancellation is no error.
"""

from __future__ import annotations


class DreamWriterError(Exception):
    """Base of everything that can go wrong and that a person may read about.

    Attributes:
        code: a stable word for programs.
        sentence: what happened, and why, in one or two plain sentences.
        advice: what to do about it, in one plain sentence.
        detail: technical detail for a bug report; may be empty.
    """

    code = "error"

    def __init__(self, sentence: str, advice: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"


class BadUse(DreamWriterError):
    """The command line was used wrongly."""

    code = "bad-use"


class BadDocument(DreamWriterError):
    """A document that cannot be opened, or not safely."""

    code = "bad-document"


class CannotSave(DreamWriterError):
    """A file that could not be written; what was there before is unharmed."""

    code = "cannot-save"


class ChangedElsewhere(CannotSave):
    """Another program changed the file since it was opened; it is overwritten only when somebody says so."""

    code = "changed-elsewhere"


class OpenElsewhere(DreamWriterError):
    """Another window, of this process or another one, has the document open."""

    code = "open-elsewhere"


class CannotExport(DreamWriterError):
    """An export that could not be made."""

    code = "cannot-export"


class EngineGone(DreamWriterError):
    """The engine process ended, hung, or broke the protocol."""

    code = "engine-gone"


class ModelMissing(EngineGone):
    """The model that the settings name is not there, so no engine was started."""

    code = "bad-checkpoint"


class EngineFailed(DreamWriterError):
    """The engine told of an error of its own; code, sentence, advice and detail are its words."""

    code = "engine-failed"

    def __init__(self, sentence: str, advice: str, detail: str = "", code: str = "engine-failed") -> None:
        super().__init__(sentence, advice, detail)
        self.code = code


class NothingWritten(DreamWriterError):
    """The model ended before its first word."""

    code = "nothing-written"


class NoWindow(DreamWriterError):
    """This computer cannot show a window; the commands work all the same."""

    code = "no-window"
