"""See how learning rate, hidden size and batch size make a neural network learn, or fail."""

from bp.data import Dataset, DatasetError, load_dataset
from bp.insight import Diagnosis, diagnose
from bp.nn import (
    AddLayer,
    Affine,
    MulLayer,
    Relu,
    Sigmoid,
    SoftmaxWithLoss,
    TwoLayerNet,
    check_gradients,
    numerical_gradient,
)
from bp.training import ConfigError, History, TrainConfig, Trainer

__all__ = [
    "AddLayer",
    "Affine",
    "ConfigError",
    "Dataset",
    "DatasetError",
    "Diagnosis",
    "History",
    "MulLayer",
    "Relu",
    "Sigmoid",
    "SoftmaxWithLoss",
    "TrainConfig",
    "Trainer",
    "TwoLayerNet",
    "check_gradients",
    "diagnose",
    "load_dataset",
    "numerical_gradient",
]
