"""The files in a TextPack: a zip that is not trusted, read with every size counted as it comes out."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from dreamwriter.document.pack_limits import PackLimits
from dreamwriter.errors import BadDocument

_BLOCK = 1 << 18
_PACKED_ALREADY = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def read_pack(path: Path) -> dict[str, bytes]:
    """The files in a zip, by their path in it; folders are left out.

    Raises:
        BadDocument: it is no zip, cut off, damaged, locked with a password, too large when unpacked, or it
            holds links or names that lead out of it.
    """
    try:
        with path.open("rb") as file:
            return _read(file, path.stat().st_size, path.name)
    except OSError as error:
        raise BadDocument(
            f"{path.name} cannot be read.", "See whether the file is there and belongs to you.", str(error)
        ) from error


def read_packed(data: bytes, name: str) -> dict[str, bytes]:
    """The files in a zip that is in memory, as `read_pack` gives them.

    Args:
        name: how to call it in an error.

    Raises:
        BadDocument: as `read_pack`.
    """
    return _read(io.BytesIO(data), len(data), name)


def _read(file: IO[bytes], size: int, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(file) as pack:
            limits = PackLimits(packed_bytes=size)
            infos = [info for info in pack.infolist() if not info.is_dir()]
            names = [limits.add_name(info.orig_filename) for info in infos]
            for info in infos:
                _check_entry(info)
            return {name: _read_entry(pack, info, limits) for name, info in zip(names, infos, strict=True)}
    except BadDocument:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise BadDocument(
            f"{name} is no TextPack, or it is damaged or cut off.",
            "Take another copy of it, or choose another file.",
            f"{type(error).__name__}: {error}",
        ) from error


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 0x1:
        raise BadDocument(
            "The document is locked with a password.", "Unpack it with the program that made it, and open the folder."
        )
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise BadDocument(
            "The document holds a link to another place, so it was not opened.",
            "Do not trust this file; ask where it comes from.",
            repr(info.filename[:200]),
        )
    if info.compress_type not in _METHODS:
        raise BadDocument(
            "The document is packed in a way that is not usual for TextPacks.",
            "Unpack it with another program, and open the folder.",
            f"method {info.compress_type}",
        )


def _read_entry(pack: zipfile.ZipFile, info: zipfile.ZipInfo, limits: PackLimits) -> bytes:
    """One file, counted while it is unpacked: what the zip says about sizes is not believed."""
    data = io.BytesIO()
    with pack.open(info) as stream:
        while block := stream.read(_BLOCK):
            data.write(block)
            limits.add_bytes(len(block), data.tell())
    return data.getvalue()


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files, in their order. The same files give the same bytes: there is no time in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            stored = name.lower().endswith(_PACKED_ALREADY)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            pack.writestr(info, data)
    return out.getvalue()
