"""What a node of a graph does, in a sentence with the figures of this pass."""

from collections.abc import Callable

from bp.app.graph import layer_text as layers
from bp.charts.graph.parts import number_text
from bp.graph.nodes import GraphPass, Node
from bp.nn import ACTIVATIONS, AddLayer, Affine, MulLayer, SoftmaxWithLoss

Words = Callable[[GraphPass, Node], str]
NOTHING_YET = (
    "Only the inputs are there. Press Next to send them through the first node, "
    "and on through the others to the result; then the gradients come back."
)


def step_words(record: GraphPass, steps: int) -> str:
    """What the last of so many steps did."""
    if not steps:
        return NOTHING_YET
    step = record.steps[steps - 1]
    forward, backward = WORDS[type(step.node.layer)]
    if not step.backward:
        return forward(record, step.node)
    first = "" if steps - 1 > len(record.nodes) else f"The way back starts with {_start(record)}. "
    return first + backward(record, step.node)


def _start(record: GraphPass) -> str:
    return f"d {record.result} = 1"


def _multiply(record: GraphPass, node: Node) -> str:
    x, y = (number_text(record.values[edge]) for edge in node.inputs)
    return f"Multiplication: {node.output} = {x} × {y} = {_value(record, node.output)}."


def _multiply_back(record: GraphPass, node: Node) -> str:
    dout = number_text(record.gradients[node.output])
    x, y = node.inputs
    parts = [
        f"d {edge} = {dout} × {_value(record, other)} = {_gradient(record, edge)}"
        for edge, other in ((x, y), (y, x))
    ]
    swaps = f"Multiplication swaps its inputs on the way back: {parts[0]}, and {parts[1]}."
    return f"{swaps} {_meaning(record, x)}"


def _add(record: GraphPass, node: Node) -> str:
    x, y = (number_text(record.values[edge]) for edge in node.inputs)
    return f"Addition: {node.output} = {x} + {y} = {_value(record, node.output)}."


def _add_back(record: GraphPass, node: Node) -> str:
    names = " = ".join(f"d {edge}" for edge in node.inputs)
    return (
        f"Addition passes the gradient on as it is: {names} = "
        f"{_gradient(record, node.output)}, to both sides alike."
    )


def _meaning(record: GraphPass, edge: str) -> str:
    """What a gradient says: how much the result follows a small change."""
    gradient = record.gradients[edge]
    if gradient == 0:
        return f"If {edge} rises by 1, the {record.result} stays as it is."
    verb = "rises" if gradient > 0 else "falls"
    return f"If {edge} rises by 1, the {record.result} {verb} by {number_text(abs(gradient))}."


def _value(record: GraphPass, edge: str) -> str:
    return number_text(record.values[edge])


def _gradient(record: GraphPass, edge: str) -> str:
    return number_text(record.gradients[edge])


WORDS: dict[type, tuple[Words, Words]] = {
    MulLayer: (_multiply, _multiply_back),
    AddLayer: (_add, _add_back),
    Affine: (layers.affine, layers.affine_back),
    SoftmaxWithLoss: (layers.softmax, layers.softmax_back),
    **{entry.layer: (layers.activation, layers.activation_back) for entry in ACTIVATIONS.values()},
}
