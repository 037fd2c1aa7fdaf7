import re

import pytest

from bp.diagnosis import VERDICTS, diagnose, verdict_label
from tests.diagnosis.made import made
from tests.diagnosis.runs import ILLS, trained

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


def test_every_verdict_is_ready_for_the_page() -> None:
    for verdict in VERDICTS.values():
        assert verdict.label
        assert verdict.severity in {"good", "info", "warning", "bad"}
        assert re.fullmatch(r":material/[a-z_]+:", verdict.icon)


def test_the_evidence_holds_what_the_history_measured() -> None:
    run = trained(ILLS["dead"])
    evidence = dict(diagnose(run).evidence)
    last = run.evaluations.iloc[-1]
    assert evidence["Dead units"] == f"{int(last.dead_units)} of 50 (iteration 300)"
    accuracy = f"{100 * last.test_accuracy:.1f}\u00a0%"
    assert evidence["Test accuracy"] == f"{accuracy} (all test images, iteration 300)"
    assert evidence["Gradient of W1, b1 and W2"] == "exactly 0 (a batch, iteration 287)"
    assert evidence["Highest loss"] == (
        f"{run.loss.max():,.1f} (a batch, iteration {run.loss.argmax()})"
    )


def test_losses_of_exactly_zero_are_judged() -> None:
    """In float32 a network that is sure has a loss of 0, for batches of a single image often."""
    zeros = (2.3, *[0.0] * 10)
    run = made(test_accuracy=[1.0] * 11, test_loss=zeros, train_loss=zeros, batch_size=1)
    assert diagnose(run).verdict == "learning"
    assert diagnose(run, [run, run]).verdict == "learning"


@pytest.mark.parametrize(
    ("verdict", "nearly", "said"),
    [
        ("dead", None, "Dead"),
        ("learning", "", "Learning well"),
        ("learning", "too_slow", "Between too slow and learning well"),
        ("of_another_release", None, "of another release"),
    ],
)
def test_both_halves_are_said(verdict: str, nearly: str | None, said: str) -> None:
    assert verdict_label(verdict, nearly) == said
