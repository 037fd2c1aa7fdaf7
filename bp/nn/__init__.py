"""The network of the report, in plain NumPy. Imports nothing else of ours."""

from bp.nn.activations import ACTIVATIONS, Activation, Identity, Relu, Sigmoid, Tanh
from bp.nn.affine import Affine
from bp.nn.arithmetic import AddLayer, MulLayer
from bp.nn.loss import SoftmaxWithLoss, log_softmax, one_hot, softmax
from bp.nn.network import TwoLayerNet
from bp.nn.numerical import numerical_gradient
from bp.nn.precision import recast

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "AddLayer",
    "Affine",
    "Identity",
    "MulLayer",
    "Relu",
    "Sigmoid",
    "SoftmaxWithLoss",
    "Tanh",
    "TwoLayerNet",
    "log_softmax",
    "numerical_gradient",
    "one_hot",
    "recast",
    "softmax",
]
