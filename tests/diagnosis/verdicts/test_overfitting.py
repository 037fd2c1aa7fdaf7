"""Test figures that get worse: a note where the accuracy holds, a warning where it falls."""

import pytest

from bp.diagnosis import VERDICTS, diagnose, outcome
from bp.training import History, TrainConfig
from tests.diagnosis.made import made
from tests.diagnosis.runs import ILLS, trained

TRAIN_LOSS = (2.3, 0.8, 0.4, 0.2, 0.1, 0.06, 0.04, 0.03, 0.02, 0.01, 0.01)
TEST_LOSS = (2.3, 0.9, 0.5, 0.4, 0.42, 0.45, 0.48, 0.5, 0.52, 0.54, 0.56)
HELD = (0.1, 0.7, 0.85, 0.9, 0.9, 0.901, 0.9, 0.899, 0.9, 0.901, 0.9)
FALLEN = (0.1, 0.7, 0.85, 0.9, 0.9, 0.9, 0.89, 0.88, 0.875, 0.87, 0.87)


def run(test_accuracy: tuple[float, ...]) -> History:
    return made(test_accuracy=test_accuracy, test_loss=TEST_LOSS, train_loss=TRAIN_LOSS)


@pytest.mark.parametrize(
    ("accuracy", "verdict", "severity"),
    [(HELD, "overconfident", "info"), (FALLEN, "overfitting", "warning")],
)
def test_what_the_accuracy_does_decides(
    accuracy: tuple[float, ...], verdict: str, severity: str
) -> None:
    found = diagnose(run(accuracy))
    assert (found.verdict, found.nearly) == (verdict, None)
    assert VERDICTS[verdict].severity == severity


def test_the_sentences_name_both_moments() -> None:
    assert diagnose(run(HELD)).headline == (
        "The test accuracy is 90.0\u00a0%; the test loss was 0.400 at iteration 300 and is 0.560 "
        "now."
    )
    assert diagnose(run(FALLEN)).headline == (
        "The test accuracy was 90.0\u00a0% at iteration 300 and is 87.0\u00a0% now; the test loss "
        "was 0.400 at iteration 300 and is 0.560 now."
    )


def test_the_cure_is_to_stop_where_the_test_loss_was_lowest() -> None:
    for accuracy in (HELD, FALLEN):
        cure = diagnose(run(accuracy)).cure
        assert cure
        assert cure.iterations == 300


def test_a_rise_at_the_threshold_is_between_the_two() -> None:
    losses = (2.3, 0.9, 0.5, 0.4, *[0.42] * 7)  # 5 % above the lowest, to the last digit
    found = diagnose(made(test_accuracy=HELD, test_loss=losses, train_loss=TRAIN_LOSS))
    assert (found.verdict, found.nearly) == ("learning", "overconfident")
    assert found.gravest is VERDICTS["overconfident"]  # no green check beside a doubt
    assert found.label == "Between sure where it is wrong and learning well"


def test_a_rise_that_is_not_lasting_is_none() -> None:
    losses = (2.3, 0.9, 0.7, 0.6, 0.55, 0.5, 0.48, 0.46, 0.45, 0.44, 0.5)
    found = diagnose(made(test_accuracy=HELD, test_loss=losses, train_loss=TRAIN_LOSS))
    assert found.verdict == "learning"


def test_stopping_early_spares_the_test_loss() -> None:
    ill = trained(ILLS["overconfident"])
    cure = diagnose(ill).cure
    assert cure
    assert trained(cure).evaluations.test_loss.iloc[-1] < ill.evaluations.test_loss.iloc[-1]


SURE = TrainConfig(
    "mnist-5k",
    "standard",
    optimizer="adagrad",
    hidden_size=200,
    batch_size=1_000,
    learning_rate=0.93,
    iterations=100,
    seed=58,
)


@pytest.mark.long
def test_a_run_that_reads_more_than_then_is_told_so_and_not_stopped_at_its_start() -> None:
    """7.8 % of the test images where the test loss was lowest, at iteration 0; 90.3 % now."""
    ill = trained(SURE)
    assert ill.evaluations.test_loss.idxmin() == 0
    found = diagnose(ill)
    assert found.verdict == "overconfident"
    assert "about as many" not in found.why
    assert "It reads more test images correctly than then (90.3\u00a0% now, 7.8" in found.why
    assert found.cure
    assert (found.cure.iterations, found.cure.learning_rate) == (100, 0.005)
    assert outcome(ill, trained(found.cure)).word in {"works", "helps"}


def test_an_accuracy_that_held_is_told_so() -> None:
    assert "about as many test images correctly as then (90.0\u00a0% now, 90.0" in (
        diagnose(run(HELD)).why
    )
