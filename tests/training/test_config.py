"""A config is checked, plain and frozen."""

import math
from dataclasses import FrozenInstanceError, asdict, replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.data import SCALINGS
from bp.nn import ACTIVATIONS
from bp.training import CHOICES, LIMITS, ConfigError, TrainConfig
from bp.training.config import PLURAL, named

WHOLE = {
    "hidden_size": "1 to 500",
    "batch_size": "1 to 1,000",
    "iterations": "1 to 1,000,000",
    "seed": "0 to 4,294,967,295",
}
FRACTIONS = {
    "learning_rate": "1e-8 to 1,000",
    "weight_init_std": "0 to 10",
    "weight_decay": "0 to 1",
}
RANGES = WHOLE | FRACTIONS
NEVER_NUMBERS = ["12", "", None, True, False, np.True_, 1j, np.complex128(1), [1], np.array(1)]
NEVER_ALLOWED = [-1, -0.5, math.nan, math.inf, -math.inf, np.float32("nan"), 1e10, 10**400]


def test_the_defaults_are_the_textbooks() -> None:
    assert asdict(TrainConfig()) == {
        "dataset": "mnist-5k",
        "scaling": "unit",
        "targets": "labels",
        "hidden_size": 50,
        "batch_size": 100,
        "learning_rate": 0.1,
        "iterations": 10_000,
        "seed": 0,
        "weight_init_std": 0.01,
        "activation": "relu",
        "optimizer": "sgd",
        "weight_decay": 0.0,
    }


def test_every_field_is_checked() -> None:
    assert {"dataset", *LIMITS, *CHOICES} == set(asdict(TrainConfig()))
    assert set(RANGES) == set(LIMITS)


def assert_refused(name: str, value: Any, allowed: str) -> None:
    with pytest.raises(ConfigError) as raised:
        TrainConfig(**{name: value})
    assert isinstance(raised.value, ValueError)
    sentence = str(raised.value)
    assert sentence.startswith(f"{named(name)} {'are' if name in PLURAL else 'is'} ")
    assert " must be " in sentence
    assert sentence.endswith(f"{allowed}.")


@pytest.mark.parametrize("value", NEVER_NUMBERS + NEVER_ALLOWED, ids=lambda value: repr(value)[:12])
@pytest.mark.parametrize("name", RANGES)
def test_what_no_number_may_be(name: str, value: Any) -> None:
    assert_refused(name, value, RANGES[name])


@pytest.mark.parametrize("value", [2.5, np.float64(1.0001), Fraction(1, 2), 1e9 + 0.5])
@pytest.mark.parametrize("name", WHOLE)
def test_what_no_whole_number_may_be(name: str, value: Any) -> None:
    assert_refused(name, value, f"a whole number from {WHOLE[name]}")


@pytest.mark.parametrize("name", sorted({*LIMITS} - {"seed", "weight_init_std", "weight_decay"}))
def test_zero_where_it_makes_no_sense(name: str) -> None:
    assert_refused(name, 0, RANGES[name])


@pytest.mark.parametrize("name", sorted({*LIMITS} - {"seed"}))
def test_a_thousand_million(name: str) -> None:
    assert_refused(name, 1e9, RANGES[name])


@pytest.mark.parametrize("name", LIMITS)
def test_both_ends_of_a_range_are_allowed(name: str) -> None:
    limits = LIMITS[name]
    for end, beyond in ((limits.lowest, -math.inf), (limits.highest, math.inf)):
        allowed: dict[str, Any] = {name: end}
        assert getattr(TrainConfig(**allowed), name) == end
        outside = end + math.copysign(1, beyond) if name in WHOLE else math.nextafter(end, beyond)
        assert_refused(name, outside, RANGES[name])


@pytest.mark.parametrize(
    ("value", "words"),
    [(-1.0, "is -1;"), (1e9, "is 1,000,000,000;"), (1e-9, "is 1e-9;"), (math.nan, "is nan;")],
)
def test_a_number_is_said_as_a_person_writes_it(value: float, words: str) -> None:
    with pytest.raises(ConfigError, match=f"^learning rate {words}"):
        TrainConfig(learning_rate=value)


@pytest.mark.parametrize("value", ["", "Raw", "raw ", None, 0, True, ["raw"]])
@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_that_is_not_on_the_menu(name: str, value: Any) -> None:
    assert_refused(name, value, ", ".join(CHOICES[name]))


@pytest.mark.parametrize("value", ["", None, 0, 5, True, b"digits", ["digits"]])
def test_a_dataset_is_a_name(value: Any) -> None:
    assert_refused("dataset", value, "the name of a data set")


def test_the_menus() -> None:
    assert CHOICES["targets"] == ("labels", "one-hot")
    assert CHOICES["scaling"] == tuple(SCALINGS)
    assert CHOICES["activation"] == tuple(ACTIVATIONS)


@given(st.integers(1, 500), st.sampled_from([int, float, np.int64, np.uint16, np.float32]))
def test_any_kind_of_number_makes_the_same_plain_config(number: int, kind: Any) -> None:
    ours = TrainConfig(hidden_size=kind(number), learning_rate=kind(number))
    plain = TrainConfig(hidden_size=number, learning_rate=float(number))
    assert (ours, hash(ours), repr(ours)) == (plain, hash(plain), repr(plain))
    assert type(ours.hidden_size) is int
    assert type(ours.learning_rate) is float


def test_frozen_and_hashable() -> None:
    ours: Any = TrainConfig()
    with pytest.raises(FrozenInstanceError):
        ours.learning_rate = 1
    assert len({ours, TrainConfig(), replace(ours, seed=1)}) == 2


def test_a_changed_copy_is_checked_too() -> None:
    with pytest.raises(ConfigError, match="batch size is 0"):
        replace(TrainConfig(), batch_size=0)
