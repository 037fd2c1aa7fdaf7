"""The hyperparameters as their controls have them: read from what was typed, and shown."""

from collections.abc import Collection
from dataclasses import fields
from typing import Any

from bp.app.components.controls.link import NotAllowedError
from bp.data import DATASETS
from bp.diagnosis.wording import rate
from bp.training import CHOICES, LIMITS, ConfigError, TrainConfig
from bp.training.config import WHOLE_NUMBERS, Limits, named, plain_number, read_field, refusal
from bp.training.numbers import NumberError, TwoReadingsError, read_number

TYPED = {  # fields that hold a text
    "learning_rate",
    "iterations",
    "weight_decay",
    "weight_init_std",
    "seed",
}
PAGE_LIMITS = LIMITS | {"iterations": Limits(1, 200_000)}  # more would fill memory with curves
MENUS = {"dataset": tuple(DATASETS), **CHOICES}


def read_typed(name: str, text: str) -> Any:
    """A number that was typed. Raises ConfigError or NumberError with a sentence for the user."""
    value = read_field(name, text)
    limits = PAGE_LIMITS[name]
    if value > limits.highest:
        raise ConfigError(refusal(name, plain_number(value), str(limits)))
    return value


def read_linked(name: str, text: str) -> Any:
    """What the control of a field says where a link says `text`. Raises NotAllowedError."""
    if name in MENUS:
        if text not in MENUS[name]:
            raise NotAllowedError(f"one of {', '.join(MENUS[name])}")
        return text
    try:
        return shown(name, read_typed(name, text))
    except ConfigError:
        raise NotAllowedError(_allowed(name, text)) from None
    except TwoReadingsError:
        raise NotAllowedError("clear: write a decimal point") from None
    except NumberError:
        raise NotAllowedError(_allowed(name)) from None


def read_field_name(options: Collection[str], text: str) -> str:
    """Which of the fields a link names: by its name on the page, or as older links had it.

    Raises NotAllowedError.
    """
    wanted = " ".join(text.replace("_", " ").split()).lower()
    for field in options:
        if wanted in (field.replace("_", " "), named(field)):
            return field
    raise NotAllowedError(f"one of {', '.join(map(named, options))}")


def shown(name: str, value: Any) -> Any:
    """What the control of a field says for a value: text in a field that is typed into."""
    return text_of(value) if name in TYPED else value


def text_of(value: float) -> str:
    """A number as its field shows it: exactly, 1e-5 rather than 1e-05."""
    text = rate(value) if isinstance(value, float) else str(value)
    return text if float(text) == value else repr(value)


def as_controls(config: TrainConfig) -> dict[str, Any]:
    """What the controls say for a config, by key."""
    return {field.name: shown(field.name, getattr(config, field.name)) for field in fields(config)}


def _allowed(name: str, text: str = "") -> str:
    """What may be asked for: "1 to 500" where a number of the kind was out of range."""
    limits, whole = PAGE_LIMITS[name], name in WHOLE_NUMBERS
    number = read_number(text, whole=whole) if text else float("nan")
    if number == number and not (whole and number % 1):
        return str(limits).removeprefix("from ")
    return f"a {'whole ' if whole else ''}number {limits}"
