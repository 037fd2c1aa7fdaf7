"""The network of the report, in plain NumPy. Imports nothing else of ours."""

from bp.nn.activations import ACTIVATIONS, Relu, Sigmoid
from bp.nn.affine import Affine
from bp.nn.arithmetic import AddLayer, MulLayer
from bp.nn.bands import HAPPY, PROBABLY_WRONG, UNCOMFORTABLE, VERDICTS, relative_error
from bp.nn.gradient_check import GradientCheck, check_gradients
from bp.nn.loss import SoftmaxWithLoss, log_softmax, one_hot, softmax
from bp.nn.mistakes import MISTAKES, broken
from bp.nn.network import TwoLayerNet
from bp.nn.numerical import numerical_gradient
from bp.nn.precision import recast
from bp.nn.step_sweep import STEPS, error_by_step

__all__ = [
    "ACTIVATIONS",
    "HAPPY",
    "MISTAKES",
    "PROBABLY_WRONG",
    "STEPS",
    "UNCOMFORTABLE",
    "VERDICTS",
    "AddLayer",
    "Affine",
    "GradientCheck",
    "MulLayer",
    "Relu",
    "Sigmoid",
    "SoftmaxWithLoss",
    "TwoLayerNet",
    "broken",
    "check_gradients",
    "error_by_step",
    "log_softmax",
    "numerical_gradient",
    "one_hot",
    "recast",
    "relative_error",
    "softmax",
]
