"""See how learning rate, hidden size and batch size make a neural network learn, or fail."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bp.data import Dataset, DatasetError, load_dataset
    from bp.diagnosis import Diagnosis, diagnose
    from bp.gradient_check import check_gradients
    from bp.nn import (
        AddLayer,
        Affine,
        Identity,
        MulLayer,
        Relu,
        Sigmoid,
        SoftmaxWithLoss,
        Tanh,
        TwoLayerNet,
        numerical_gradient,
    )
    from bp.search import RangeTest, Sweep, range_test, sweep
    from bp.training import OPTIMIZERS, ConfigError, History, TrainConfig, Trainer

__version__ = "0.1.0"

__all__ = [
    "OPTIMIZERS",
    "AddLayer",
    "Affine",
    "ConfigError",
    "Dataset",
    "DatasetError",
    "Diagnosis",
    "History",
    "Identity",
    "MulLayer",
    "RangeTest",
    "Relu",
    "Sigmoid",
    "SoftmaxWithLoss",
    "Sweep",
    "Tanh",
    "TrainConfig",
    "Trainer",
    "TwoLayerNet",
    "check_gradients",
    "diagnose",
    "load_dataset",
    "numerical_gradient",
    "range_test",
    "sweep",
]

ROOMS = ("nn", "data", "training", "gradient_check", "diagnosis", "search")


def __getattr__(name: str) -> Any:
    """Open a room when something of it is asked for: so the app's server answers at once."""
    if name in ROOMS:
        return import_module(f"bp.{name}")
    if name in __all__:
        rooms = (import_module(f"bp.{room}") for room in ROOMS)
        return next(getattr(room, name) for room in rooms if hasattr(room, name))
    raise AttributeError(f"module 'bp' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__, *ROOMS]
