from bp.diagnosis import diagnose
from bp.training import History
from tests.diagnosis.made import made


def run(last: float) -> History:
    """Batch size 1: best 0.93, and then worse and worse on all images alike."""
    accuracy = (0.1, 0.8, 0.9, 0.93, 0.93, 0.93, 0.92, 0.91, *[last] * 3)
    losses = (2.3, 0.6, 0.3, 0.2, 0.2, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5)
    return made(
        test_accuracy=accuracy,
        test_loss=losses,
        train_loss=losses,
        batch_size=1,
        hidden_size=100,
        learning_rate=0.05,
    )


def test_a_run_that_was_better_is_not_learning_well() -> None:
    found = diagnose(run(0.84))
    assert (found.verdict, found.nearly) == ("past_its_best", None)
    assert "was 93.0\u00a0% at iteration 300 and is 84.0\u00a0% now" in found.headline
    assert "a learning rate of 0.05 with batches of 1" in found.why


def test_the_cures_are_a_smaller_rate_and_stopping_where_it_was_best() -> None:
    smaller, shorter = (cure.config for cure in diagnose(run(0.84)).cures)
    assert smaller.learning_rate < 0.05
    assert (shorter.learning_rate, shorter.iterations) == (0.05, 300)


def test_a_point_less_is_no_fall() -> None:
    assert diagnose(run(0.92)).verdict == "learning"


def test_a_rate_that_was_lowered_after_the_damage_is_not_blamed() -> None:
    moved = run(0.84)
    moved.rates = [(0, 0.05), (400, 0.5), (600, 1e-6)]
    found = diagnose(moved)
    assert found.verdict == "past_its_best"
    assert "a learning rate of 0.5 with batches of 1 the steps are so large" in found.why
    smaller, shorter = found.cures
    assert (smaller.instead_of.learning_rate, shorter.config.learning_rate) == (0.5, 0.05)
