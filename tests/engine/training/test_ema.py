"""The moving average of weights."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from engine.training.ema import Ema


def averaged(value: float, decay: float = 0.9) -> tuple[nn.Parameter, Ema]:
    parameter = nn.Parameter(torch.full((3,), value))
    return parameter, Ema([parameter], decay)


def test_the_decay_grows() -> None:
    parameter, ema = averaged(0.0, decay=0.25)
    expected = 0.0
    for update, decay in enumerate((2 / 11, 3 / 12, 0.25, 0.25), start=1):
        parameter.data.fill_(float(update))
        ema.update()
        expected = decay * expected + (1 - decay) * update
        assert torch.allclose(ema.averages[0], torch.full((3,), expected))


def test_applied_only_inside() -> None:
    parameter, ema = averaged(1.0)
    parameter.data.fill_(5.0)
    with ema.applied():
        assert torch.equal(parameter.data, torch.ones(3))
    assert torch.equal(parameter.data, torch.full((3,), 5.0))
    ema.swap_in()
    assert torch.equal(parameter.data, torch.ones(3))


def test_it_goes_on_from_a_state() -> None:
    parameter, ema = averaged(0.0)
    parameter.data.fill_(2.0)
    ema.update()
    other_parameter, other = averaged(9.0)
    other.load({"updates": ema.updates, "averages": [average.clone() for average in ema.averages]})
    for value, average in ((parameter, ema), (other_parameter, other)):
        value.data.fill_(4.0)
        average.update()
    assert torch.equal(ema.averages[0], other.averages[0])
    assert other.state()["updates"] == 2


def test_a_state_of_other_parameters_is_refused() -> None:
    _, ema = averaged(0.0)
    with pytest.raises(ValueError, match="other shapes"):
        ema.load({"updates": 1, "averages": [torch.zeros(4)]})
