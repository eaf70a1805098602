"""A claim on something that one window at a time may have: held by the process, and gone with it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from filelock import FileLock


class Claim:
    """A claim that is held until it is released, or until the process ends in whatever way.

    The system itself holds it for the process, so that no claim of a dead process is ever in the way.
    """

    def __init__(self, lock: FileLock | None) -> None:
        """Made by `claim`."""
        self._lock = lock

    def release(self) -> None:
        """Give the claim up. May be called again."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._lock.release()
            self._lock = None


def claim(file: Path) -> Claim | None:
    """Claim a lock file; None when somebody else holds it, in this process or another one.

    Where the system cannot hold claims (a folder that cannot be written, some network disks) everybody gets
    one: being careful must not keep a person from writing.
    """
    from filelock import FileLock, Timeout  # takes a moment to load, which is not the window's

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(file, timeout=0, thread_local=False)
        lock.acquire()
    except Timeout:
        return None
    except (OSError, NotImplementedError):
        return Claim(None)
    return Claim(lock)


def lock_file(folder: Path, path: Path) -> Path:
    """The lock file, in a folder of lock files, that stands for the document at `path`, however that is written."""
    whole = os.path.normcase(os.path.realpath(path))
    return folder / f"{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.lock"
