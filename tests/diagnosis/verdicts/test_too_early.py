import pytest

from bp.diagnosis import chain_of_events, diagnose
from bp.training import History, TrainConfig
from tests.diagnosis.runs import HEALTHY, LONG, begun


def test_nothing_is_said_of_a_run_that_has_not_begun() -> None:
    run = begun(LONG, 0).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "0 iterations" in diagnose(run).headline
    assert chain_of_events(run) == ()


def test_one_iteration_is_too_few() -> None:
    run = begun(HEALTHY, 1).histories[0]
    assert diagnose(run).verdict == "too_early"
    assert "1 iteration is too few" in diagnose(run).headline


@pytest.mark.parametrize("seed", range(4))
def test_one_image_says_nothing_be_its_loss_0_or_90(seed: int) -> None:
    """With seed 0 it is 0.000, where all training images have a loss of 58."""
    config = TrainConfig(batch_size=1, weight_init_std=1, seed=seed)
    run = begun(config, 1).histories[0]
    found = diagnose(run)
    assert (found.verdict, found.nearly) == ("too_early", None)
    assert ("may be luck" in found.why) == (run.loss[0] < 0.1)
    assert ("near the loss of guessing" in found.why) == (0.1 < run.loss[0] < 3.4)


def test_a_few_images_with_a_low_loss_are_too_few() -> None:
    for seed in range(3):
        config = TrainConfig(batch_size=1, learning_rate=0.3, seed=seed, iterations=1_000)
        trainer = begun(config, 0)
        for _ in range(40):
            trainer.advance(1)
            assert diagnose(trainer.histories[0]).verdict == "too_early"


def test_a_loss_of_thousands_is_not_said_to_be_near_that_of_guessing() -> None:
    run = History(TrainConfig(iterations=1_000), train_size=1_000, class_shares=[0.1] * 10)
    run.record_losses([2.3, 900.0, 92_723.0])
    found = diagnose(run)
    assert found.verdict == "too_early"
    assert found.why == "A loss that is high in the first iterations may still come down."
