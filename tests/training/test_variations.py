"""What a comparison varies: reading what was typed, and finding it again in the configs."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from bp.training import ConfigError, TrainConfig
from bp.training.variations import MOST, VARIATIONS, parse_values, varied_configs, varied_field

SEVENTEEN = ", ".join(str(value) for value in range(1, 18))


@pytest.mark.parametrize(
    ("field", "text", "values"),
    [
        ("learning_rate", "0.001, 0.01, 0.1", (0.001, 0.01, 0.1)),
        ("learning_rate", " .1;1e-3\t1 , ", (0.001, 0.1, 1)),  # in order, however it is typed
        ("learning_rate", "0.001..1 x 4", (0.001, 0.01, 0.1, 1)),
        ("learning_rate", "1 .. 0.001×4", (0.001, 0.01, 0.1, 1)),
        ("learning_rate", "1e-4..1e-2*3", (1e-4, 1e-3, 1e-2)),
        ("learning_rate", "0,1; 0,01", (0.01, 0.1)),
        ("learning_rate", "0,001 ; 1,5", (0.001, 1.5)),
        ("learning_rate", "0.1,0.2", (0.1, 0.2)),
        ("learning_rate", "1,3,10", (1, 3, 10)),
        ("learning_rate", "1/10, 10^-2, 1e-3", (0.001, 0.01, 0.1)),
        ("learning_rate", "1e-3 - 1e-1 x 3", (0.001, 0.01, 0.1)),
        ("learning_rate", "1e-3–1e-1 x 3", (0.001, 0.01, 0.1)),
        ("learning_rate", "10^-3 to 1/10 x 3", (0.001, 0.01, 0.1)),
        ("learning_rate", "0,001..0,1 x 3", (0.001, 0.01, 0.1)),
        ("learning_rate", "1e-4 - 1", (1e-4, 1e-3, 0.01, 0.1, 1)),  # five, unless it says
        ("hidden_size", "1,5", (1, 5)),
        ("batch_size", "1,000; 10", (10, 1000)),
        ("seed", "10,000, 20,000", (10_000, 20_000)),
        ("hidden_size", "10, 5", (5, 10)),
        ("hidden_size", "2..16 x 4", (2, 4, 8, 16)),
        ("hidden_size", "5..6 x 4", (5, 6)),  # there are no more whole numbers
        ("batch_size", "1..1000 x 4", (1, 10, 100, 1000)),
        ("weight_init_std", "0, 0.1", (0, 0.1)),
        ("weight_init_std", "0..1 x 3", (0, 0.5, 1)),  # 0 has no ratio
        ("seed", "0..8 x 3", (0, 4, 8)),  # equal steps
        ("scaling", "unit, raw", ("unit", "raw")),  # in the order that was typed
        ("activation", "relu sigmoid", ("relu", "sigmoid")),
    ],
)
def test_values_as_typed(field: str, text: str, values: tuple[Any, ...]) -> None:
    assert parse_values(field, text) == values


def test_a_range_of_rates_has_equal_ratios() -> None:
    values = parse_values("learning_rate", "0.001..1 x 8")
    assert len(values) == 8
    ratios = [after / before for before, after in pairwise(values)]
    np.testing.assert_allclose(ratios, 1000 ** (1 / 7), rtol=0.01)  # three digits are kept


@pytest.mark.parametrize("field", VARIATIONS)
def test_every_preset_can_be_compared(field: str) -> None:
    for preset in VARIATIONS[field].presets:
        assert 2 <= len(parse_values(field, preset)) <= MOST


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["2 to 16", "not 0", "for example 0.001, 0.01"]),
        (" , ;", ["2 to 16", "not 0"]),
        ("0.1", ["2 to 16", "not 1"]),
        ("0.1..1 x 1", ["2 to 16", "not 1"]),
        (SEVENTEEN, ["2 to 16", "not 17"]),
        ("0.001..1 x 17", ["17 values are too many", "2 to 16"]),
        ("0.001..1 x 99999999999999999999", ["too many"]),
        ("quick, slow", ["'quick' cannot be read", "list numbers such as", "0.001..1 x 8"]),
        ("0.1..fast x 3", ["'fast' cannot be read"]),
        ("0, 0.1", ["learning rate is 0", "from 1e-8 to 1,000"]),
        ("-1, 0.1", ["learning rate is -1", "from"]),
        ("0.1, 1e9", ["learning rate is 1,000,000,000", "from"]),
        ("0.1, nan", ["learning rate is nan", "must be a number"]),
        ("0.1, -inf", ["learning rate is -inf", "must be a number"]),
        ("nan..1 x 3", ["learning rate is nan"]),
        ("-1..1 x 3", ["learning rate is -1"]),
        ("1,5", ["'1,5' can be read in two ways", "decimal point (1.5)", "(1, 5)"]),
        ("0,1 0,01", ["'0,1' can be read in two ways", "decimal point (0.1)"]),
        ("1,000; 3", ["'1,000' can be read in two ways", "decimal point (1.000)"]),
        ("1/0, 1", ["'1/0' cannot be read"]),
        ("1" * 500 + "x, 1", ["cannot be read", "1…'"]),
        ("0.1, 0.2, 0.10", ["0.1 is given more than once", "give each value once"]),
        ("0.1..0.1 x 3", ["0.1 is given more than once"]),
    ],
)
def test_what_is_wrong_and_what_to_type(text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_values("learning_rate", text)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    for part in words:
        assert part in sentence


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("hidden_size", "1.5, 3", ["hidden size is 1.5", "a whole number from 1 to 500"]),
        ("hidden_size", "many, 3", ["'many' cannot be read", "whole numbers", "2..500 x 8"]),
        ("hidden_size", "0, 4", ["hidden size is 0", "from 1 to 500"]),
        ("seed", "-1, 4", ["seed is -1", "from 0"]),
        ("scaling", "raw", ["2 to 16", "not 1", "raw, unit, standard"]),
        ("scaling", "raw, RAW", ["pixels are 'RAW'", "raw, unit, standard"]),
        ("scaling", "raw, unit, raw", ["raw is given more than once"]),
        ("scaling", "raw..unit x 2", ["no range", "list the values"]),
        ("activation", "relu..sigmoid x 2", ["no range", "list the values"]),
    ],
)
def test_what_is_wrong_elsewhere(field: str, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_values(field, text)
    for part in words:
        assert part in str(caught.value)


@pytest.mark.parametrize("field", VARIATIONS)
@pytest.mark.parametrize("repeats", [1, 3])
def test_the_varied_field_is_found_again(field: str, repeats: int) -> None:
    base = TrainConfig("digits", iterations=7, seed=5)
    values = parse_values(field, VARIATIONS[field].presets[0])
    configs = varied_configs(base, field, values, repeats)
    assert varied_field(configs) == field
    assert list(dict.fromkeys(getattr(config, field) for config in configs)) == list(values)
    held = {field: getattr(base, field), "seed": base.seed}
    assert {replace(config, **held) for config in configs} == {base}


def test_a_repeat_has_the_next_seed() -> None:
    configs = varied_configs(TrainConfig(seed=5), "learning_rate", (0.1, 0.2), 3)
    found = [(config.learning_rate, config.seed) for config in configs]
    assert found == [(rate, seed) for rate in (0.1, 0.2) for seed in (5, 6, 7)]


def test_seeds_are_not_repeated() -> None:
    assert [c.seed for c in varied_configs(TrainConfig(), "seed", (3, 1), 5)] == [3, 1]


def test_no_seed_after_the_last() -> None:
    with pytest.raises(ConfigError, match="seed is 4,294,967,296"):
        varied_configs(TrainConfig(seed=2**32 - 1), "learning_rate", (0.1, 0.2), 2)
