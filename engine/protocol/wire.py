"""The wire: one message is one frame of a JSON header and binary blobs. Standard library only.

A frame, all numbers big-endian:

    4 bytes   b"DRMW"
    2 bytes   protocol version
    2 bytes   number of blobs
    4 bytes   length of the header
    4 bytes   length, for each blob
    header    UTF-8 JSON, see `engine.protocol.codec`
    blobs     one after another

A length is checked before what it measures is read, so that a broken or hostile other side cannot fill the memory.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NoReturn, cast

from engine.errors import ProtocolViolation
from engine.protocol.codec import Json, decode, encode, violation
from engine.protocol.messages import PROTOCOL_VERSION, Downward, Message, Upward

__all__ = ["ProtocolViolation", "MAX_BLOBS", "MAX_FRAME", "MAX_HEADER", "pack", "read_down", "read_up", "write_frame"]

MAGIC = b"DRMW"
MAX_HEADER = 4 << 20
"""Bytes of JSON: twice a long novel. Parsed JSON takes up to about 25 times as much memory as its text."""
MAX_BLOBS = 1024
"""More pictures than a model reads at once."""
MAX_FRAME = 256 << 20
"""Bytes of a whole frame: four pictures of the largest size that is accepted (64 MB of file)."""

_FIXED = struct.Struct(">4sHHI")
_PIECE = 1 << 20


def pack(message: Message) -> list[bytes]:
    """The frame of a message, in pieces to be written one after another. Blobs are not copied.

    Raises:
        ProtocolViolation: the message has a wrong type somewhere, or is too large.
    """
    blobs: list[bytes] = []
    data = encode(message, blobs)
    header = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    lengths = [len(blob) for blob in blobs]
    _check_size(len(header), lengths)
    fixed = _FIXED.pack(MAGIC, PROTOCOL_VERSION, len(blobs), len(header))
    return [fixed + struct.pack(f">{len(blobs)}I", *lengths) + header, *blobs]


def write_frame(stream: BinaryIO, message: Message) -> None:
    """Write a message and flush. Nothing is written if it cannot be packed.

    Raises:
        ProtocolViolation: as `pack`.
        OSError: the other side is gone.
    """
    for piece in pack(message):
        stream.write(piece)
    stream.flush()


def read_down(stream: BinaryIO) -> Downward | None:
    """The next message for the engine, or None at the end of the stream. Blocks.

    Raises:
        ProtocolViolation: what comes is no whole message that goes down.
    """
    return cast("Downward | None", _read(stream, Downward))


def read_up(stream: BinaryIO) -> Upward | None:
    """The next message from the engine, or None at the end of the stream. Blocks.

    Raises:
        ProtocolViolation: what comes is no whole message that comes up.
    """
    return cast("Upward | None", _read(stream, Upward))


def _read(stream: BinaryIO, expected: Any) -> Any:
    first = stream.read(1)
    if not first:
        return None
    magic, version, count, header_length = _FIXED.unpack(first + _exactly(stream, _FIXED.size - 1))
    if magic != MAGIC:
        raise violation("what came does not begin like a message")
    if version != PROTOCOL_VERSION:
        raise ProtocolViolation(
            f"One side speaks version {version} of the language between program and engine, "
            f"the other version {PROTOCOL_VERSION}.",
            "Install the same version of DreamWriter for both.",
        )
    lengths = struct.unpack(f">{count}I", _exactly(stream, 4 * count))
    _check_size(header_length, lengths)
    data = _parse(_exactly(stream, header_length))
    return decode(data, [_exactly(stream, length) for length in lengths], expected)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    """`length` bytes, taken as they come: a length that lies takes no memory."""
    return b"".join(_pieces(stream, length))


def _pieces(stream: BinaryIO, length: int) -> Iterator[bytes]:
    while length:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            raise violation("the stream ended in the middle of a message")
        length -= len(piece)
        yield piece


def _parse(header: bytes) -> Json:
    try:
        return cast(Json, json.loads(header.decode(), parse_constant=_no_constant))
    except (ValueError, RecursionError) as error:
        raise violation(f"the header is no JSON: {error}") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _check_size(header: int, blobs: Sequence[int]) -> None:
    frame = _FIXED.size + 4 * len(blobs) + header + sum(blobs)
    if header <= MAX_HEADER and len(blobs) <= MAX_BLOBS and frame <= MAX_FRAME:
        return
    raise ProtocolViolation(
        "A message between the program and its engine is too large.",
        "Use fewer or smaller pictures, or less text.",
        f"at most {MAX_HEADER} bytes of text, {MAX_BLOBS} pictures and {MAX_FRAME} bytes in all",
    )
