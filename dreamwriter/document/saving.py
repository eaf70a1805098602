"""Writing files so that nothing is ever half written: a new file beside the old one, then one exchange.

Whatever goes wrong, the file that was there is unharmed and nothing of ours is left lying about.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dreamwriter.errors import CannotSave, ChangedElsewhere


@dataclass(frozen=True)
class FileState:
    """What a file, or a folder with all that is in it, looked like when we last read or wrote it.

    Attributes:
        modified: time of the last change in nanoseconds (the latest one, for a folder).
        size: bytes in all.
        sha256: of the content, for a folder also of the names.
    """

    modified: int
    size: int
    sha256: str


def state_of(path: Path) -> FileState | None:
    """The state of a file or folder now; None when there is nothing that can be read."""
    digest = hashlib.sha256()
    modified = size = 0
    try:
        names = sorted(path.rglob("*")) if path.is_dir() else [path]
        for name in names:
            found = name.lstat() if name != path else name.stat()
            if not stat.S_ISREG(found.st_mode):
                continue
            digest.update(f"{name.relative_to(path).as_posix()}\0{found.st_size}\0".encode())
            with name.open("rb") as stream:
                while block := stream.read(1 << 20):
                    digest.update(block)
            modified, size = max(modified, found.st_mtime_ns), size + found.st_size
    except OSError:
        return None
    return FileState(modified, size, digest.hexdigest())


def check_unchanged(path: Path, known: FileState | None) -> None:
    """Refuse to go on when there is something at `path` that we did not put or read there.

    Args:
        known: the state that we know; None when we know of nothing there. A file that was only touched,
            with the same content, counts as unchanged.

    Raises:
        ChangedElsewhere: something else is there now.
    """
    current = state_of(path)
    if current is None and not os.path.lexists(path):
        return
    if current is not None and known is not None and current.sha256 == known.sha256:
        return
    what = "was changed by another program since it was opened" if known else "is there already"
    raise ChangedElsewhere(f"{path.name} {what}.", "Save under another name, or say that it may be overwritten.")


def write_file(path: Path, data: bytes) -> FileState:
    """Write a whole file at once; what was there is replaced only when the new one is safe on the disk.

    Permissions of an existing file are kept; a link is followed, not replaced.

    Raises:
        CannotSave: no space, no permission, no such folder and the like; the old file is unharmed.
    """
    target = Path(os.path.realpath(path))
    temporary = _beside(target)
    try:
        try:
            _write_new(temporary, data)
            if target.exists():
                shutil.copymode(target, temporary)
            modified = temporary.stat().st_mtime_ns
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise cannot_save(path, error) from error
    digest = hashlib.sha256(f".\0{len(data)}\0".encode() + data)
    return FileState(modified, len(data), digest.hexdigest())


def replace_folder(path: Path, files: Mapping[str, bytes]) -> FileState:
    """Write a whole folder; what was there is replaced only when the new one is safe on the disk.

    Args:
        files: content by path in the folder, with "/" between names. The caller has checked that none leads out.

    Raises:
        CannotSave: it could not be written, or a file is where the folder should be; what was there is unharmed.
    """
    target = Path(os.path.realpath(path))
    temporary, old = _beside(target), _beside(target)
    try:
        if target.exists() and not target.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "a file is in the way")
        try:
            _write_tree(temporary, files)
            _exchange(temporary, target, old)
        except BaseException:
            shutil.rmtree(temporary, ignore_errors=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise cannot_save(path, error) from error
    shutil.rmtree(old, ignore_errors=True)
    state = state_of(target)
    if state is None:
        raise cannot_save(path, FileNotFoundError(errno.ENOENT, "it is gone again"))
    return state


def cannot_save(path: Path, error: OSError) -> CannotSave:
    """The error for a person, from the error of the system."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            why, advice = "the disk is full", "Make room on the disk, or save somewhere else."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            why, advice = "writing there is not allowed", "Save in a folder that belongs to you."
        case errno.ENOENT | errno.ENOTDIR | errno.EISDIR:
            why, advice = "there is no such folder, or something else has that name", "Save in another folder."
        case errno.ENAMETOOLONG:
            why, advice = "its name is too long", "Save under a shorter name."
        case _:
            why, advice = "the system refused", "Save in another folder, or try again."
    return CannotSave(
        f"{path.name} could not be saved, because {why}. What was there before is unharmed.", advice, str(error)
    )


def _beside(target: Path) -> Path:
    """A new name in the same folder, so that the exchange stays on one disk."""
    return target.with_name(f".{target.name[:80]}.{secrets.token_hex(6)}.tmp")


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _write_tree(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        place = folder.joinpath(*name.split("/"))
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_new(place, data)
    for inner in (folder, *(place for place in folder.rglob("*") if place.is_dir())):
        _sync_folder(inner)


def _exchange(new: Path, target: Path, old: Path) -> None:
    """Put `new` in the place of `target`, which becomes `old`; on failure all is as before."""
    there = target.exists()
    if there:
        shutil.copymode(target, new)
        os.rename(target, old)
    try:
        os.rename(new, target)
    except BaseException:
        if there:
            os.rename(old, target)
        raise


def _sync_folder(folder: Path) -> None:
    """Make names safe on the disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
