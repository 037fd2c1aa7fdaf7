"""One experiment, written down: every choice that decides a training curve."""

import re
from dataclasses import dataclass, fields
from numbers import Real
from typing import Any

from bp.data import SCALINGS
from bp.nn import ACTIVATIONS
from bp.training.numbers import read_number
from bp.training.optimizers import OPTIMIZERS
from bp.training.targets import TARGETS


class ConfigError(ValueError):
    """A value that cannot be trained with; its text names the field, the value and the range."""


@dataclass(frozen=True)
class Limits:
    """The allowed range of a number, both ends included."""

    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"from {plain_number(self.lowest)} to {plain_number(self.highest)}"


LIMITS: dict[str, Limits] = {
    "hidden_size": Limits(1, 500),
    "batch_size": Limits(1, 1_000),
    "learning_rate": Limits(1e-8, 1_000),
    "iterations": Limits(1, 1_000_000),
    "seed": Limits(0, 2**32 - 1),
    "weight_init_std": Limits(0, 10),
    "weight_decay": Limits(0, 1),
}
WHOLE_NUMBERS = {"hidden_size", "batch_size", "iterations", "seed"}
CHOICES: dict[str, tuple[str, ...]] = {
    "scaling": tuple(SCALINGS),
    "targets": tuple(TARGETS),
    "activation": tuple(ACTIVATIONS),
    "optimizer": tuple(OPTIMIZERS),
}


NAMES = {  # of the settings, in every label, table and sentence; links and code have the fields
    "dataset": "data",
    "scaling": "pixels",
    "targets": "targets",
    "hidden_size": "hidden size",
    "batch_size": "batch size",
    "learning_rate": "learning rate",
    "iterations": "iterations",
    "seed": "seed",
    "weight_init_std": "initial weight scale",
    "activation": "activation",
    "optimizer": "optimizer",
    "weight_decay": "weight decay",
}
PLURAL = {"scaling", "targets", "iterations"}


def named(field: str) -> str:
    """A setting in a sentence: "learning rate". Another name is returned without underscores."""
    return NAMES.get(field, field.replace("_", " "))


def label(field: str) -> str:
    """A setting on its own, at a control or above a column: "Learning rate"."""
    return named(field).capitalize()


def refusal(field: str, value: str, allowed: str) -> str:
    """What is wrong with a value: "hidden size is 0; it must be from 1 to 500."."""
    verb, pronoun = ("are", "they") if field in PLURAL else ("is", "it")
    return f"{named(field)} {verb} {value}; {pronoun} must be {allowed}."


@dataclass(frozen=True)
class TrainConfig:
    """What to train, and how. Same config, same curve.

    Raises ConfigError, a ValueError, for a value outside its range (see LIMITS and CHOICES).
    """

    dataset: str = "mnist-5k"
    scaling: str = "unit"  # of the pixels: raw, unit (0 to 1) or standard
    targets: str = "labels"  # what the loss is given: label indices or one-hot rows
    hidden_size: int = 50  # units
    batch_size: int = 100  # samples an iteration, drawn with replacement
    learning_rate: float = 0.1  # of the optimizer
    iterations: int = 10_000
    seed: int = 0  # of the initial weights and of the batches
    weight_init_std: float = 0.01  # the standard deviation of the initial weights
    activation: str = "relu"
    optimizer: str = "sgd"
    weight_decay: float = 0.0  # this times W1 and W2 is added to their gradients

    def __post_init__(self) -> None:
        if not self.dataset or not isinstance(self.dataset, str):
            raise ConfigError(refusal("dataset", repr(self.dataset), "the name of a data set"))
        for field in fields(self):
            value = getattr(self, field.name)
            if field.name in LIMITS:
                object.__setattr__(self, field.name, _checked_number(field.name, value))
            elif field.name in CHOICES and value not in CHOICES[field.name]:
                known = ", ".join(CHOICES[field.name])
                raise ConfigError(refusal(field.name, repr(value), f"one of {known}"))


def read_field(name: str, text: str) -> Any:
    """The value of a field that somebody typed, checked. Raises ConfigError or NumberError."""
    value: Any = text
    if name in LIMITS:
        value = read_number(text, whole=name in WHOLE_NUMBERS)
    return getattr(TrainConfig(**{name: value}), name)


def differences(config: TrainConfig, other: TrainConfig) -> dict[str, tuple[Any, Any]]:
    """The fields in which two configs differ, with both values."""
    return {
        field.name: (getattr(config, field.name), getattr(other, field.name))
        for field in fields(config)
        if getattr(config, field.name) != getattr(other, field.name)
    }


def _checked_number(name: str, value: Any) -> int | float:
    """`value` as a plain int or float, so that a NumPy number makes the same config."""
    limits, whole = LIMITS[name], name in WHOLE_NUMBERS
    is_number = isinstance(value, Real) and not isinstance(value, bool)  # NumPy's are Real too
    if (
        not is_number
        or not limits.lowest <= value <= limits.highest  # False for nan
        or (whole and value != int(value))
    ):
        kind = "a whole number" if whole else "a number"
        raise ConfigError(refusal(name, _shown(value), f"{kind} {limits}"))
    return int(value) if whole else float(value)


def _shown(value: Any) -> str:
    """A number as a person writes it, -1 rather than -1.0; anything else as Python does."""
    return plain_number(value) if type(value) in (int, float) else repr(value)


def plain_number(value: float) -> str:
    """1e-8 rather than 1e-08, and thousands separated."""
    if isinstance(value, int):
        return f"{value:,}"
    return re.sub(r"e([+-])0", r"e\1", f"{value:,.15g}")
