import pytest

from bp.diagnosis import diagnose
from tests.diagnosis.made import made

SETTLED = (2.3, 1.8, 1.62, *[1.6] * 8)
ACCURACY = (0.1, 0.3, 0.35, *[0.36] * 8)


def test_a_calm_loss_that_stopped_half_way_is_stuck() -> None:
    run = made(test_accuracy=ACCURACY, test_loss=SETTLED, train_loss=SETTLED, hidden_size=6)
    found = diagnose(run)
    assert (found.verdict, found.nearly) == ("local_minimum", None)
    assert "too large" not in found.headline
    more, other = (cure.config for cure in found.cures)
    assert (more.hidden_size, more.seed) == (24, 0)
    assert (other.hidden_size, other.seed) == (6, 1)


@pytest.mark.parametrize(
    ("losses", "update_ratio"), [((2.3, 4.5, *SETTLED[2:]), 0.01), (SETTLED, 0.5)]
)
def test_a_jump_or_a_large_step_is_another_cause(
    losses: tuple[float, ...], update_ratio: float
) -> None:
    run = made(
        test_accuracy=ACCURACY, test_loss=losses, train_loss=losses, update_ratio=update_ratio
    )
    assert diagnose(run).verdict == "unstable"


def test_a_rate_that_was_lowered_far_is_another_cause() -> None:
    run = made(test_accuracy=ACCURACY, test_loss=SETTLED, train_loss=SETTLED, learning_rate=0.1)
    run.rates = [(0, 0.1), (200, 1e-5)]
    found = diagnose(run)
    assert found.verdict == "too_slow"
    assert "no small step leads down" not in found.why
