"""What a pack may hold: limits against files that blow up, and names that lead nowhere else."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from dreamwriter.errors import BadDocument

MAX_FILES = 10_000
MAX_FILE_BYTES = 256 * 1024**2
MAX_TOTAL_BYTES = 1024**3
MAX_TEXT_BYTES = 8 * 1024**2
MAX_RATIO = 200
"""Unpacked bytes to packed ones; text packs 3 to 20 times, pictures not at all."""
RATIO_FROM_BYTES = 16 * 1024**2
"""Below this the ratio does no harm and is not looked at."""

_FORBIDDEN = re.compile(r"[\\\x00-\x1f\x7f]|^[A-Za-z]:")


@dataclass
class PackLimits:
    """Counts what comes out of one pack, and refuses it as soon as it is too much.

    Attributes:
        packed_bytes: size of the packed file; 0 for a folder, where nothing is packed.
    """

    packed_bytes: int = 0
    total: int = 0
    names: set[str] = field(default_factory=set)

    def add_name(self, name: str) -> str:
        """Take notice of one file.

        Returns:
            The name, fit to be joined to a folder.

        Raises:
            BadDocument: the name leads out of the pack, is there already (also when upper and lower case
                are the same), or there are too many.
        """
        parts = name.split("/")
        if _FORBIDDEN.search(name) or name.startswith("/") or any(part in ("", ".", "..") for part in parts):
            raise BadDocument(
                "The document holds a file whose name leads out of it, so it was not opened.",
                "Do not trust this file; ask where it comes from.",
                repr(name[:200]),
            )
        key = unicodedata.normalize("NFC", name).casefold()
        if key in self.names:
            raise BadDocument(
                "The document holds two files of the same name, so it was not opened.",
                "Unpack it with another program and see which one is right.",
                repr(name[:200]),
            )
        self.names.add(key)
        if len(self.names) > MAX_FILES:
            raise too_large(f"more than {MAX_FILES} files")
        return str(PurePosixPath(name))

    def add_bytes(self, count: int, of_this_file: int) -> None:
        """Take notice of bytes that were unpacked.

        Args:
            count: how many more.
            of_this_file: how many of the present file so far, with these.

        Raises:
            BadDocument: it is too much.
        """
        self.total += count
        if of_this_file > MAX_FILE_BYTES:
            raise too_large(f"a file of more than {MAX_FILE_BYTES // 1024**2} MB")
        if self.total > MAX_TOTAL_BYTES:
            raise too_large(f"more than {MAX_TOTAL_BYTES // 1024**3} GB in all")
        if self.packed_bytes and self.total > max(RATIO_FROM_BYTES, MAX_RATIO * self.packed_bytes):
            raise too_large("far more than its size says")


def too_large(what: str) -> BadDocument:
    """The error for a document beyond the limits."""
    return BadDocument(
        f"The document holds {what}, so it was not opened.",
        "Do not trust this file, unless you know where it comes from; then unpack it with another program.",
    )
