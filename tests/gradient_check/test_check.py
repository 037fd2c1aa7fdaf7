"""The gradient check against the plain loop over full forward passes, and against made mistakes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.data import fit_scaling, load_dataset
from bp.gradient_check import GradientCheck, check_gradients
from bp.nn import ACTIVATIONS, Affine, TwoLayerNet, numerical_gradient, recast
from tests.nn.samples import Array, Sizes, few, one_hot_rows, sizes, untouched

SINGLE = sizes.filter(lambda size: size.runs is None)
COLUMNS = [
    "parameter",
    "entries",
    "mean_absolute",
    "largest_absolute",
    "median_relative",
    "largest_relative",
    "judged_relative",
    "kinks",
    "mean_absolute_with_kinks",
    "verdict",
]


def samples_of(size: Sizes, one_hot: bool = False) -> tuple[Array, Array]:
    labels = size.labels()
    return size.normal(size.batch, size.inputs), (
        one_hot_rows(labels, size.classes) if one_hot else labels
    )


def numerical(check: GradientCheck) -> dict[str, Array]:
    """What the check found, in the shape of each parameter."""
    for _ in check.steps():
        pass
    found = {}
    for key, array in check.arrays.items():
        found[key] = np.full(array.shape, np.nan)
        found[key].reshape(-1)[array.checked] = array.numerical
    return found


@few
@given(size=SINGLE, activation=st.sampled_from(sorted(ACTIVATIONS)), one_hot=st.booleans())
def test_the_numbers_of_the_plain_loop(size: Sizes, activation: str, one_hot: bool) -> None:
    network, (x, t) = size.network(activation), samples_of(size, one_hot)
    found = numerical(GradientCheck(network, x, t))
    for key, plain in network.numerical_gradient(x, t).items():
        np.testing.assert_allclose(found[key], plain, rtol=0, atol=1e-9)


@pytest.mark.parametrize("h", [1e-1, 1e-2])
def test_the_numbers_of_the_plain_loop_in_float32(h: float) -> None:
    size = Sizes()
    network, (x, t) = size.network(dtype=np.float32), samples_of(size)
    x = x.astype(np.float32)
    found = numerical(GradientCheck(network, x, t, h=h))
    for key, array in network.params.items():
        plain = numerical_gradient(lambda _: network.loss(x, t), array, h)
        np.testing.assert_allclose(found[key], plain, rtol=0, atol=8e-7 / h)


def test_all_parameters_of_real_digits_with_two_forward_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """That is what makes it fast; how fast is the benchmarks' business."""
    data, passes = load_dataset("digits"), []
    network = TwoLayerNet(64, 10, 10, rng=np.random.default_rng(0))
    x, t = fit_scaling(data, "unit").apply(data.x_train[:3]), data.t_train[:3]
    plain, forward = network.numerical_gradient(x, t), Affine.forward

    def counted(layer: Affine, x: Array) -> Array:
        passes.append(layer)
        return forward(layer, x)

    monkeypatch.setattr(Affine, "forward", counted)
    found = numerical(GradientCheck(network, x, t))
    assert len(passes) == 2 * 2  # of two layers each: for the loss, and for backpropagation
    assert sum(array.size for array in found.values()) == 760
    for key, array in found.items():
        np.testing.assert_allclose(array, plain[key], rtol=0, atol=1e-9)


@pytest.mark.parametrize("scaling", ["raw", "unit", "standard"])
@pytest.mark.parametrize("one_hot", [False, True])
def test_the_report_figures(scaling: str, one_hot: bool) -> None:
    data = load_dataset("mnist-5k")
    network = TwoLayerNet(784, 50, 10, rng=np.random.default_rng(0))
    x, t = fit_scaling(data, scaling).apply(data.x_train[:3]), data.t_train[:3]
    table = check_gradients(network, x, one_hot_rows(t, 10) if one_hot else t)
    mean = table.set_index("parameter")["mean_absolute"]
    assert mean["b1"] < 1e-9
    assert mean["b2"] < 1e-9  # the report family's epsilon costs 1e-7 here
    assert mean["W1"] < (1e-8 if scaling == "raw" else 1e-9)
    assert set(table["verdict"]) <= {"happy", "fine"}


def test_a_row_an_array() -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    table = check_gradients(network, x, t)
    assert list(table.columns) == COLUMNS
    assert list(table["parameter"]) == ["W1", "b1", "W2", "b2"]
    assert list(table["entries"]) == [30, 6, 18, 3]


