"""The ranking against figures worked out one by one from the records of real, tiny runs."""

import math
from collections.abc import Sequence
from statistics import fmean, pstdev
from typing import Any

import pandas as pd
import pytest

from bp.diagnosis import diagnose
from bp.diagnosis.diagnosing import verdicts_among
from bp.diagnosis.ranking import Variant, ranking, variants_of
from bp.training import Evaluation, History, TrainConfig, Trainer
from bp.training.variations import varied_configs
from tests.diagnosis.runs import ILLS
from tests.diagnosis.runs import trained as run_of
from tests.training.examples import BLOBS, config, trained

RATES = (0.0001, 0.5, 0.02)
SEEDS = 3


@pytest.fixture(scope="module")
def histories() -> list[History]:
    return trained(*varied_configs(config(), "learning_rate", RATES, SEEDS)).histories


def record(*accuracies: float, seed: int = 0) -> History:
    """A run with these test accuracies, one an iteration."""
    run = History(config(seed=seed), train_size=16, class_shares=[0.25] * 4)
    for iteration, accuracy in enumerate(accuracies):
        run.record_evaluation(
            Evaluation(iteration, iteration, accuracy, accuracy, 0.1, 0.1, seed), 2.0 * iteration
        )
        run.record_losses([0.1])
    return run


def rows(table: pd.DataFrame) -> list[Any]:
    return list(table.itertuples())


def test_runs_are_gathered_by_value(histories: list[History]) -> None:
    variants = variants_of(reversed(histories), "learning_rate")
    assert [variant.value for variant in variants] == list(reversed(RATES))
    for variant in variants:
        assert [run.config.seed for run in variant.histories] == [2, 1, 0]
        assert {run.config.learning_rate for run in variant.histories} == {variant.value}


def test_every_figure_of_every_row(histories: list[History]) -> None:
    variants = variants_of(histories, "learning_rate")
    table = ranking(variants)
    assert sorted(table["place"]) == [0, 1, 2]
    for row in rows(table):
        runs = [run for run in histories if run.config.learning_rate == RATES[row.place]]
        assert len(runs) == SEEDS
        tests = [run.evaluations["test_accuracy"].tolist() for run in runs]
        best, last = [max(one) for one in tests], [one[-1] for one in tests]
        trains = [run.evaluations["train_accuracy"].tolist()[-1] for run in runs]
        dead = [run.evaluations["dead_units"].tolist()[-1] for run in runs]
        assert row.label == variants[row.place].label
        assert row.best == pytest.approx(fmean(best))
        assert row.best_deviation == pytest.approx(pstdev(best))
        assert row.last == pytest.approx(fmean(last))
        assert row.last_deviation == pytest.approx(pstdev(last))
        assert row.gap == pytest.approx(fmean(trains) - fmean(last))
        assert row.dead_units == pytest.approx(fmean(dead))
        assert row.hidden_units == 8
        assert row.seconds == pytest.approx(sum(run.seconds[-1] for run in runs))
        assert row.verdict == diagnose(runs[0], runs[1:]).verdict


def test_the_best_comes_first(histories: list[History]) -> None:
    best = ranking(variants_of(histories, "learning_rate"))["best"].tolist()
    assert best == sorted(best, reverse=True)
    assert best[0] > best[-1]


def test_one_seed_deviates_by_nothing(histories: list[History]) -> None:
    table = ranking([Variant(0.5, (histories[0],))])
    assert table[["best_deviation", "last_deviation"]].to_numpy().tolist() == [[0, 0]]


def test_milestones_are_means_of_first_iterations() -> None:
    variants = [Variant(1, (record(0.2, 0.9, 0.96, 0.5), record(0.2, 0.8, 0.89, 0.95, seed=1)))]
    (row,) = rows(ranking(variants))
    assert (row.to_90, row.to_95) == ((1 + 3) / 2, (2 + 3) / 2)
    assert (row.best, row.last, row.dead_units) == (pytest.approx(0.955), 0.725, 0.5)
    assert row.seconds == 6 + 6


def test_a_milestone_that_one_seed_never_reaches_has_no_iteration() -> None:
    (row,) = rows(ranking([Variant(1, (record(0.96), record(0.92, seed=1)))]))
    assert row.to_90 == 0
    assert math.isnan(row.to_95)
    assert (row.reached_90, row.reached_95, row.repeats) == (2, 1, 2)


def test_before_the_first_iteration() -> None:
    configs = varied_configs(config(), "learning_rate", RATES, 1)
    table = ranking(variants_of(Trainer(BLOBS, configs).histories, "learning_rate"))
    assert set(table["verdict"]) == {"too_early"}
    assert table["to_90"].isna().all()
    assert (table["seconds"] == 0).all()


@pytest.mark.parametrize(
    ("value", "label"),
    [(0.001, "0.001"), (1e-5, "1e-5"), (1.0, "1"), (1_000.0, "1e3"), (50, "50"), ("raw", "raw")],
)
def test_labels_are_short(value: object, label: str) -> None:
    assert Variant(value, ()).label == label


def test_no_two_values_have_one_label() -> None:
    rates = (0.1, 0.1001, 0.10012, 1.234e-5, 1.2341e-5)
    configs = [TrainConfig(learning_rate=rate) for rate in rates]
    labels = [Variant(one.learning_rate, ()).label for one in configs]
    assert [float(label) for label in labels] == list(rates)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[History]:
    """Whose verdict the ranking asks for, from now on."""
    histories: list[History] = []

    def counted(runs: Sequence[History]) -> list[tuple[str, str | None]]:
        histories.extend(runs)
        return verdicts_among(runs)

    monkeypatch.setattr("bp.diagnosis.ranking.verdicts_among", counted)
    return histories


def test_while_they_move_a_row_is_worked_out_when_something_new_was_measured(
    asked: list[History],
) -> None:
    runs = [record(0.3, 0.92), record(0.5, 0.6)]
    variants = [Variant(place, (run,)) for place, run in enumerate(runs)]
    for _ in range(3):
        assert ranking(variants, moving=True).equals(ranking(variants))
    assert asked.count(runs[0]) == 1 + 3  # the three are those at rest
    runs[1].record_evaluation(Evaluation(3, 3, 0.99, 0.98, 0.1, 0.1, 0), 4.0)
    asked.clear()
    first = rows(ranking(variants, moving=True))[0]
    assert (first.place, first.best) == (1, pytest.approx(0.98))
    assert asked == [runs[1]]


def test_a_row_is_worked_out_once_however_many_frames_show_it(asked: list[History]) -> None:
    """A frame shows a snapshot, and every frame another one."""
    trainer = Trainer(BLOBS, [config(learning_rate=rate) for rate in (0.1, 0.2)])
    trainer.advance(20)
    for _ in range(3):
        ranking(variants_of(trainer.snapshot().histories, "learning_rate"), moving=True)
    assert len(asked) == 2


def test_where_seeds_differ_the_verdict_counts_them() -> None:
    """Beside means of all seeds, the verdict on the first alone would contradict them."""
    dead, alive = run_of(ILLS["dead"]), run_of(ILLS["learning"])
    row = ranking([Variant(0.1, (dead, alive, alive))]).iloc[0]
    labels = [diagnose(run, (dead, alive, alive)).label for run in (alive, dead)]
    assert row["judged"] == f"{labels[0]} (2 of 3); {labels[1]} (1 of 3)"
    assert ranking([Variant(0.1, (alive, alive))]).iloc[0]["judged"] == diagnose(alive, ()).label
