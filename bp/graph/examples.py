"""The graphs of the report: the two shopping examples, and the two-layer network itself.

Source: Saitoh, Deep Learning from Scratch, sections 5.4 and 5.7.
"""

from bp.graph.nodes import Node
from bp.nn.arithmetic import AddLayer, MulLayer
from bp.nn.network import TwoLayerNet

SHOPPING_INPUTS = {
    "apple": 100.0,
    "apple number": 2.0,
    "orange": 150.0,
    "orange number": 3.0,
    "tax": 1.1,
}


def apples() -> tuple[Node, ...]:
    """Two apples at 100 each, and a tax."""
    return (
        Node("apples", MulLayer(), ("apple", "apple number"), "apple price"),
        Node("tax", MulLayer(), ("apple price", "tax"), "total"),
    )


def apples_and_oranges() -> tuple[Node, ...]:
    """Two apples at 100 each and three oranges at 150 each, and a tax on both."""
    return (
        Node("apples", MulLayer(), ("apple", "apple number"), "apple price"),
        Node("oranges", MulLayer(), ("orange", "orange number"), "orange price"),
        Node("sum", AddLayer(), ("apple price", "orange price"), "price"),
        Node("tax", MulLayer(), ("price", "tax"), "total"),
    )


def network_nodes(network: TwoLayerNet) -> tuple[Node, ...]:
    """The layers of `network` as they are: x and t go in, the loss comes out."""
    (first, affine1), (activation, hidden), (second, affine2) = network.layers.items()
    return (
        Node(first, affine1, ("x",), "a1", {"W": "W1", "b": "b1"}),
        Node(activation, hidden, ("a1",), "z1"),
        Node(second, affine2, ("z1",), "a2", {"W": "W2", "b": "b2"}),
        Node("SoftmaxWithLoss", network.last_layer, ("a2", "t"), "loss"),
    )
