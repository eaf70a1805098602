"""Cycles end in the window's thread, and nowhere else."""

from __future__ import annotations

import gc
import threading

from pytestqt.qtbot import QtBot

from dreamwriter.engine_client.garbage import GarbageCollection


class Loop:
    """A cycle that notes where it ends."""

    ended: list[int]

    def __init__(self, ended: list[int]) -> None:
        self.ended = ended
        self.self = self

    def __del__(self) -> None:
        self.ended.append(threading.get_ident())


def test_cycles_end_in_the_window_s_thread(qtbot: QtBot) -> None:
    collection = GarbageCollection()
    ended: list[int] = []
    thread = threading.Thread(target=lambda: [Loop(ended) for _ in range(20_000)])
    thread.start()
    thread.join()
    assert ended == []
    qtbot.waitUntil(lambda: len(ended) == 20_000, timeout=30_000)
    assert set(ended) == {threading.get_ident()}
    collection.close()
    assert gc.isenabled()


def test_what_the_program_is_made_of_is_spared_until_the_end(qtbot: QtBot) -> None:
    collection = GarbageCollection()
    collection.spare_what_is_there()
    assert gc.get_freeze_count() > 0
    collection.close()
    assert gc.get_freeze_count() == 0
