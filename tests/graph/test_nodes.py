"""Values and gradients on the edges of a graph: the report's figures, and numerical gradients."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.graph.examples import SHOPPING_INPUTS, apples, apples_and_oranges, network_nodes
from bp.graph.nodes import GraphPass, Node, pass_through
from bp.nn import ACTIVATIONS, AddLayer, MulLayer, TwoLayerNet
from tests.nn.samples import Array, Sizes, assert_gradient, few, untouched

SQUARE = (Node("square", MulLayer(), ("x", "x"), "y"),)


def shopping() -> GraphPass:
    return pass_through(apples_and_oranges(), SHOPPING_INPUTS)


def test_two_apples() -> None:
    record = pass_through(apples(), {"apple": 100, "apple number": 2, "tax": 1.1})
    assert record.values["apple price"] == 200
    assert record.values["total"] == pytest.approx(220)
    expected = {"apple": 2.2, "apple number": 110, "tax": 200, "apple price": 1.1, "total": 1}
    assert record.gradients == pytest.approx(expected)


def test_two_apples_and_three_oranges() -> None:
    record = shopping()
    assert record.values["price"] == 650
    assert record.values["total"] == pytest.approx(715)
    expected = {"apple number": 110, "apple": 2.2, "orange": 3.3, "orange number": 165, "tax": 650}
    for edge, gradient in expected.items():
        assert record.gradients[edge] == pytest.approx(gradient)


@few
@given(st.lists(st.floats(-10, 10), min_size=5, max_size=5))
def test_any_prices_against_numerical_gradients(amounts: list[float]) -> None:
    """Of 2,000 in all at most: the last bit of more, divided by h, would show in the gradient."""
    inputs = {name: np.array(x) for name, x in zip(SHOPPING_INPUTS, amounts, strict=True)}
    record = pass_through(apples_and_oranges(), inputs)
    for name, amount in inputs.items():
        gradient = np.asarray(record.gradients[name])
        assert_gradient(
            lambda: pass_through(apples_and_oranges(), inputs).values["total"], amount, gradient
        )


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_network_is_its_own_graph(activation: str) -> None:
    of = Sizes()
    network, x, t = of.network(activation), of.normal(of.batch, of.inputs), of.labels()
    with untouched(x, t, *network.params.values()):
        record = pass_through(network_nodes(network), {"x": x, "t": t})
    assert record.values["loss"] == network.loss(x, t)
    for key, gradient in network.gradient(x, t).items():
        np.testing.assert_array_equal(record.gradients[key], gradient)
        np.testing.assert_array_equal(record.values[key], network.params[key])
    assert "t" not in record.gradients


@pytest.mark.parametrize("edge", ["x", "a1", "z1", "a2"])
def test_the_networks_inner_edges_against_numerical_gradients(edge: str) -> None:
    of = Sizes()
    nodes, x, t = network_nodes(of.network()), of.normal(of.batch, of.inputs), of.labels()
    record = pass_through(nodes, {"x": x, "t": t})
    value: Array = record.values[edge].copy()
    rest = nodes[["x", "a1", "z1", "a2"].index(edge) :]
    assert_gradient(
        lambda: pass_through(rest, {edge: value, "t": t}).values["loss"],
        value,
        record.gradients[edge],
    )


def test_a_gradient_has_the_shape_of_its_value() -> None:
    network = TwoLayerNet(6, 4, 3)
    record = pass_through(network_nodes(network), {"x": np.ones((2, 6)), "t": np.array([0, 2])})
    for edge, gradient in record.gradients.items():
        assert np.shape(gradient) == np.shape(record.values[edge]), edge


def test_a_value_read_twice_gets_the_sum() -> None:
    record = pass_through(SQUARE, {"x": 3.0})
    assert record.values["y"] == 9
    assert record.gradients["x"] == 6
    twice = pass_through((Node("double", AddLayer(), ("x", "x"), "y"),), {"x": 3.0})
    assert twice.gradients["x"] == 2


def test_the_steps_go_there_and_back() -> None:
    names = [(step.node.name, step.backward) for step in shopping().steps]
    forward = ["apples", "oranges", "sum", "tax"]
    assert names == [(n, False) for n in forward] + [(n, True) for n in reversed(forward)]


def test_what_is_known_after_each_step() -> None:
    record = shopping()
    assert record.values_after(0) == set(SHOPPING_INPUTS)
    assert record.values_after(1) == {*SHOPPING_INPUTS, "apple price"}
    assert record.values_after(4) == record.values_after(8) == set(record.values)
    assert record.gradients_after(4) == set()
    assert record.gradients_after(5) == {"total", "tax", "price"}
    assert record.gradients_after(8) == set(record.gradients)


def test_each_reader_has_its_edge() -> None:
    ends = [
        (edge.name, edge.source and edge.source.name, edge.target and edge.target.name)
        for edge in pass_through(apples(), SHOPPING_INPUTS).edges
    ]
    assert ends == [
        ("apple", None, "apples"),
        ("apple number", None, "apples"),
        ("apple price", "apples", "tax"),
        ("tax", None, "tax"),
        ("total", "tax", None),
    ]