def test_the_figures_are_those_of_the_table() -> None:
    size = Sizes(batch=3, inputs=7, hidden=9, seed=3)
    network, (x, t) = size.network(), samples_of(size)
    check = GradientCheck(network, x, t, h=0.2)  # so that some steps cross a kink
    numerical(check)
    entries, gradient = check.table(), network.gradient(x, t)
    assert entries["kink"].any()
    assert not entries["kink"].all()
    for row in check.summary().itertuples():
        own = entries[entries["parameter"] == row.parameter]
        by_index = [gradient[str(row.parameter)][index] for index in own["index"]]
        np.testing.assert_array_equal(own["backpropagation"], by_index)
        smooth = own[~own["kink"]]
        size_of = smooth["backpropagation"].abs() + smooth["numerical"].abs()
        difference = (smooth["backpropagation"] - smooth["numerical"]).abs()
        relative = (difference / size_of)[size_of > 0]
        assert row.kinks == own["kink"].sum()
        assert row.mean_absolute == pytest.approx(difference.mean())
        assert row.largest_absolute == pytest.approx(difference.max())
        assert row.median_relative == pytest.approx(relative.median())
        assert row.largest_relative == pytest.approx(relative.max())
        assert row.mean_absolute_with_kinks == pytest.approx(own["difference"].mean())


def test_the_largest_differences_come_first() -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    check = GradientCheck(network, x, t)
    numerical(check)
    whole, largest = check.table(), check.largest(5)
    assert list(largest["difference"]) == sorted(whole["difference"], reverse=True)[:5]


@few
@given(size=SINGLE, seed=st.integers(0, 99))
def test_a_sample_is_a_part_of_the_whole(size: Sizes, seed: int) -> None:
    network, (x, t) = size.network(), samples_of(size)
    whole = GradientCheck(network, x, t)
    some, same = (
        GradientCheck(network, x, t, entries=4, rng=np.random.default_rng(seed)) for _ in range(2)
    )
    every, found, again = numerical(whole), numerical(some), numerical(same)
    for key, array in found.items():
        chosen = np.isfinite(array)
        assert chosen.sum() == min(4, array.size)
        np.testing.assert_array_equal(array, again[key])
        np.testing.assert_allclose(array[chosen], every[key][chosen], rtol=0, atol=1e-12)


def test_a_check_in_pieces_is_the_check_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    size = Sizes()
    network, (x, t) = size.network(), samples_of(size)
    at_once = check_gradients(network, x, t)
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 100)
    check = GradientCheck(network, x, t)
    done = list(check.steps())
    assert len(done) > 10
    assert done == sorted(done)
    assert done[-1] == check.total == check.done == 57
    assert check.summary()["verdict"].equals(at_once["verdict"])
    columns = ["mean_absolute", "largest_absolute", "largest_relative"]
    np.testing.assert_allclose(check.summary()[columns], at_once[columns], rtol=1e-6)


def test_a_check_stops_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 100)
    size = Sizes()
    check = GradientCheck(size.network(), *samples_of(size))
    check.advance_for(0)
    assert 0 < check.done < check.total
    assert check.summary()["entries"].sum() == check.done == len(check.table())
    check.advance_for(60)
    assert check.finished


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_the_network_stays_as_it_was(dtype: Any) -> None:
    size = Sizes()
    network, (x, t) = size.network(dtype=dtype), samples_of(size)
    with untouched(x, t, *network.params.values()):
        check_gradients(network, x, t)


def test_images_and_one_sample() -> None:
    network = TwoLayerNet(6, 4, 3, 1.0, rng=np.random.default_rng(0))
    x, t = np.random.default_rng(1).random((1, 2, 3)), np.array([2])
    assert set(check_gradients(network, x, t)["verdict"]) == {"happy"}


def test_another_precision_is_another_network() -> None:
    network = Sizes().network()
    short = recast(network, np.float32)
    assert {array.dtype for array in short.params.values()} == {np.dtype(np.float32)}
    short.params["W1"] += 1
    np.testing.assert_allclose(network.params["W1"] + 1, short.params["W1"], atol=1e-6)
    same = recast(network, np.float64)
    assert not any(np.shares_memory(same.params[key], network.params[key]) for key in same.params)


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
