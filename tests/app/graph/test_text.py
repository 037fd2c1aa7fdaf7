"""The sentence under each step."""

import numpy as np
import pytest

from bp.app.graph.text import WORDS, step_words
from bp.graph.examples import SHOPPING_INPUTS, apples_and_oranges, network_nodes
from bp.graph.nodes import GraphPass, pass_through
from bp.nn import ACTIVATIONS, TwoLayerNet


def shopping(**changed: float) -> GraphPass:
    return pass_through(apples_and_oranges(), {**SHOPPING_INPUTS, **changed})


def network(activation: str) -> GraphPass:
    rng = np.random.default_rng(0)
    nodes = network_nodes(TwoLayerNet(6, 4, 3, activation=activation, rng=rng))
    return pass_through(nodes, {"x": np.ones((2, 6)), "t": np.array([0, 2])})


@pytest.mark.parametrize(
    ("steps", "sentence"),
    [
        (0, "Only the inputs are there."),
        (1, "Multiplication: apple price = 100 × 2 = 200."),
        (3, "Addition: price = 200 + 450 = 650."),
        (4, "Multiplication: total = 650 × 1.1 = 715."),
        (5, "The way back starts with d total = 1. Multiplication swaps its inputs"),
        (6, "Addition passes the gradient on as it is: d apple price = d orange price = 1.1,"),
        (
            8,
            "Multiplication swaps its inputs on the way back: d apple = 1.1 × 2 = 2.2, and "
            "d apple number = 1.1 × 100 = 110. If apple rises by 1, the total rises by 2.2.",
        ),
    ],
)
def test_the_shopping_example(steps: int, sentence: str) -> None:
    assert step_words(shopping(), steps).startswith(sentence)


def test_a_refund_and_a_gift() -> None:
    assert step_words(shopping(tax=-1), 8).endswith("the total falls by 2.")
    assert step_words(shopping(tax=0), 8).endswith("the total stays as it is.")


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_step_of_the_network_has_its_sentence(activation: str) -> None:
    record = network(activation)
    said = [step_words(record, steps) for steps in range(9)]
    assert len(set(said)) == 9
    assert "a1 = x @ W1 + b1. (2, 6) @ (6, 4) gives (2, 4)." in said[1]
    assert "ln 3 = 1.0986" in said[4]
    assert "da2 = (y - t) / 2" in said[5]
    assert "dW1 = x.T @ da1 (6, 4)" in said[8]


def test_relu_counts_what_is_on() -> None:
    record = network("relu")
    on = int((record.values["z1"] > 0).sum())
    assert f"{on} of 8 entries above 0." in step_words(record, 2)
    assert f"Here {on} of 8 entries get a gradient" in step_words(record, 7)


def test_every_layer_of_the_examples_has_words() -> None:
    nodes = [*shopping().nodes, *(node for name in ACTIVATIONS for node in network(name).nodes)]
    assert {type(node.layer) for node in nodes} == set(WORDS)
