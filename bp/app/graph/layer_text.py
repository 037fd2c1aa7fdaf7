"""What each layer of the network does, in a sentence with shapes and figures."""

from typing import Any

import numpy as np

from bp.diagnosis.wording import number
from bp.graph.nodes import GraphPass, Node
from bp.nn import ACTIVATIONS, Activation


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


def activation(record: GraphPass, node: Node) -> str:
    """What an activation makes of its input."""
    out, entry = record.values[node.output], entry_of(node.layer)
    return (
        f"{entry.keeps} Here the outputs lie between {out.min():.3g} and {out.max():.3g}, "
        f"{int((out > entry.on_above).sum()):,} of {out.size:,} entries above {entry.on_above:g}."
    )


def activation_back(record: GraphPass, node: Node) -> str:
    """What it lets through on the way back."""
    before, after = (record.gradients[edge] for edge in (node.output, node.inputs[0]))
    return (
        f"{entry_of(node.layer).lets_through} Here {np.count_nonzero(after):,} of {after.size:,} "
        f"entries get a gradient, and its norm goes from {_norm(before)} to {_norm(after)}."
    )


def softmax(record: GraphPass, node: Node) -> str:
    """What softmax and cross-entropy make of the scores."""
    batch, classes = record.values[node.inputs[0]].shape
    return (
        f"Softmax turns the {classes} scores of each sample into probabilities. The loss is the "
        f"mean cross-entropy of {_samples(batch)}: {record.values[node.output]:.4f}; "
        f"the same probability for every class would cost ln {classes} = {np.log(classes):.4f}."
    )


def softmax_back(record: GraphPass, node: Node) -> str:
    """The gradient that all others come from."""
    scores, t = node.inputs
    batch = len(record.values[scores])
    return (
        f"Softmax and cross-entropy together leave probabilities minus targets: "
        f"d{scores} = (y - {t}) / {batch}, divided by the batch of {_samples(batch)}. "
        f"The targets {t} get no gradient: they are data, and are not learned."
    )


def _shape(record: GraphPass, edge: str) -> str:
    return str(record.values[edge].shape)


def entry_of(layer: Any) -> Activation:
    """The entry of ACTIVATIONS that a layer is of."""
    return next(entry for entry in ACTIVATIONS.values() if entry.layer is type(layer))


def _norm(array: Any) -> str:
    return number(float(np.linalg.norm(array)))


def _samples(batch: int) -> str:
    return "1 sample" if batch == 1 else f"{batch} samples"
