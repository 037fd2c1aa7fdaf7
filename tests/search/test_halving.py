"""Successive halving: who goes on, and what it finds."""

from dataclasses import replace

import numpy as np
import pandas as pd

from bp.data import load_dataset
from bp.search import Sweep, sweep
from bp.search.halving import Halving
from bp.training import Evaluation, History, TrainConfig

BASE = TrainConfig(dataset="digits", hidden_size=8, batch_size=20, iterations=160)


def history(test_accuracy: float) -> History:
    made = History(BASE, train_size=100, class_shares=[0.5, 0.5])
    made.record_evaluation(Evaluation(0, 0, 0.5, test_accuracy, 1, 1, 0), 0)
    return made


def test_the_better_half_then_the_best_quarter_goes_on() -> None:
    runs, halving = [history(accuracy / 10) for accuracy in range(8)], Halving()
    assert halving.slow(runs, 10) == set()  # no rung
    assert halving.slow(runs, 40) == {0, 1, 2}
    assert halving.slow(runs, 80) == {0, 1, 2, 3, 4}


def test_a_later_round_is_compared_with_the_ones_before() -> None:
    halving = Halving()
    halving.slow([history(0.9)] * 8, 40)
    assert halving.slow([history(0.5), history(0.95)], 40) == {0}
    assert halving.slow([history(0.5)] * 2, 80) == set()  # who ties goes on


def test_the_rows_say_what_was_stopped_and_when() -> None:
    digits = load_dataset("digits")
    configs = [replace(BASE, learning_rate=rate) for rate in np.geomspace(1e-5, 0.5, 12).tolist()]
    full, halved = sweep(digits, configs), sweep(digits, configs, halving=True)
    assert set(halved["stopped"]) == {"", "slow"}
    assert halved["iterations_done"][halved["stopped"] == "slow"].isin([40, 80]).all()
    assert (halved["iterations_done"][halved["stopped"] == ""] == 160).all()
    assert halved["best_test_accuracy"].max() > full["best_test_accuracy"].max() - 0.05

    whole = Sweep(digits, configs, halving=True)  # in slices, as a worker is given them
    while not whole.finished:
        whole.take(whole.parts, whole.advance_parts(list(whole.parts), 23))
    pd.testing.assert_frame_equal(
        whole.table.drop(columns="seconds"), halved.drop(columns="seconds")
    )
