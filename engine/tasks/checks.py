"""What a request must satisfy before any work begins. Each refusal says what to do."""

from __future__ import annotations

from engine.errors import BadRequest
from engine.protocol.requests import MAX_PROMPT_CHARACTERS
from engine.protocol.values import PictureCount
from engine.sequence.tokenizer import Tokenizer

MOST_TAKES = 16
MOST_PICTURES = 64
MOST_UNKNOWN = 0.3
"""Share of a text that may fall to single bytes before the script counts as unknown to the model."""


def check_words(text: str, name: str, tokenizer: Tokenizer) -> str:
    """A wish, topic or question, trimmed.

    Args:
        name: what it is, for the sentence, such as "the wish".

    Raises:
        BadRequest: empty, too long, or in a script that the model cannot read.
    """
    trimmed = text.strip()
    if not trimmed:
        raise BadRequest(f"{_capital(name)} is empty.", "Say in a few words what you want.")
    if len(trimmed) > MAX_PROMPT_CHARACTERS:
        raise BadRequest(
            f"{_capital(name)} is {len(trimmed):,} characters long; at most {MAX_PROMPT_CHARACTERS:,} are possible.",
            "Shorten it to the part that matters.",
        )
    check_script(trimmed, tokenizer)
    return trimmed


def check_script(text: str, tokenizer: Tokenizer) -> None:
    """Refuse a text that the model could only read byte by byte.

    Raises:
        BadRequest: too large a share of unknown characters.
    """
    if tokenizer.unknown_share(text) > MOST_UNKNOWN:
        raise BadRequest(
            "The model was not taught the script that this text is written in.",
            "Write in English, or choose a model that knows your language.",
        )


def check_takes(count: int) -> int:
    """How many takes are wished for.

    Raises:
        BadRequest: none, or too many.
    """
    if not 1 <= count <= MOST_TAKES:
        raise BadRequest(f"{count} pictures at once are not possible.", f"Choose from 1 to {MOST_TAKES}.")
    return count


def check_pictures(count: PictureCount) -> PictureCount:
    """How many pictures a text shall have.

    Raises:
        BadRequest: a negative or absurd number.
    """
    if count != "auto" and not 0 <= count <= MOST_PICTURES:
        raise BadRequest(f"A text cannot have {count} pictures.", f"Choose from 0 to {MOST_PICTURES}, or automatic.")
    return count


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
