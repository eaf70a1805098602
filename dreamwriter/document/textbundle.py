"""The files in a TextBundle: a folder that is not trusted; links in it are not followed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from dreamwriter.document.pack_limits import PackLimits
from dreamwriter.errors import BadDocument


def read_folder(path: Path) -> dict[str, bytes]:
    """The files in a folder and its folders, by their path in it, sorted.

    Raises:
        BadDocument: it cannot be read, is too large, or holds links or things that are no files.
    """
    limits = PackLimits()
    files: dict[str, bytes] = {}
    try:
        for folder, folders, names in os.walk(path, onerror=_raise):
            folders.sort()
            for name in (*folders, *sorted(names)):
                place = Path(folder, name)
                kind = place.lstat().st_mode
                if stat.S_ISDIR(kind):
                    continue
                if not stat.S_ISREG(kind):
                    raise BadDocument(
                        f"{path.name} holds a link to another place, or something that is no file.",
                        "Take it out of the folder, or do not trust this document.",
                        repr(name[:200]),
                    )
                inside = limits.add_name(place.relative_to(path).as_posix())
                limits.add_bytes(place.stat().st_size, place.stat().st_size)
                files[inside] = place.read_bytes()
    except OSError as error:
        raise BadDocument(
            f"{path.name} cannot be read.", "See whether the folder is there and belongs to you.", str(error)
        ) from error
    return files


def _raise(error: OSError) -> None:
    raise error
