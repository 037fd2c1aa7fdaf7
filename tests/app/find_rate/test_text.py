"""What is said of a range test's rates."""

from bp.app.find_rate.text import finding
from bp.data import load_dataset
from bp.search import RangeTest
from bp.training import TrainConfig


def test_networks_that_learn_and_break_within_a_few_rates() -> None:
    config = TrainConfig(
        dataset="digits", scaling="raw", hidden_size=20, batch_size=500, activation="identity"
    )
    test = RangeTest(load_dataset("digits"), config, lowest=0.3, highest=1000)
    while not test.finished:
        test.advance(100)
    assert test.suggestions == []
    assert test.lowest.loss < 0.7 * test.loss_of_guessing
    found = finding(test, running=False)
    assert found.kind == "warning"
    assert found.headline == "The networks broke after a few rates, too few to recommend one."
    assert found.figures.endswith("Lower **From**.")
