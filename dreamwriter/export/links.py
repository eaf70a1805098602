"""Which addresses of links may stand in a published file. Nothing else is a link there: its words stay."""

from __future__ import annotations

import re

_WEB = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"]+", re.IGNORECASE)
_BESIDE = re.compile(r"[^\s<>\":]+")


def leads_to_web(target: str) -> bool:
    """A page, a mailbox or a telephone."""
    return _WEB.fullmatch(target) is not None


def leads_somewhere(target: str) -> bool:
    """One of these, or a place in this document or beside it."""
    return leads_to_web(target) or _BESIDE.fullmatch(target) is not None
