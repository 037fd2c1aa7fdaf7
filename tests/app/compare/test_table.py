"""What stands in the table of a comparison."""

import pytest

from bp.app.compare.table import until
from bp.diagnosis.ranking import Variant, ranking
from bp.training import Evaluation, History, TrainConfig


def record(*test_accuracies: float, iterations: int) -> History:
    """A run of that many iterations, evaluated after each, as far as it is."""
    run = History(TrainConfig(iterations=iterations), train_size=10, class_shares=[0.1] * 10)
    for place, accuracy in enumerate(test_accuracies):
        if place:
            run.record_losses([0.5])
        run.record_evaluation(Evaluation(place, place, accuracy, accuracy, 0.5, 0.5, 0), 1.0)
    return run


@pytest.mark.parametrize(
    ("runs", "told"),
    [
        ((record(0.1, 0.9, iterations=1), record(0.1, 0.9, iterations=1)), "1"),
        ((record(0.1, 0.9, iterations=1), record(0.1, 0.8, iterations=1)), "1 of 2 seeds"),
        ((record(0.1, 0.8, iterations=1),), "never"),
        ((record(0.1, 0.8, iterations=2),), "not yet"),
    ],
)
def test_never_is_said_of_none_and_at_the_end_only(runs: tuple[History, ...], told: str) -> None:
    assert until(ranking([Variant(1, runs)]), 90) == [told]
