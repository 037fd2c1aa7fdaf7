"""A cure is judged by what was wrong with the run that it is to cure."""

import re
from dataclasses import replace

import pytest

from bp.diagnosis import Outcome, diagnose, outcome
from bp.training import Evaluation, History, TrainConfig
from tests.diagnosis.runs import ILLS, begun, cures, trained

DEAD = ILLS["dead"]


def tried(cure: TrainConfig) -> Outcome:
    return outcome(trained(DEAD), trained(cure))


def record(*test_losses: float, accuracy: float = 0.9, iterations: int = 400) -> History:
    """A run that falls to a training loss of 0.01, with these test losses."""
    run = History(TrainConfig(iterations=iterations), train_size=1_000, class_shares=[0.1] * 10)
    count = len(test_losses)
    run.record_losses([0.1] * iterations)
    for place, test_loss in enumerate(test_losses):
        done = place * iterations // (count - 1)
        loss = 2.3 * (1 - place / (count - 1)) + 0.01
        run.record_evaluation(
            Evaluation(done, done / 10, accuracy, accuracy, loss, test_loss, 0), 1.0
        )
    return run


def test_a_cure_that_works_says_so_with_the_figure_that_was_wrong() -> None:
    cure = cures(trained(DEAD))[0]
    before, after = (trained(one).evaluations["train_loss"].iloc[-1] for one in (DEAD, cure))
    found = tried(cure)
    assert found.word == "works"
    assert found.sentence == (
        f"The cure works: the training loss {after:.3f} (iteration 300) instead of {before:.3f} "
        "(iteration 300). It is now judged: learning well."
    )


def test_one_that_does_not_help_is_not_called_a_cure() -> None:
    found = tried(replace(DEAD, learning_rate=0.5))
    assert found.word == "makes no difference"
    assert found.sentence.endswith("It is now judged: dead.")
    assert "cure" not in found.sentence


def test_one_that_only_helps_says_what_is_left() -> None:
    found = tried(replace(DEAD, scaling="unit", learning_rate=0.01, iterations=600))
    assert found.word == "helps"
    assert re.search(r"now judged: (too slow|not started|between)", found.sentence)


@pytest.mark.parametrize(
    ("after", "word"), [(0.3, "works"), (0.49, "makes no difference"), (0.6, "does not help")]
)
def test_overfitting_is_judged_by_the_test_loss_and_not_by_the_accuracy(
    after: float, word: str
) -> None:
    """The accuracy of the cure is lower by a point, and no word is lost on it."""
    ill = record(2.3, 0.3, 0.4, 0.5, 0.5, 0.5)
    treated = record(2.3, after, accuracy=0.89, iterations=80)
    found = outcome(ill, treated)
    assert found.word == word
    assert f"the test loss {after:.3f} (iteration 80) instead of 0.500" in found.sentence
    assert "accuracy" not in found.sentence


def test_close_to_a_note_is_still_well() -> None:
    """A cure that comes "between sure where it is wrong and learning well" works."""
    wavering = record(2.3, 0.3, 0.31, 0.3, 0.32, 0.31, 0.33)
    found = diagnose(wavering)
    assert (found.verdict, found.nearly) == ("learning", "overconfident")
    assert outcome(trained(DEAD), wavering).word == "works"
    assert found.cures == ()


def test_a_run_that_diverged_is_not_judged_by_its_last_finite_loss() -> None:
    """Stopped before its next evaluation, it had none but that of the start."""
    config = TrainConfig(
        "digits",
        activation="identity",
        scaling="raw",
        hidden_size=20,
        batch_size=50,
        learning_rate=1,
        iterations=60,
    )
    lost = begun(config, 20).histories[0]
    cured = trained(cures(lost)[0])
    found = outcome(lost, cured)
    assert found.word == "helps"  # 60 iterations are too early to call it well
    assert f"instead of no number (iteration {lost.first_lost})" in found.sentence
    assert "too early to say" in found.sentence
    assert outcome(cured, lost).word == "does not help"
