import math

import pytest

from bp.diagnosis.guessing import guessing, loss_of_guessing
from bp.training import History, TrainConfig


def run(*class_shares: float) -> History:
    return History(TrainConfig(), train_size=100, class_shares=class_shares)


@pytest.mark.parametrize("classes", [2, 4, 10])
def test_equal_classes_cost_the_logarithm_of_their_number(classes: int) -> None:
    assert loss_of_guessing(run(*[1 / classes] * classes)) == pytest.approx(math.log(classes))


def test_guessing_costs_the_entropy_of_the_labels() -> None:
    assert loss_of_guessing(run(0.9, 0.1)) == pytest.approx(
        0.9 * math.log(10 / 9) + 0.1 * math.log(10)
    )
    assert loss_of_guessing(run(0.5, 0.25, 0.25)) == pytest.approx(1.5 * math.log(2))
    assert loss_of_guessing(run(0.5, 0.5, 0)) == pytest.approx(math.log(2))
    assert loss_of_guessing(run(1)) == 0


def test_in_words_with_the_logarithm_where_it_is_about_that() -> None:
    assert guessing(run(*[0.1] * 10)) == "2.303, about ln 10"
    assert guessing(run(0.9, 0.1)) == "0.325"
