from dataclasses import replace

import pytest

from bp.diagnosis import diagnose
from bp.training import TrainConfig
from tests.diagnosis.runs import HEALTHY, ILLS, begun, moved, trained


def test_a_healthy_run_is_never_called_ill_on_its_way() -> None:
    trainer, verdicts = begun(HEALTHY, 0), set[str]()
    while trainer.iteration < 1_000:
        trainer.advance(25)
        verdicts.add(diagnose(trainer.histories[0]).verdict)
    assert verdicts == {"too_early", "learning"}


def test_the_headline_of_learning_holds_what_the_history_measured() -> None:
    run = trained(ILLS["learning"])
    headline = diagnose(run).headline
    assert f"the loss is {run.loss[-40:].mean():.3f}" in headline
    assert f"test accuracy {100 * run.evaluations.test_accuracy.iloc[-1]:.1f}\u00a0%" in headline


@pytest.mark.parametrize(
    ("config", "move"),
    [
        (TrainConfig("digits", learning_rate=1e-6, iterations=3_000), (1_000, 0.1)),
        (TrainConfig("digits", optimizer="adagrad", learning_rate=0.01), (1_000, 1e-6)),
        (TrainConfig("digits", weight_init_std=1e-6, learning_rate=0.3, iterations=3_000), None),
    ],
)
def test_why_speaks_of_the_loss_that_fell_and_of_no_step(
    config: TrainConfig, move: tuple[int, float] | None
) -> None:
    config = replace(config, iterations=3_000)
    run = moved(config, move) if move else trained(config)
    found = diagnose(run)
    assert found.verdict == "learning"
    first, last = run.evaluations.train_loss.iloc[[0, -1]]
    assert found.why.startswith(
        f"The loss on all training images fell from {first:.3f} before the first update to "
        f"{last:.3f} at iteration 3,000"
    )
    assert "overshoot" not in found.why
    assert "of the weights" not in found.why
