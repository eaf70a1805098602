"""Tests of the scripted channel's own ways; what it shares with a process is in the contract suite."""

from __future__ import annotations

import time

import pytest

from dreamwriter.engine_client.scripted import OPENING, Pause, Script, ScriptedChannel
from dreamwriter.errors import EngineGone
from engine.protocol.events import Failed, Finished, JobStarted, ModelState, TextPiece
from engine.protocol.messages import Cancel, Heartbeat, Hello, Shutdown, Submit, Told, Upward
from engine.protocol.requests import Ask, Illustrate, WriteArticle
from engine.protocol.values import Stats
from engine.protocol.wire import ProtocolViolation

SCRIPT: Script = {WriteArticle: (TextPiece("words"),), Illustrate: (Pause(60),)}


def told(channel: ScriptedChannel) -> list[Upward]:
    """Everything up to the first silence."""
    messages: list[Upward] = []
    while (message := channel.receive(0)) != Heartbeat():
        assert message is not None
        messages.append(message)
    return messages


def of_jobs(messages: list[Upward]) -> list[Told]:
    return [message for message in messages if isinstance(message, Told) and message.job is not None]


def test_it_opens_and_then_waits_for_jobs() -> None:
    messages = told(ScriptedChannel(SCRIPT))
    assert messages == [Hello(), *(Told(None, step) for step in OPENING if isinstance(step, ModelState))]


def test_it_plays_by_type_of_request_and_ends_by_itself() -> None:
    channel = ScriptedChannel(SCRIPT)
    channel.send(Submit(1, WriteArticle("x")))
    assert of_jobs(told(channel)) == [
        Told(1, JobStarted()),
        Told(1, TextPiece("words")),
        Told(1, Finished("stop", Stats())),
    ]


def test_what_is_not_in_the_script_fails() -> None:
    channel = ScriptedChannel(SCRIPT)
    channel.send(Submit(1, Ask(())))
    last = of_jobs(told(channel))[-1].event
    assert isinstance(last, Failed)
    assert last.code == "bad-request"


def test_a_function_may_be_the_script() -> None:
    channel = ScriptedChannel(lambda request: [TextPiece(type(request).__name__)])
    channel.send(Submit(1, Ask(())))
    assert Told(1, TextPiece("Ask")) in told(channel)


def test_it_waits_no_longer_than_asked() -> None:
    channel = ScriptedChannel(SCRIPT)
    channel.send(Submit(1, Illustrate("x")))
    told(channel)
    start = time.monotonic()
    assert channel.receive(0.1) == Heartbeat()
    assert 0.1 <= time.monotonic() - start < 0.5
    channel.send(Cancel(1))
    assert of_jobs(told(channel)) == []


def test_it_refuses_what_a_process_would_refuse() -> None:
    channel = ScriptedChannel({WriteArticle: (TextPiece(1),)})  # type: ignore[arg-type]
    with pytest.raises(ProtocolViolation):
        channel.send(Submit(1, WriteArticle("x", seed=2**64)))
    channel.send(Submit(1, WriteArticle("x")))
    with pytest.raises(ProtocolViolation):
        told(channel)


def test_it_ends_when_told_to() -> None:
    channel = ScriptedChannel(SCRIPT)
    assert channel.last_words() == ""
    channel.send(Shutdown())
    with pytest.raises(EngineGone):
        told(channel)
    channel.close()
    with pytest.raises(EngineGone):
        channel.receive(0)
