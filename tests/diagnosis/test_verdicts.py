import re

import pytest

from bp.diagnosis import VERDICTS, diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import ILLS, seeds, trained, unlucky

EVERY = pytest.mark.parametrize("verdict", ILLS)


@EVERY
def test_a_real_run_gets_its_verdict(verdict: str) -> None:
    assert diagnose(trained(ILLS[verdict])).verdict == verdict


@EVERY
def test_the_headline_is_a_calm_sentence_with_figures(verdict: str) -> None:
    headline = diagnose(trained(ILLS[verdict])).headline
    assert re.search(r"\d", headline)
    assert headline.endswith(".")
    assert "!" not in headline
    assert "nan" not in headline
    assert "e-0" not in headline


def test_a_failure_is_called_unlucky_where_most_other_seeds_learn() -> None:
    accuracies = [run.evaluation_records[-1].test_accuracy for run in unlucky()]
    assert [accuracy < 0.5 for accuracy in accuracies] == [True, False, False]
    verdicts = [diagnose(run, unlucky()).verdict for run in unlucky()]
    assert verdicts == ["unlucky_start", "learning", "learning"]


def test_an_unlucky_headline_counts_the_other_seeds() -> None:
    assert "2 of 2 other seeds learn" in diagnose(unlucky()[0], unlucky()).headline


def test_a_failure_that_all_seeds_share_is_not_called_unlucky() -> None:
    config = TrainConfig(dataset="digits", scaling="raw", learning_rate=1, iterations=100)
    assert {diagnose(run, seeds(config)).verdict for run in seeds(config)} == {"dead"}


def test_every_verdict_is_ready_for_the_page() -> None:
    for verdict in VERDICTS.values():
        assert verdict.label
        assert verdict.severity in {"good", "info", "warning", "bad"}
        assert re.fullmatch(r":material/[a-z_]+:", verdict.icon)


def test_the_evidence_holds_what_the_history_measured() -> None:
    run = trained(ILLS["dead"])
    evidence = dict(diagnose(run).evidence)
    last = run.evaluations.iloc[-1]
    assert evidence["Dead units"] == f"{int(last.dead_units)} of 50"
    assert evidence["Test accuracy"] == f"{100 * last.test_accuracy:.1f} %"
    assert evidence["Gradient of W1, b1 and W2"] == "exactly 0"
    assert evidence["Highest loss"] == f"{run.loss.max():,.1f}"


def test_the_headline_of_learning_holds_what_the_history_measured() -> None:
    run = trained(ILLS["learning"])
    headline = diagnose(run).headline
    assert f"the loss is {run.loss[-40:].mean():.3f}" in headline
    assert f"test accuracy {100 * run.evaluations.test_accuracy.iloc[-1]:.1f} %" in headline
