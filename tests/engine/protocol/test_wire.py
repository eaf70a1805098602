"""Tests of the wire format: every message comes back as it went, and nothing else comes through."""

from __future__ import annotations

import dataclasses
import io
import json
import struct
import tracemalloc
import types
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import ProtocolViolation
from engine.protocol.events import DreamStep, Event, ModelState, TextPiece
from engine.protocol.messages import (
    PROTOCOL_VERSION,
    Cancel,
    Downward,
    Heartbeat,
    Hello,
    Message,
    Shutdown,
    Submit,
    Told,
    Upward,
)
from engine.protocol.requests import Continue, LoadModel, Request, WriteArticle
from engine.protocol.values import PaintSettings, PicturePart, Recipe, TextPart
from engine.protocol.wire import MAX_BLOBS, MAX_FRAME, MAX_HEADER, pack, read_down, read_up, write_frame

SCALARS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    int: st.integers(-(2**63), 2**63 - 1),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bytes: st.binary(max_size=50),
    types.NoneType: st.none(),
}
FIXED = ">4sHHI"


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of a declared type."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        hints = get_type_hints(hint)
        return st.builds(hint, **{name: values(inner) for name, inner in hints.items()})
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=3).map(tuple)
    return SCALARS[hint] if hint in SCALARS else st.one_of([values(option) for option in get_args(hint)])


def frame(message: Message) -> bytes:
    return b"".join(pack(message))


