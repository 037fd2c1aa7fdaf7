"""The report's fruit stall: values forward, gradients backward."""

import numpy as np
import pytest

from bp.nn import AddLayer, MulLayer
from tests.nn.samples import Sizes, assert_gradient, read_only, untouched


def test_two_apples() -> None:
    fruit, tax = MulLayer(), MulLayer()

    assert fruit.forward(100, 2) == 200
    assert tax.forward(200, 1.1) == pytest.approx(220)

    d_price, d_tax = tax.backward(1)
    assert d_tax == pytest.approx(200)
    assert fruit.backward(d_price) == pytest.approx((2.2, 110))


def test_two_apples_and_three_oranges() -> None:
    apples, oranges, total, tax = MulLayer(), MulLayer(), AddLayer(), MulLayer()

    price = total.forward(apples.forward(100, 2), oranges.forward(150, 3))
    assert price == 650
    assert tax.forward(price, 1.1) == pytest.approx(715)

    d_price, d_tax = tax.backward(1)
    d_apples, d_oranges = total.backward(d_price)
    assert d_tax == pytest.approx(650)
    assert (d_apples, d_oranges) == pytest.approx((1.1, 1.1))
    assert apples.backward(d_apples) == pytest.approx((2.2, 110))
    assert oranges.backward(d_oranges) == pytest.approx((3.3, 165))


@pytest.mark.parametrize("kind", [MulLayer, AddLayer])
@pytest.mark.parametrize("shape", [(), (3,), (2, 3, 4)])
def test_arrays_against_numerical_gradients(
    kind: type[MulLayer | AddLayer], shape: tuple[int, ...]
) -> None:
    x, y, dout = Sizes().normal(3, *shape)
    x, y = np.array(x), np.array(y)
    layer = kind()
    layer.forward(x, y)
    dx, dy = map(np.asarray, layer.backward(dout))

    assert_gradient(lambda: kind().forward(x, y) * dout, x, dx)
    assert_gradient(lambda: kind().forward(x, y) * dout, y, dy)


@pytest.mark.parametrize("kind", [MulLayer, AddLayer])
def test_nothing_is_written_into_what_was_given(kind: type[MulLayer | AddLayer]) -> None:
    x, y, dout = Sizes().normal(3, 2, 4)
    layer = kind()
    with untouched(x, y, dout):
        layer.forward(x, y)
        for gradient in layer.backward(dout):
            gradient += 1  # the caller's own, not another name for dout
    layer.forward(read_only(x), read_only(y))
    layer.backward(read_only(dout))
