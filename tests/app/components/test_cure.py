"""What a page says of a cure, before and after it was run."""

from dataclasses import replace

from bp.app.components.cure import in_words, outcome
from bp.diagnosis import cures
from bp.training import TrainConfig, Trainer
from tests.diagnosis.runs import ILLS, begun, trained

DEAD = ILLS["dead"]


def said(cure: TrainConfig, iterations: int | None = None) -> str:
    trainer: Trainer = begun(cure, cure.iterations if iterations is None else iterations)
    return outcome(trained(DEAD), trainer)


def test_only_what_changes_is_named() -> None:
    config = TrainConfig(scaling="raw", learning_rate=0.1)
    assert in_words(config, replace(config, scaling="unit")) == "scaling unit instead of raw"
    both = in_words(config, replace(config, learning_rate=1e-5, hidden_size=7))
    assert both == "hidden size 7 instead of 50, learning rate 1e-5 instead of 0.1"
    assert in_words(config, config) == ""


def test_no_word_of_success_before_the_end() -> None:
    cure = cures(trained(DEAD))[0]
    assert said(cure, 299) == "The cure trains: 299 of 300 iterations."


def test_a_cure_that_works_says_so_with_both_accuracies() -> None:
    cure = cures(trained(DEAD))[0]
    before, after = (trained(one).evaluations["test_accuracy"].iloc[-1] for one in (DEAD, cure))
    expected = f"test accuracy {100 * after:.1f} % instead of {100 * before:.1f} %"
    assert said(cure) == f"The cure works: {expected}."


def test_one_that_does_not_help_is_not_called_a_cure() -> None:
    sentence = said(replace(DEAD, learning_rate=0.5))
    assert sentence.startswith("It does not help: dead, test accuracy ")
    assert "cure" not in sentence


def test_one_that_only_helps_says_what_is_left() -> None:
    slow = replace(DEAD, scaling="unit", learning_rate=0.005)
    sentence = said(slow)
    assert sentence.startswith(("It helps: too slow, test", "It helps: not started, test"))
