"""The file of an open document, as one window knows it: where it is, what it was like, and the claim on it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dreamwriter.document.document import Document
from dreamwriter.document.files import MARKDOWN_SUFFIXES, open_document, save_document
from dreamwriter.document.saving import FileState, state_of
from dreamwriter.errors import OpenElsewhere
from dreamwriter.session.file_lock import Claim, claim, lock_file

Difference = Literal["none", "changed", "gone"]


@dataclass(frozen=True)
class Origin:
    """Where a document comes from and goes to.

    Attributes:
        path: where it is saved; None for a new one, and for one that was read from Markdown.
        known: what the file was like when it was read or written last; None when it was not.
    """

    path: Path | None = None
    known: FileState | None = None


class FileRecord:
    """Opens and saves, and knows what is ours. Blocks: used in one background thread only, once the window runs.

    Attributes:
        origin: the file; may be looked at from any thread.
    """

    def __init__(self, locks: Path) -> None:
        """Args:
        locks: the folder of lock files.
        """
        self.origin = Origin()
        self._locks = locks
        self._claim: Claim | None = None

    def new(self) -> None:
        """Let go of the file; the document has none yet."""
        self._take(Origin(), None)

    def open(self, path: Path) -> Document:
        """Open another document; on failure all is as before.

        Raises:
            BadDocument: it cannot be opened, or not safely.
            OpenElsewhere: another window has it.
        """
        taken = self._claimed(path)
        try:
            known = state_of(path)  # before it is read: what is changed meanwhile is then noticed later
            document = open_document(path)
        except BaseException:
            self._give_back(taken)
            raise
        if path.suffix.lower() in MARKDOWN_SUFFIXES and not path.is_dir():
            # A plain text has no place for pictures and takes: it is saved as a new document.
            self._give_back(taken)
            self._take(Origin(), None)
        else:
            self._take(Origin(path, known), taken)
        return document

    def save(self, document: Document, path: Path, overwrite: bool = False) -> None:
        """Save, and stay with that file from now on; on failure all is as before.

        Raises:
            ChangedElsewhere: something is there that is not ours, and `overwrite` is False.
            OpenElsewhere: another window has it.
            CannotSave: it could not be written; what was there is unharmed.
        """
        same = self._is_ours(path)
        taken = self._claimed(path)
        try:
            known = save_document(document, path, self.origin.known if same else None, overwrite)
        except BaseException:
            self._give_back(taken)
            raise
        self._take(Origin(path, known), taken)

    def adopt(self, origin: Origin) -> None:
        """Go on with a recovered document. When another window has its file by now, it is a new one."""
        if origin.path is None:
            self._take(Origin(), None)
            return
        try:
            self._take(origin, self._claimed(origin.path))
        except OpenElsewhere:
            self._take(Origin(), None)

    def difference(self) -> Difference:
        """Whether the file is another one than was read or written last."""
        path, known = self.origin.path, self.origin.known
        if path is None or known is None or _looks_untouched(path, known):
            return "none"
        now = state_of(path)
        if now is None:
            return "changed" if os.path.lexists(path) else "gone"
        return "none" if now.sha256 == known.sha256 else "changed"

    def _is_ours(self, path: Path) -> bool:
        ours = self.origin.path
        return ours is not None and lock_file(self._locks, path) == lock_file(self._locks, ours)

    def _claimed(self, path: Path) -> Claim:
        """A claim on a path; the one that we have where it is the same document."""
        if self._claim is not None and self._is_ours(path):
            return self._claim
        taken = claim(lock_file(self._locks, path))
        if taken is None:
            raise OpenElsewhere(
                f"{path.name} is open in another window.", "Go to that window, or close it there and try again."
            )
        return taken

    def _give_back(self, taken: Claim) -> None:
        if taken is not self._claim:
            taken.release()

    def _take(self, origin: Origin, taken: Claim | None) -> None:
        if self._claim is not None and self._claim is not taken:
            self._claim.release()
        self.origin, self._claim = origin, taken


def _looks_untouched(path: Path, known: FileState) -> bool:
    """Time and size say that nothing happened; it saves reading a large file each time its folder changes."""
    try:
        found = path.stat()
    except OSError:
        return False
    return not path.is_dir() and (found.st_mtime_ns, found.st_size) == (known.modified, known.size)
