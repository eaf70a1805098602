"""Letters from other threads come in the reader's thread, in order, joined when it is busy, and none after the end."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.mailbox import Mailbox


def sent(box: Mailbox[int], numbers: range) -> None:
    """Put numbers in from another thread, all at once."""
    thread = threading.Thread(target=lambda: [box.put(number) for number in numbers])
    thread.start()
    thread.join()


def test_letters_come_in_order_in_the_readers_thread(qtbot: QtBot) -> None:
    read: list[tuple[int, int]] = []
    box: Mailbox[int] = Mailbox(lambda number: read.append((number, threading.get_ident())))
    sent(box, range(500))
    assert read == []
    qtbot.waitUntil(lambda: len(read) == 500)
    sent(box, range(500, 600))
    qtbot.waitUntil(lambda: len(read) == 600)
    assert read == [(number, threading.get_ident()) for number in range(600)]


def test_what_waits_is_joined(qtbot: QtBot) -> None:
    read: list[int] = []
    box: Mailbox[int] = Mailbox(read.append, lambda one, other: one + other if other % 10 else None)
    sent(box, range(30))
    qtbot.waitUntil(lambda: len(read) == 3)
    assert read == [sum(range(start, start + 10)) for start in (0, 10, 20)]


def test_nothing_is_read_after_the_end(qtbot: QtBot) -> None:
    read: list[int] = []
    box: Mailbox[int] = Mailbox(read.append)
    sent(box, range(5))
    box.close()
    sent(box, range(5))
    qtbot.wait(50)
    assert read == []


def test_a_reader_may_close_it(qtbot: QtBot) -> None:
    read: list[int] = []

    def read_one(number: int) -> None:
        read.append(number)
        box.close()

    box: Mailbox[int] = Mailbox(read_one)
    sent(box, range(5))
    qtbot.wait(50)
    assert read == [0]


def test_a_reader_that_fails_harms_no_other_letter_and_is_heard_of(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    read: list[float] = []
    box: Mailbox[int] = Mailbox(lambda number: read.append(1 / number))
    with qtbot.captureExceptions() as caught:
        sent(box, range(3))
        qtbot.waitUntil(lambda: read == [1.0, 0.5])
    assert "could not be read" in caplog.text
    assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
