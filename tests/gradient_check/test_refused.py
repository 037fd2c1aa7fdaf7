"""What a gradient check refuses, and in which words."""

from typing import Any

import numpy as np
import pytest

from bp.gradient_check import check_gradients
from tests.nn.samples import Sizes, samples_of

NO_SAMPLES = np.zeros((0, 5))


@pytest.mark.parametrize("h", [0, -1e-4, np.nan, np.inf, "1e-4", None, True])
def test_the_step_is_a_positive_number(h: Any) -> None:
    size = Sizes()
    with pytest.raises(ValueError, match="h must be a positive number"):
        check_gradients(size.network(), *samples_of(size), h=h)


@pytest.mark.parametrize("entries", [0, -1, 1.5])
def test_at_least_one_entry(entries: Any) -> None:
    size = Sizes()
    with pytest.raises(ValueError, match="entries must be at least 1"):
        check_gradients(size.network(), *samples_of(size), entries=entries)


def test_at_least_one_sample() -> None:
    with pytest.raises(ValueError, match="no samples"):
        check_gradients(Sizes().network(), NO_SAMPLES, np.zeros(0, int))


def test_a_stack_is_not_checked_as_one() -> None:
    size = Sizes(runs=2)
    with pytest.raises(ValueError, match="one by one"):
        check_gradients(size.network(), *samples_of(Sizes()))


def test_a_loss_that_is_not_a_number_has_no_gradient() -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    network.params["b2"][0] = np.nan
    with pytest.raises(ValueError, match="loss is nan"):
        check_gradients(network, x, t)
