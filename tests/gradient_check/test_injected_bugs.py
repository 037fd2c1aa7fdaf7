"""Backpropagation broken on purpose: each mistake is caught, and where it shows."""

from typing import Any

import numpy as np
import pytest

from bp.gradient_check import MISTAKES, broken, check_gradients
from bp.gradient_check.injected_bugs.network import WEIGHT_DECAY
from bp.nn import ACTIVATIONS, TwoLayerNet
from tests.nn.samples import Array, Sizes, one_hot_rows

SIZE = Sizes(batch=6, inputs=8, hidden=6, classes=6)  # W2 is square, and so is a bias times it
SHOWS_IN = {
    "relu-mask": ["W1", "b1"],
    "batch-size": ["W1", "b1", "W2", "b2"],
    "transpose": ["W1", "b1"],
    "bias-mean": ["b1", "b2"],
    "bias-axis": ["b1", "b2"],
    "one-hot": ["W1", "b1", "W2", "b2"],
    "softmax-batch": ["W1", "b1", "W2", "b2"],
    "w2-doubled": ["W2"],
    "penalty": ["W1", "W2"],
}


def wrong_arrays(network: TwoLayerNet, x: Array, t: Array, **options: Any) -> list[str]:
    table = check_gradients(network, x, t, **options)
    return list(table.loc[table["verdict"] == "probably wrong", "parameter"])


def samples(size: Sizes = SIZE) -> tuple[Array, Array]:
    return size.normal(size.batch, size.inputs), one_hot_rows(size.labels(), size.classes)


def test_every_mistake_is_here() -> None:
    assert set(SHOWS_IN) == set(MISTAKES)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("name", MISTAKES)
def test_each_is_caught_where_it_is_made(name: str, activation: str) -> None:
    network, (x, t) = SIZE.network(activation), samples()
    assert wrong_arrays(network, x, t) == []
    changes_nothing = (name, activation) == ("relu-mask", "identity")  # whose slope is 1
    expected = [] if changes_nothing else SHOWS_IN[name]
    assert wrong_arrays(broken(network, name), x, t) == expected
    assert wrong_arrays(network, x, t) == []  # the copy is broken, not the network


@pytest.mark.parametrize("name", MISTAKES)
def test_each_is_caught_in_float32_with_a_larger_step(name: str) -> None:
    network, (x, t) = SIZE.network(dtype=np.float32), samples()
    found = wrong_arrays(broken(network, name), x.astype(np.float32), t, h=1e-2)
    assert found == SHOWS_IN[name]


@pytest.mark.parametrize("name", MISTAKES)
def test_the_forward_side_stays_right(name: str) -> None:
    network, (x, t) = SIZE.network(), samples()
    wrong, gradient = broken(network, name), network.gradient(x, t)
    penalty = WEIGHT_DECAY if name == "penalty" else 0
    squares = sum((network.params[key] ** 2).sum() for key in ("W1", "W2"))
    assert wrong.loss(x, t) == pytest.approx(network.loss(x, t) + penalty / 2 * squares, rel=1e-14)
    for key, plain in wrong.numerical_gradient(x, t).items():
        decay = penalty * network.params[key] if key in ("W1", "W2") else 0
        np.testing.assert_allclose(plain, gradient[key] + decay, atol=1e-6)


def test_a_bias_gradient_of_another_size_is_refused() -> None:
    fewer = Sizes(batch=3, inputs=8, hidden=6, classes=6)
    with pytest.raises(ValueError, match=r"has 3 entries.*b2 has 6.*as many samples as classes: 6"):
        check_gradients(broken(fewer.network(), "bias-axis"), *samples(fewer))
    wide = Sizes(batch=6, inputs=8, hidden=7, classes=6)  # where b1 has another size, too
    assert wrong_arrays(broken(wide.network(), "bias-axis"), *samples(wide)) == ["b2"]


@pytest.mark.parametrize("name", ["batch-size", "bias-mean", "softmax-batch"])
def test_no_mistake_with_one_sample(name: str) -> None:
    one = Sizes(batch=1, inputs=8, hidden=6, classes=6)
    assert wrong_arrays(broken(one.network(), name), *samples(one)) == []


def test_labels_may_be_taken_for_labels() -> None:
    x, _ = samples()
    assert wrong_arrays(broken(SIZE.network(), "one-hot"), x, SIZE.labels()) == []


def test_a_mask_of_units_that_are_all_on() -> None:
    network, (x, t) = SIZE.network(), samples()
    network.params["b1"] += 100
    assert wrong_arrays(broken(network, "relu-mask"), x, t) == []


def test_numpy_itself_refuses_w_where_it_is_not_square() -> None:
    with pytest.raises(ValueError, match=r"W2 is 50 × 10.*with 10 hidden units"):
        broken(TwoLayerNet(4, 50, 10), "transpose")


def test_an_unknown_mistake() -> None:
    with pytest.raises(ValueError, match="Unknown mistake 'typo': choose one of relu-mask, "):
        broken(SIZE.network(), "typo")


@pytest.mark.parametrize("key", ["W1", "b1", "W2", "b2"])
@pytest.mark.parametrize("factor", [0.0, 0.9, 1.1, -1.0, np.nan])
def test_a_single_wrong_entry(key: str, factor: float) -> None:
    network, (x, t) = SIZE.network(), samples()
    right = network.gradient(x, t)
    right[key].reshape(-1)[np.abs(right[key]).argmax()] *= factor
    network.gradient = lambda *_: right  # type: ignore[method-assign]
    assert wrong_arrays(network, x, t) == [key]
