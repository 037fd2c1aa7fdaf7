"""Activation functions: a file each, with its layer and all that is said of it."""

from bp.nn.activations.activation import Activation, ActivationLayer
from bp.nn.activations.identity import IDENTITY, Identity
from bp.nn.activations.relu import RELU, Relu
from bp.nn.activations.sigmoid import SIGMOID, Sigmoid
from bp.nn.activations.tanh import TANH, Tanh

ACTIVATIONS: dict[str, Activation] = {
    "relu": RELU,
    "sigmoid": SIGMOID,
    "tanh": TANH,
    "identity": IDENTITY,
}

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "ActivationLayer",
    "Identity",
    "Relu",
    "Sigmoid",
    "Tanh",
]
