"""Messages <-> JSON and blobs. Only messages and what they are declared to hold can be made. Standard library only.

A value becomes an object `{"type": its class, field: ..., ...}` with every field present; bytes are put aside as
blobs, and the field holds the blob's place. Whatever does not fit the declared types exactly is a `ProtocolViolation`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import types
from collections.abc import Callable, Iterator
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from engine.errors import ProtocolViolation
from engine.protocol import messages

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

_INT_LIMIT = 2**63


def encode(message: messages.Message, blobs: list[bytes]) -> Json:
    """The message as JSON; its bytes are appended to `blobs`, in order.

    Raises:
        ProtocolViolation: it is no message, or a field is not what its declared type says.
    """
    return _encoder(messages.Message)(message, blobs)


def decode(data: Json, blobs: list[bytes], expected: Any) -> Any:
    """The value that JSON and blobs stand for.

    Args:
        data: as `json.loads` gives it. Untrusted.
        blobs: the bytes that belong to it; each must be used exactly once, in order.
        expected: the class, or union of classes, that it must be.

    Raises:
        ProtocolViolation: anything is missing, surplus or of the wrong type.
    """
    places = iter(range(len(blobs)))
    value = _decoder(expected)(data, _Blobs(blobs, places))
    if next(places, None) is not None:
        raise violation("a blob belongs to nothing")
    return value


def violation(detail: str) -> ProtocolViolation:
    """The error for a message that does not fit, with what is wrong about it as detail."""
    return ProtocolViolation(
        "A message between the program and its engine could not be understood.",
        "Try again; if it happens again, install DreamWriter anew.",
        detail,
    )


@dataclasses.dataclass(frozen=True)
class _Blobs:
    """The blobs of a message while it is read."""

    data: list[bytes]
    places: Iterator[int]

    def take(self, place: Json) -> bytes:
        if type(place) is not int or place != next(self.places, None):
            raise violation("a blob is not where it should be")
        return self.data[place]


_Encoder = Callable[[Any, list[bytes]], Json]
_Decoder = Callable[[Json, _Blobs], Any]


@functools.cache
def _fields(cls: type) -> dict[str, Any]:
    """The declared type of each field."""
    hints = get_type_hints(cls)
    return {field.name: hints[field.name] for field in dataclasses.fields(cls)}


def _is_union(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType)


def _scalar(hint: Any, value: Any) -> Any:
    """The scalar if it is of the declared type.

    An int is welcome as a float. Text must be whole characters, numbers finite and of 64 bits.
    """
    if hint is float and type(value) is int:
        value = float(value) if -_INT_LIMIT <= value < _INT_LIMIT else math.inf
    if not isinstance(value, hint) or (isinstance(value, bool) and hint is not bool):
        raise violation(f"{type(value).__name__} in the place of {hint.__name__}")
    if isinstance(value, str) and not _is_whole(value):
        raise violation("text with half a character")
    if isinstance(value, float) and not math.isfinite(value):
        raise violation("a number without end")
    if isinstance(value, int) and not -_INT_LIMIT <= value < _INT_LIMIT:
        raise violation("a number of more than 64 bits")
    return value


def _is_whole(text: str) -> bool:
    """Whether the text has no lone surrogate, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _literal(hint: Any, value: Any) -> Any:
    if not any(type(value) is type(word) and value == word for word in get_args(hint)):
        raise violation(f"a value that is none of {', '.join(map(str, get_args(hint)))}")
    return value


@functools.cache
def _encoder(hint: Any) -> _Encoder:
    """How a value of the declared type becomes JSON."""
    if dataclasses.is_dataclass(hint):
        return functools.partial(_encode_fields, hint)
    if hint is bytes:
        return _encode_bytes
    if hint is types.NoneType:
        return lambda value, blobs: None
    if get_origin(hint) is Literal:
        return lambda value, blobs: _literal(hint, value)
    if get_origin(hint) is tuple:
        return functools.partial(_encode_items, get_args(hint)[0])
    if _is_union(hint):
        return lambda value, blobs: _encoder(_choose(hint, value, _holds))(value, blobs)
    return lambda value, blobs: _scalar(hint, value)


def _encode_fields(cls: Any, value: Any, blobs: list[bytes]) -> Json:
    hints = _fields(cls)
    if not isinstance(value, cls):
        raise violation(f"{type(value).__name__} in the place of {cls.__name__}")
    data: dict[str, Json] = {"type": cls.__name__}
    for name, hint in hints.items():
        data[name] = _encoder(hint)(getattr(value, name), blobs)
    return data


def _encode_bytes(value: Any, blobs: list[bytes]) -> Json:
    if not isinstance(value, bytes):
        raise violation(f"{type(value).__name__} in the place of bytes")
    blobs.append(value)
    return len(blobs) - 1


def _encode_items(hint: Any, value: Any, blobs: list[bytes]) -> Json:
    if not isinstance(value, tuple):
        raise violation(f"{type(value).__name__} in the place of tuple")
    return [_encoder(hint)(item, blobs) for item in value]


@functools.cache
def _decoder(hint: Any) -> _Decoder:
    """How JSON becomes a value of the declared type."""
    if dataclasses.is_dataclass(hint):
        return functools.partial(_decode_fields, hint)
    if hint is bytes:
        return lambda data, blobs: blobs.take(data)
    if hint is types.NoneType:
        return lambda data, blobs: None
    if get_origin(hint) is Literal:
        return lambda data, blobs: _literal(hint, data)
    if get_origin(hint) is tuple:
        return functools.partial(_decode_items, get_args(hint)[0])
    if _is_union(hint):
        return lambda data, blobs: _decoder(_choose(hint, data, _says))(data, blobs)
    return lambda data, blobs: _scalar(hint, data)


def _decode_fields(cls: Any, data: Json, blobs: _Blobs) -> Any:
    hints = _fields(cls)
    if not isinstance(data, dict) or data.get("type") != cls.__name__:
        raise violation(f"no {cls.__name__} where there should be one")
    if data.keys() != {"type", *hints}:
        raise violation(f"missing or surplus in {cls.__name__}: {sorted(data.keys() ^ {'type', *hints})[:5]}")
    return cls(**{name: _decoder(hint)(data[name], blobs) for name, hint in hints.items()})


def _decode_items(hint: Any, data: Json, blobs: _Blobs) -> Any:
    if not isinstance(data, list):
        raise violation(f"{type(data).__name__} in the place of a list")
    return tuple(_decoder(hint)(item, blobs) for item in data)


def _choose(union: Any, value: Any, fits: Callable[[Any, Any], bool]) -> Any:
    """The one member of a union that a value belongs to. `fits` decides for classes of the table."""
    for option in get_args(union):
        if dataclasses.is_dataclass(option):
            if fits(option, value):
                return option
        elif get_origin(option) is Literal:
            if type(value) is str and value in get_args(option):
                return option
        elif type(value) is option or (option is float and type(value) is int):
            return option
    raise violation("a value of a type that has no place here")


def _holds(cls: Any, value: Any) -> bool:
    return type(value) is cls


def _says(cls: Any, data: Any) -> bool:
    return isinstance(data, dict) and data.get("type") == cls.__name__
