"""What a comparison can vary, and how its values are written down."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.nn import ACTIVATIONS
from bp.training.config import (
    CHOICES,
    WHOLE_NUMBERS,
    ConfigError,
    TrainConfig,
    label,
    named,
    read_field,
)
from bp.training.numbers import NUMBER, SHOWN, NumberError, TwoReadingsError, quoted, split_values
from bp.training.optimizers import OPTIMIZERS

FEWEST, MOST = 2, 16  # values in one comparison


@dataclass(frozen=True)
class Variation:
    """One hyperparameter that a comparison can vary, everything else held."""

    label: str
    presets: tuple[str, ...]  # values as a user would type them; the first is the default
    held: str  # what the runs share beside the settings
    logarithmic: bool = False  # values are compared by ratio, on a logarithmic axis


VARIATIONS: dict[str, Variation] = {
    "learning_rate": Variation(
        label("learning_rate"),
        ("0.001, 0.01, 0.1, 1, 3", "0.001..1 x 8", "0.0001, 0.001, 0.005, 0.01, 0.05, 0.1"),
        "Same initial weights, same batches.",
        logarithmic=True,
    ),
    "hidden_size": Variation(
        label("hidden_size"),
        ("5, 20, 50, 100, 200", "2..500 x 8"),
        "Same batches; each size has initial weights of its own.",
        logarithmic=True,
    ),
    "batch_size": Variation(
        label("batch_size"),
        ("10, 50, 100, 500", "1..1000 x 7"),
        "Same initial weights; each size draws batches of its own.",
        logarithmic=True,
    ),
    "weight_init_std": Variation(
        label("weight_init_std"),
        ("0.001, 0.01, 0.1, 1", "0.0001..1 x 9"),
        "Same random draws for the initial weights, each at its own scale; same batches.",
        logarithmic=True,
    ),
    "weight_decay": Variation(
        label("weight_decay"),
        ("0, 0.0001, 0.001, 0.01", "0.00001..0.1 x 5"),
        "Same initial weights, same batches.",
        logarithmic=True,
    ),
    "optimizer": Variation(
        label("optimizer"),
        (", ".join(OPTIMIZERS),),
        "Same initial weights, same batches, the same learning rate.",
    ),
    "scaling": Variation(
        label("scaling"),
        ("raw, unit, standard",),
        "Same initial weights, same batches.",
    ),
    "activation": Variation(
        label("activation"),
        (", ".join(ACTIVATIONS),),
        "Same initial weights, same batches.",
    ),
    "seed": Variation(
        label("seed"),
        ("0, 1, 2, 3, 4", "0..7 x 8"),
        "Each seed has weights and batches of its own.",
    ),
}

COUNT = r"(?:\s*[x×*]\s*(\d+))?\s*"
RANGE = re.compile(r"\s*(\S+?)\s*\.\.\s*(\S+?)" + COUNT)
RANGE_IN_WORDS = re.compile(rf"\s*({NUMBER})\s*(?:-|–|—|\bto\b)\s*({NUMBER}){COUNT}", re.IGNORECASE)
DEFAULT_COUNT = 5  # values of a range that does not say how many


def parse_values(field: str, text: str, most: int = MOST) -> tuple[Any, ...]:
    """The values of `field` in a list such as "0.001, 0.01, 0.1" or a range "0.001..1 x 8".

    A range is in equal ratios where the field is logarithmic, else in equal steps; it may be
    written "0.001 - 1" too, and is of five values where it does not say how many. Numbers are
    returned in order. Raises ConfigError that says which value is wrong, and what to type; or
    where there are fewer than two or more than `most`.
    """
    spread = as_range(text)
    words = _spread_out(field, *spread, most) if spread else _listed(field, text)
    values = [_checked(field, word) for word in words]
    if not FEWEST <= len(values) <= most:
        example = VARIATIONS[field].presets[0]
        raise ConfigError(
            f"Give {FEWEST} to {most} values for the {named(field)}, "
            f"not {len(values)}: for example {example}."
        )
    twice = [value for value, count in Counter(values).items() if count > 1]
    if twice:
        raise ConfigError(f"{twice[0]} is given more than once; give each value once.")
    return tuple(values if field in CHOICES else sorted(values))


def varied_configs(
    config: TrainConfig, field: str, values: tuple[Any, ...], repeats: int
) -> list[TrainConfig]:
    """One config a value and repeat, all else as in `config`; a repeat has the next seed."""
    varied = [replace(config, **{field: value}) for value in values]
    if field == "seed":
        return varied
    return [replace(each, seed=each.seed + repeat) for each in varied for repeat in range(repeats)]


def varied_field(configs: list[TrainConfig]) -> str:
    """The field in which `configs` differ; where repeats differ in their seeds too, the other."""
    for field in VARIATIONS:
        if len({getattr(config, field) for config in configs}) > 1:
            return field
    return "seed"


def _listed(field: str, text: str) -> list[str]:
    if field in CHOICES:
        return [word for word in re.split(r"[,;\s]+", text) if word]
    try:
        return split_values(text, whole=field in WHOLE_NUMBERS)
    except NumberError as error:
        raise ConfigError(str(error)) from error


def as_range(text: str) -> tuple[str, str, str | None] | None:
    """Both ends of a range and how many values it asks for, as they were typed; None: a list."""
    found = RANGE.fullmatch(text) or RANGE_IN_WORDS.fullmatch(text)
    return (found[1], found[2], found[3]) if found else None


def _spread_out(field: str, first: str, last: str, count: str | None, most: int) -> list[str]:
    if field in CHOICES:
        raise ConfigError(f"There is no range for the {named(field)}; list the values instead.")
    count = count or str(DEFAULT_COUNT)
    if len(count) > 3 or int(count) > most:
        done = "compared" if most == MOST else "mapped"
        raise ConfigError(f"{count[:SHOWN]} values are too many: {FEWEST} to {most} can be {done}.")
    low, high = (float(_checked(field, end)) for end in (first, last))
    if VARIATIONS[field].logarithmic and low > 0 and high > 0:
        spread = np.geomspace(low, high, int(count))
    else:
        spread = np.linspace(low, high, int(count))
    if field in WHOLE_NUMBERS:
        return [str(value) for value in np.unique(np.rint(spread).astype(int))]
    return _written(spread)


def _written(spread: NDArray[np.float64]) -> list[str]:
    """With three digits, or as many as a twentieth of the step before or after it asks for."""
    steps = np.concatenate([[np.inf], np.abs(np.diff(spread)), [np.inf]])
    finest = np.minimum(steps[:-1], steps[1:]) / 20
    for digits in range(3, 17):
        words = [f"{value:.{digits}g}" for value in spread]
        if np.all(np.abs(np.array(words, float) - spread) <= finest):
            break
    return words


def _checked(field: str, word: str) -> Any:
    try:
        return read_field(field, word)
    except TwoReadingsError as error:
        raise ConfigError(str(error)) from error
    except NumberError as error:
        kind = "whole numbers" if field in WHOLE_NUMBERS else "numbers"
        raise ConfigError(
            f"{quoted(word)} cannot be read: list {kind} such as {VARIATIONS[field].presets[0]}, "
            f"or a range such as {VARIATIONS[field].presets[1]}."
        ) from error
