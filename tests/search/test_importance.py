"""What matters in a sweep, on planted tables whose answer is known."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr  # type: ignore[import-untyped]

from bp.search.importance import importance

VARIED = ["learning_rate", "hidden_size", "scaling"]


def planted(runs: int, seed: int = 0) -> pd.DataFrame:
    """Settings of runs, drawn at random, whose accuracy is to be filled in."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "learning_rate": 10 ** rng.uniform(-4, 1, runs),
            "hidden_size": rng.integers(5, 200, runs),
            "scaling": rng.choice(["raw", "unit", "standard"], runs),
            "best_test_accuracy": rng.uniform(0, 1, runs),
        }
    )


def test_the_one_that_matters_gets_what_shuffling_it_costs() -> None:
    """Two independent draws from 0 to 1 are a third apart on average."""
    table = planted(200)
    place = (np.log10(table["learning_rate"]) + 4) / 5
    found = importance(table.assign(best_test_accuracy=place), VARIED)
    shares = found.table.set_index("parameter")["importance"]
    assert found.table["parameter"][0] == "learning_rate"
    assert shares["learning_rate"] == pytest.approx(1 / 3, abs=0.04)
    assert shares.drop("learning_rate").abs().max() < 0.01
    assert found.r2 > 0.98
    assert found.warning == ""


def test_a_hill_and_a_choice_matter_though_ranks_do_not_see_them() -> None:
    """Best in the middle, and only on raw pixels: neither has a rank correlation."""
    table = planted(200)
    hill = (np.log10(table["learning_rate"]) + 1.5).abs() < 1
    reached = 0.1 + 0.8 * hill * (table["scaling"] == "raw")
    table = table.assign(best_test_accuracy=reached.astype(float))
    found = importance(table, VARIED).table.set_index("parameter")
    assert list(found.index)[-1] == "hidden_size"
    assert abs(found["rank_correlation"]["learning_rate"]) < 0.2
    assert np.isnan(found["rank_correlation"]["scaling"])
    assert (found["importance"].iloc[:2] > 5 * abs(found["importance"].iloc[2])).all()


def test_the_rank_correlation_is_spearmans_with_ties() -> None:
    table = planted(9).assign(hidden_size=np.arange(9) // 2)
    found = importance(table, VARIED).table.set_index("parameter")["rank_correlation"]
    for field in ("learning_rate", "hidden_size"):
        expected = spearmanr(table[field], table["best_test_accuracy"]).statistic
        assert found[field] == pytest.approx(expected)


def test_nothing_is_claimed_from_noise() -> None:
    found = importance(planted(100), VARIED)
    assert not found.is_told
    assert found.table["importance"].isna().all()
    assert found.warning.startswith("What matters cannot be told from these runs")


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (planted(0), "No parameter has two values in the 0 runs so far"),
        (planted(1), "No parameter has two values in the 1 run so far"),
        (planted(9), "9 runs are too few to tell what matters: it takes 10 at least."),
        (planted(30).assign(best_test_accuracy=0.1), "All 30 runs reached the same test accuracy"),
        (planted(30).assign(best_test_accuracy=np.nan), "in the 0 runs so far"),
    ],
)
def test_what_cannot_be_judged_is_said(table: pd.DataFrame, sentence: str) -> None:
    found = importance(table, VARIED)
    assert sentence in found.warning
    assert not found.is_told


def test_few_runs_are_shown_with_a_warning() -> None:
    table = planted(30)
    table["best_test_accuracy"] = (table["learning_rate"] > 0.03).astype(float)
    found = importance(table, VARIED)
    assert found.is_told
    assert found.warning.startswith("30 runs over 3 parameters are few")


def test_a_field_of_one_value_is_left_out() -> None:
    table = planted(9).assign(scaling="unit")
    assert set(importance(table, VARIED).table["parameter"]) == {"learning_rate", "hidden_size"}
