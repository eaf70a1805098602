"""The words for an engine that is gone, one function for each way to go."""

from __future__ import annotations

from dreamwriter.errors import EngineGone
from engine.protocol.wire import ProtocolViolation

AGAIN = "Nothing that was finished is lost. Try again: the engine will be started anew."
"""What to do where to try again is all."""


def not_started(detail: str) -> EngineGone:
    """The process could not even be made."""
    return EngineGone(
        "The engine could not be started.",
        "Install DreamWriter anew, or correct the engine's command in the settings.",
        detail,
    )


def ended(detail: str) -> EngineGone:
    """The process ended by itself, or was killed by something else."""
    return EngineGone("The engine stopped unexpectedly.", AGAIN, detail)


def silent(seconds: float, detail: str) -> EngineGone:
    """The process gave no sign of life and was killed."""
    return EngineGone(f"The engine gave no sign of life for {seconds:g} seconds and was stopped.", AGAIN, detail)


def babbled(error: ProtocolViolation, detail: str) -> EngineGone:
    """What the process said breaks the protocol; it was killed."""
    sentence = f"The engine was stopped because it could not be understood. {error.sentence}"
    return EngineGone(sentence, error.advice, "\n".join(filter(None, (error.detail, detail))))


def replaced() -> EngineGone:
    """The process did not answer to the cancelling of another job and was killed."""
    return EngineGone("The engine was stopped because it did not answer when another job was cancelled.", AGAIN)
