"""The prompts that an empty page offers are about what the included model knows."""

from __future__ import annotations

import re

from dreamwriter.editor.welcome import SAMPLES
from engine.storybook.scene import KINDS


def test_each_sample_names_one_thing_of_the_models_world() -> None:
    longest_first = "|".join(sorted(KINDS, key=len, reverse=True))  # an opera house is no house
    found = [re.findall(rf"\b(?:{longest_first})s?\b", words) for words in SAMPLES]
    assert [len(kinds) for kinds in found] == [1] * len(SAMPLES)
    assert len({kinds[0] for kinds in found}) == len(SAMPLES)
