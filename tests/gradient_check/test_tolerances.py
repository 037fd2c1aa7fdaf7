"""Verdicts by CS231n's bands, and never a wrong one on a right network."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.gradient_check import (
    STEPS,
    VERDICTS,
    check_gradients,
    error_by_step,
    relative_error,
)
from bp.gradient_check.tolerances import verdict_on, worst
from bp.nn import ACTIVATIONS
from tests.nn.samples import Sizes, few, sizes


@pytest.mark.parametrize(
    ("a", "n", "error"),
    [(0, 0, 0), (1, 1, 0), (1, 0, 1), (0, -2, 1), (1, -1, 1), (1, 3, 0.5), (1e-300, 3e-300, 0.5)],
)
def test_the_relative_error(a: float, n: float, error: float) -> None:
    assert relative_error(np.array([a]), np.array([n]))[0] == pytest.approx(error)


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (0, "happy"),
        (1e-7, "happy"),
        (1.1e-7, "fine"),
        (1e-4, "fine"),
        (1.1e-4, "uncomfortable"),
        (1e-2, "uncomfortable"),
        (1.1e-2, "probably wrong"),
        (np.inf, "probably wrong"),
    ],
)
def test_the_bands(error: float, verdict: str) -> None:
    assert verdict_on(error, blur=0) == verdict
    blurred = verdict if verdict == "probably wrong" else "too coarse to tell"
    assert verdict_on(error, blur=0.02) == blurred


def test_the_worst_of_several() -> None:
    assert worst(["happy", "fine", "happy"]) == "fine"
    assert worst(["uncomfortable", "too coarse to tell"]) == "uncomfortable"
    assert [verdict.mark for verdict in VERDICTS.values()] == ["✓", "✓", "?", "△", "✗"]


@few
@given(
    size=sizes.filter(lambda size: size.runs is None),
    activation=st.sampled_from(sorted(ACTIVATIONS)),
    precision=st.sampled_from(["float64", "float32"]),
    h=st.sampled_from([1e-2, 1e-3, 1e-4, 1e-6, 1e-8, 1e-10, 1e-12]),
)
def test_a_right_network_is_never_called_wrong(
    size: Sizes, activation: str, precision: str, h: float
) -> None:
    x = size.normal(size.batch, size.inputs).astype(precision)
    table = check_gradients(size.network(activation, precision), x, size.labels(), h=h)
    assert not set(table["verdict"]) & {"uncomfortable", "probably wrong"}


@pytest.mark.parametrize("h", [1e5, 1e300, 1e308])
def test_a_step_beyond_all_measure_makes_nobody_happy_without_a_reason(h: float) -> None:
    size = Sizes()
    table = check_gradients(size.network(), size.normal(4, 5), size.labels(), h=h)
    judged = table[table["entries"] > table["kinks"]].set_index("parameter")
    assert judged.loc["W2", "verdict"] in {"too coarse to tell", "probably wrong"}


def test_float32_is_too_coarse_for_the_usual_step() -> None:
    size = Sizes(hidden=50)
    x = size.normal(4, 5).astype(np.float32)
    network = size.network(dtype=np.float32)
    network.params["W2"] *= 0.01
    table = check_gradients(network, x, size.labels(), h=1e-5).set_index("parameter")
    assert table.loc["W1", "verdict"] == "too coarse to tell"


def test_dead_units_have_equal_gradients() -> None:
    size = Sizes()
    network = size.network()
    network.params["b1"] -= 1_000
    table = check_gradients(network, size.normal(4, 5), size.labels())
    assert list(table["verdict"][:3]) == ["happy"] * 3
    assert list(table["mean_absolute"][:3]) == [0] * 3


def test_truncation_on_one_side_and_rounding_on_the_other() -> None:
    size = Sizes()
    x, t = size.normal(4, 5), size.labels()
    errors = error_by_step(size.network("sigmoid"), x, t).set_index("h")["relative_error"]
    assert list(errors.index) == list(STEPS)
    assert STEPS[0] == 0.1
    assert STEPS[-1] == 1e-12
    assert errors[1e-1] / errors[1e-2] == pytest.approx(100, rel=0.1)  # goes with h squared
    assert 1e-7 < errors.sort_values().index[0] < 1e-3
    assert errors[1e-10] > 30 * errors[1e-7]  # goes with 1 / h
    short = error_by_step(size.network("sigmoid", np.float32), x.astype(np.float32), t)
    short = short.sort_values("relative_error")
    assert short["relative_error"].iloc[0] > 1e3 * errors.min()
    assert short["h"].iloc[0] > 1e-4
