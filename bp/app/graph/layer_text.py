"""What each layer of the network does, in a sentence with shapes and figures."""

from typing import Any

import numpy as np

from bp.graph.nodes import GraphPass, Node


def affine(record: GraphPass, node: Node) -> str:
    """What an affine layer does forward."""
    x, W, b = node.reads
    return (
        f"Affine weighs every input and adds a bias: {node.output} = {x} @ {W} + {b}. "
        f"{_shape(record, x)} @ {_shape(record, W)} gives {_shape(record, node.output)}."
    )


def affine_back(record: GraphPass, node: Node) -> str:
    """What it returns on the way back."""
    x, W, b = node.reads
    d = f"d{node.output}"
    return (
        f"Affine returns three gradients, each in the shape of its value: "
        f"d{W} = {x}.T @ {d} {_shape(record, W)}, d{b} = {d} summed over the batch "
        f"{_shape(record, b)}, d{x} = {d} @ {W}.T {_shape(record, x)}."
    )


def relu(record: GraphPass, node: Node) -> str:
    """What ReLU keeps."""
    return f"ReLU keeps what is positive and makes the rest 0: {_share_on(record, node)} are on."


def relu_back(record: GraphPass, node: Node) -> str:
    """Where ReLU lets the gradient through."""
    return (
        f"ReLU lets the gradient through where it was on, {_share_on(record, node)}, "
        "and makes it 0 elsewhere."
    )


def sigmoid(record: GraphPass, node: Node) -> str:
    """Where Sigmoid's outputs lie."""
    out = record.values[node.output]
    return (
        f"Sigmoid squeezes every entry between 0 and 1: here they lie between "
        f"{out.min():.3g} and {out.max():.3g}."
    )


def sigmoid_back(record: GraphPass, node: Node) -> str:
    """How Sigmoid shrinks the gradient."""
    before, after = (_norm(record.gradients[edge]) for edge in (node.output, node.inputs[0]))
    return (
        "Sigmoid multiplies the gradient by out × (1 - out), never above 0.25: "
        f"its norm falls from {before} to {after}."
    )


def softmax(record: GraphPass, node: Node) -> str:
    """What softmax and cross-entropy make of the scores."""
    batch, classes = record.values[node.inputs[0]].shape
    return (
        f"Softmax turns {classes} scores a sample into probabilities. The loss is the mean "
        f"cross-entropy of {_samples(batch)}: {record.values[node.output]:.4f}; "
        f"answering all classes alike costs ln {classes} = {np.log(classes):.4f}."
    )


def softmax_back(record: GraphPass, node: Node) -> str:
    """The gradient that all others come from."""
    scores, t = node.inputs
    batch = len(record.values[scores])
    return (
        f"Softmax and cross-entropy together leave probabilities minus targets: "
        f"d{scores} = (y - {t}) / {batch}, divided by the batch of {_samples(batch)}. "
        f"The targets {t} get no gradient: nothing could be learned from moving them."
    )


def _shape(record: GraphPass, edge: str) -> str:
    return str(record.values[edge].shape)


def _share_on(record: GraphPass, node: Node) -> str:
    on = record.values[node.output] > 0
    return f"{int(on.sum()):,} of {on.size:,} entries"


def _norm(array: Any) -> str:
    return f"{np.linalg.norm(array):.3g}"


def _samples(batch: int) -> str:
    return "1 sample" if batch == 1 else f"{batch} samples"
