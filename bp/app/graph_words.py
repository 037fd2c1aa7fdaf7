"""What a node of a graph does, in a sentence with the figures of this pass."""

from collections.abc import Callable
from typing import Any

import numpy as np

from bp.charts.graph_parts import number_text
from bp.nn import AddLayer, Affine, MulLayer, Relu, Sigmoid, SoftmaxWithLoss
from bp.nn.graph import GraphPass, Node

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


def _affine(record: GraphPass, node: Node) -> str:
    x, W, b = node.reads
    return (
        f"Affine weighs every input and adds a bias: {node.output} = {x} @ {W} + {b}. "
        f"{_shape(record, x)} @ {_shape(record, W)} gives {_shape(record, node.output)}."
    )


def _affine_back(record: GraphPass, node: Node) -> str:
    x, W, b = node.reads
    d = f"d{node.output}"
    return (
        f"Affine returns three gradients, each in the shape of its value: "
        f"d{W} = {x}.T @ {d} {_shape(record, W)}, d{b} = {d} summed over the batch "
        f"{_shape(record, b)}, d{x} = {d} @ {W}.T {_shape(record, x)}."
    )


def _relu(record: GraphPass, node: Node) -> str:
    return f"ReLU keeps what is positive and makes the rest 0: {_share_on(record, node)} are on."


def _relu_back(record: GraphPass, node: Node) -> str:
    return (
        f"ReLU lets the gradient through where it was on, {_share_on(record, node)}, "
        "and makes it 0 elsewhere."
    )


def _sigmoid(record: GraphPass, node: Node) -> str:
    out = record.values[node.output]
    return (
        f"Sigmoid squeezes every entry between 0 and 1: here they lie between "
        f"{out.min():.3g} and {out.max():.3g}."
    )


def _sigmoid_back(record: GraphPass, node: Node) -> str:
    before, after = (_norm(record.gradients[edge]) for edge in (node.output, node.inputs[0]))
    return (
        "Sigmoid multiplies the gradient by out × (1 - out), never above 0.25: "
        f"its norm falls from {before} to {after}."
    )


def _softmax(record: GraphPass, node: Node) -> str:
    batch, classes = record.values[node.inputs[0]].shape
    return (
        f"Softmax turns {classes} scores a sample into probabilities. The loss is the mean "
        f"cross-entropy of {_samples(batch)}: {record.values[node.output]:.4f}; "
        f"guessing costs ln {classes} = {np.log(classes):.4f}."
    )


def _softmax_back(record: GraphPass, node: Node) -> str:
    scores, t = node.inputs
    batch = len(record.values[scores])
    return (
        f"Softmax and cross-entropy together leave probabilities minus targets: "
        f"d{scores} = (y - {t}) / {batch}, divided by the batch of {_samples(batch)}. "
        f"The targets {t} get no gradient: nothing could be learned from moving them."
    )


def _meaning(record: GraphPass, edge: str) -> str:
    """What a gradient says: how much the result follows a small change."""
    gradient = record.gradients[edge]
    verb = "rises" if gradient >= 0 else "falls"
    size = number_text(abs(gradient))
    return f"If {edge} rises by 1, the {record.result} {verb} by {size}."


def _value(record: GraphPass, edge: str) -> str:
    return number_text(record.values[edge])


def _gradient(record: GraphPass, edge: str) -> str:
    return number_text(record.gradients[edge])


def _shape(record: GraphPass, edge: str) -> str:
    return str(record.values[edge].shape)


def _share_on(record: GraphPass, node: Node) -> str:
    on = record.values[node.output] > 0
    return f"{int(on.sum()):,} of {on.size:,} entries"


def _norm(array: Any) -> str:
    return f"{np.linalg.norm(array):.3g}"


def _samples(batch: int) -> str:
    return "1 sample" if batch == 1 else f"{batch} samples"


WORDS: dict[type, tuple[Words, Words]] = {
    MulLayer: (_multiply, _multiply_back),
    AddLayer: (_add, _add_back),
    Affine: (_affine, _affine_back),
    Relu: (_relu, _relu_back),
    Sigmoid: (_sigmoid, _sigmoid_back),
    SoftmaxWithLoss: (_softmax, _softmax_back),
}
