"""What else is told of a scene: the sky fits the weather."""

from itertools import product

from engine.storybook.details import TIME_CHANGES, time_changes
from engine.storybook.scene import TIMES, WEATHERS, Scene, Subject


def test_sun_and_stars_come_out_only_under_a_clear_sky():
    for time, weather in product(TIMES, WEATHERS):
        found = time_changes(Scene((Subject("fox", "red"),), "meadow", time, weather))
        assert found
        if weather == "clear":
            assert found == TIME_CHANGES[time]
        else:
            assert not any(word in " ".join(found) for word in ("stars", "sun ", "bright", "shadows", "pale"))
