"""The engine's error tree. Each error says what happened, why, and what to do.

EngineError
  BadRequest            the request itself cannot be carried out (empty, too long, unreadable)
  BadPicture            bytes that are no picture, or a picture too large
  BadCheckpoint         a folder that is no model, or whose parts do not fit together
  ImportRefused         an official checkpoint that is not exactly what it says it is
  OutOfMemory           the machine has too little memory for what was asked
  ProtocolViolation     the other side of the pipe broke the wire format
  TrainingFailed        a training run that cannot go on

Cancellation is no error: a cancelled job ends with the event `Cancelled`.
"""

from __future__ import annotations


class EngineError(Exception):
    """Base of everything that can go wrong in the engine and that a person may read about.

    Attributes:
        code: a stable word for programs, such as "bad-checkpoint".
        sentence: what happened, and why, in one or two plain sentences.
        advice: what to do about it, in one plain sentence.
        detail: technical detail for a bug report; may be empty.
    """

    code = "engine-error"

    def __init__(self, sentence: str, advice: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}"


class BadRequest(EngineError):
    """The request itself cannot be carried out."""

    code = "bad-request"


class BadPicture(EngineError):
    """Bytes that are no picture, or a picture larger than the limits."""

    code = "bad-picture"


class BadCheckpoint(EngineError):
    """A folder that is no model of ours, or whose parts do not fit together."""

    code = "bad-checkpoint"


class ImportRefused(EngineError):
    """An official checkpoint with unused, missing, misshapen or unknown parts."""

    code = "import-refused"


class OutOfMemory(EngineError):
    """The machine has too little memory for what was asked."""

    code = "out-of-memory"


class ProtocolViolation(EngineError):
    """The other side of the pipe broke the wire format."""

    code = "protocol"


class TrainingFailed(EngineError):
    """A training run that cannot go on."""

    code = "training-failed"