def raw_frame(header: object, *blobs: bytes) -> bytes:
    """A frame with any header."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    lengths = struct.pack(f">{len(blobs)}I", *map(len, blobs))
    return struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, len(blobs), len(text)) + lengths + text + b"".join(blobs)


@pytest.mark.parametrize("cls", [*get_args(Request)], ids=lambda cls: cls.__name__)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_every_request_comes_back(cls: type[Any], data: st.DataObject) -> None:
    message = Submit(data.draw(st.integers(0, 2**63 - 1)), data.draw(values(cls)))
    assert read_down(io.BytesIO(frame(message))) == message


@pytest.mark.parametrize("cls", [*get_args(Event)], ids=lambda cls: cls.__name__)
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_every_event_comes_back(cls: type[Any], data: st.DataObject) -> None:
    message = Told(data.draw(st.none() | st.integers(0, 2**63 - 1)), data.draw(values(cls)))
    assert read_up(io.BytesIO(frame(message))) == message


def test_every_other_message_comes_back() -> None:
    down: list[Downward] = [Cancel(3), Shutdown()]
    up: list[Upward] = [Hello(), Heartbeat()]
    assert [read_down(io.BytesIO(frame(message))) for message in down] == down
    assert [read_up(io.BytesIO(frame(message))) for message in up] == up


def test_messages_follow_one_another_until_the_stream_ends() -> None:
    stream = io.BytesIO()
    picture = PicturePart(b"\x89PNG" * 1000, "a fox")
    request = Continue((TextPart("Né "), picture, PicturePart(b""), picture), paint=PaintSettings(guidance=2))
    write_frame(stream, Submit(1, request))
    write_frame(stream, Cancel(1))
    stream.seek(0)
    assert read_down(stream) == Submit(1, request)
    assert read_down(stream) == Cancel(1)
    assert read_down(stream) is None


def test_a_whole_number_is_welcome_as_a_float_and_becomes_one() -> None:
    message = read_down(io.BytesIO(frame(Submit(1, WriteArticle("x", paint=PaintSettings(guidance=3))))))
    assert isinstance(message, Submit)
    assert isinstance(message.request, WriteArticle)
    assert type(message.request.paint.guidance) is float


@pytest.mark.parametrize(
    "request_",
    [
        WriteArticle("x", seed=2**63),
        WriteArticle("x", seed=True),
        WriteArticle("x", seed=1.0),  # type: ignore[arg-type]
        WriteArticle("x", pictures="many"),  # type: ignore[arg-type]
        WriteArticle("x", paint=PaintSettings(guidance=float("inf"))),
        WriteArticle("half \ud800"),
        WriteArticle(b"x"),  # type: ignore[arg-type]
        Continue([TextPart("a list")]),  # type: ignore[arg-type]
        Continue((WriteArticle("x"),)),  # type: ignore[arg-type]
        Continue((PicturePart("text"),)),  # type: ignore[arg-type]
        Continue((PicturePart(b""),) * (MAX_BLOBS + 1)),
        LoadModel("x" * MAX_HEADER),
        "text",
        None,
    ],
    ids=lambda request: repr(request)[:40],
)
def test_what_does_not_fit_is_not_sent(request_: Any) -> None:
    stream = io.BytesIO()
    with pytest.raises(ProtocolViolation):
        write_frame(stream, Submit(1, request_))
    assert stream.getvalue() == b""


def test_only_messages_are_sent() -> None:
    for other in (TextPart("x"), WriteArticle("x"), TextPiece("x"), object(), Hello):
        with pytest.raises(ProtocolViolation):
            pack(other)  # type: ignore[arg-type]


def test_a_frame_that_is_too_large_is_not_sent() -> None:
    blob = bytes(64 << 20)
    with pytest.raises(ProtocolViolation):
        pack(Submit(1, Continue((PicturePart(blob),) * 4)))
    assert sum(map(len, pack(Submit(1, Continue((PicturePart(blob),) * 3))))) < MAX_FRAME


CANCEL = {"type": "Cancel", "job": 1}
ARTICLE = json.loads(pack(Submit(1, WriteArticle("x")))[0][struct.calcsize(FIXED) :])
STEP = {"type": "DreamStep", "index": 0, "step": 1, "steps": 2, "preview": 0}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"type": "Cancel", "job": NaN}',
        b'{"type": "Cancel", "job": ' + b"9" * 5000 + b"}",
        None,
        [],
        {},
        {"type": "Cancel"},
        {"type": ["Cancel"], "job": 1},
        {"type": "os.system", "command": "true"},
        {"type": "PicturePart", "data": 0, "caption": ""},
        {**CANCEL, "more": 1},
        {**CANCEL, "job": "1"},
        {**CANCEL, "job": 1.0},
        {**CANCEL, "job": True},
        {**CANCEL, "job": None},
        {**CANCEL, "job": 2**63},
        {"type": "Hello", "version": 1},
        {**ARTICLE, "request": CANCEL},
        {**ARTICLE, "request": None},
        {**ARTICLE, "request": {**ARTICLE["request"], "seed": None}},
        {**ARTICLE, "request": {**ARTICLE["request"], "pictures": "none"}},
        {**ARTICLE, "request": {**ARTICLE["request"], "length": 3}},
        {**ARTICLE, "request": {**ARTICLE["request"], "prompt": "\ud800"}},
        {**ARTICLE, "request": {**ARTICLE["request"], "paint": {**ARTICLE["request"]["paint"], "guidance": 10**400}}},
    ],
    ids=lambda data: str(data)[:60],
)
def test_what_does_not_fit_is_not_read(data: Any) -> None:
    with pytest.raises(ProtocolViolation):
        read_down(io.BytesIO(raw_frame(data)))


@pytest.mark.parametrize("place", [-1, 1, True, None, "0", 0.0])
def test_a_blob_must_be_in_its_place(place: Any) -> None:
    told = {"type": "Told", "job": 1, "event": {**STEP, "preview": place}}
    with pytest.raises(ProtocolViolation):
        read_up(io.BytesIO(raw_frame(told, b"blob")))


def test_every_blob_belongs_to_something() -> None:
    told = {"type": "Told", "job": 1, "event": STEP}
    assert read_up(io.BytesIO(raw_frame(told, b"one"))) == Told(1, DreamStep(0, 1, 2, b"one"))
    for blobs in ((), (b"one", b"two")):
        with pytest.raises(ProtocolViolation):
            read_up(io.BytesIO(raw_frame(told, *blobs)))


def test_a_blob_is_used_once() -> None:
    part = {"type": "PicturePart", "data": 0, "caption": ""}
    request = {**json.loads(pack(Submit(1, Continue(())))[0][struct.calcsize(FIXED) :])["request"], "parts": [part] * 2}
    with pytest.raises(ProtocolViolation):
        read_down(io.BytesIO(raw_frame({"type": "Submit", "job": 1, "request": request}, b"one", b"two")))


def test_another_version_is_told_from_nonsense() -> None:
    with pytest.raises(ProtocolViolation, match=f"version {PROTOCOL_VERSION + 1}") as caught:
        read_up(io.BytesIO(struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION + 1, 0, 0)))
    assert "same version" in caught.value.advice


def test_a_frame_cut_anywhere_is_refused() -> None:
    whole = frame(Told(1, DreamStep(0, 1, 2, b"preview")))
    for length in range(1, len(whole)):
        with pytest.raises(ProtocolViolation):
            read_up(io.BytesIO(whole[:length]))


@pytest.mark.parametrize(
    "head",
    [
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 0, MAX_HEADER + 1),
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 0, 2**32 - 1),
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, MAX_BLOBS + 1, 2) + bytes(4 * (MAX_BLOBS + 1)),
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 2, 2) + struct.pack(">2I", MAX_FRAME // 2, MAX_FRAME // 2),
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 1, 2) + struct.pack(">I", 2**32 - 1),
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 0, MAX_HEADER) + b"{}",
        struct.pack(FIXED, b"DRMW", PROTOCOL_VERSION, 1, 2) + struct.pack(">I", MAX_FRAME - 100) + b"{}",
    ],
)
def test_a_length_that_lies_takes_no_memory(head: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(ProtocolViolation):
        read_up(io.BufferedReader(io.BytesIO(head)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_are_refused(data: bytes) -> None:
    for read in (read_down, read_up):
        if data:
            with pytest.raises(ProtocolViolation):
                read(io.BytesIO(data))


MESSAGES: list[Message] = [
    Submit(1, Continue((TextPart("Né"), PicturePart(b"abc", "c")), pictures=2)),
    Told(1, DreamStep(0, 1, 2, b"preview")),
    Told(None, ModelState("loading", "m", 0.5)),
    Told(2, TextPiece("words")),
]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(MESSAGES), st.lists(st.tuples(st.integers(0, 1000), st.binary(max_size=4)), min_size=1, max_size=4)
)
def test_a_spoiled_frame_is_a_message_or_refused(message: Message, changes: list[tuple[int, bytes]]) -> None:
    spoiled = bytearray(frame(message))
    for place, piece in changes:
        at = place % len(spoiled)
        spoiled[at : at + len(piece)] = piece
    read = read_down if isinstance(message, Submit) else read_up
    try:
        result = read(io.BytesIO(bytes(spoiled)))
    except ProtocolViolation:
        return
    assert isinstance(result, get_args(Message))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["Submit", "Cancel", "Told", "Hello", "Continue", "TextPart", "Failed"]),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
    st.data(),
)
def test_any_json_is_a_message_or_refused(name: str, value: object, data: st.DataObject) -> None:
    classes = {cls.__name__: cls for cls in (*get_args(Message), *get_args(Request), *get_args(Event), TextPart)}
    fields = [field.name for field in dataclasses.fields(classes[name])]
    header = {"type": name, **{field: data.draw(st.just(value) | st.integers(0, 3)) for field in fields}}
    for read in (read_down, read_up):
        try:
            result = read(io.BytesIO(raw_frame(header)))
        except ProtocolViolation:
            continue
        assert isinstance(result, get_args(Message))


def test_recipes_keep_their_seed() -> None:
    recipe = Recipe("m", "vary", 2**63 - 1, 25, 7.5, 0.0, "", "ddim", 512, 512, "a fox", 0.5)
    told = {"type": "Told", "job": 1, "event": {"type": "PictureReady", "index": 0, "data": 0}}
    told["event"]["recipe"] = {"type": "Recipe", **dataclasses.asdict(recipe)}  # type: ignore[index]
    message = read_up(io.BytesIO(raw_frame(told, b"png")))
    assert isinstance(message, Told)
    assert message.event.recipe == recipe  # type: ignore[union-attr]
