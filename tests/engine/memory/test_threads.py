"""How many threads."""

from __future__ import annotations

import time

import torch

from engine.memory.threads import Threads, choose_threads


def test_the_faster_count_wins_and_torch_is_left_as_it_was() -> None:
    before = torch.get_num_threads()

    def faster_with_two() -> None:
        time.sleep(0.001 if torch.get_num_threads() == 2 else 0.01)

    assert choose_threads(faster_with_two, (1, 2)) == 2
    assert torch.get_num_threads() == before


def test_a_second_thread_must_earn_its_place() -> None:
    assert choose_threads(lambda: time.sleep(0.002), (1, 2)) == 1


def test_counts_are_set_for_each_kind_of_work() -> None:
    before = torch.get_num_threads()
    try:
        threads = Threads(wide=2, narrow=1)
        threads.use_wide()
        assert torch.get_num_threads() == 2
        threads.use_narrow()
        assert torch.get_num_threads() == 1
        Threads.unchanged().use_wide()
        assert torch.get_num_threads() == 1
    finally:
        torch.set_num_threads(before)
