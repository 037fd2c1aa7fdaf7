"""Dead units are counted on 1,000 images: what is said of them is said of no more."""

from dataclasses import replace

import numpy as np
import pytest

from bp.data import Dataset, load_dataset
from bp.diagnosis import chain_of_events, diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.verdicts import lost_units
from bp.training import History, TrainConfig, Trainer
from tests.diagnosis.made import made
from tests.diagnosis.runs import begun, trained

AT_3 = TrainConfig(learning_rate=3, iterations=1_500)  # all units off at 82, one is on at 233
NEVER = ("No learning rate", "useless", "nothing can", "Nothing moves", "do not come back")


def said(history: History) -> str:
    found = diagnose(history)
    return f"{found.headline} {found.why}"


@pytest.mark.parametrize("iterations", [85, 100, 170, 330])
def test_units_that_may_come_back_are_not_said_to_be_gone(iterations: int) -> None:
    told = said(begun(AT_3, iterations).histories[0])
    assert "hidden units are off for all of the 1,000 training images looked at" in told
    assert "unlikely to help" in told
    assert [word for word in NEVER if word in told] == []


def test_what_came_back_is_an_event_and_the_headline_has_the_last_death() -> None:
    run = begun(AT_3, 330).histories[0]
    counts = run.probes.set_index("iteration").dead_units
    fewer = counts[(counts.index > 82) & (counts < 50)]
    assert len(fewer)
    since = counts.index[counts.index > fewer.index[-1]][0]
    told = {event.iteration: event.sentence for event in chain_of_events(run)}
    assert any("49 of 50 hidden units are off: some are on again." in s for s in told.values())
    assert f", since iteration {since}, and" in diagnose(run).headline
    assert any(e.iteration == since and "50 of 50" in e.sentence for e in chain_of_events(run))


@pytest.mark.parametrize("dead", [(0, 40, 50, 47, 50, 50), (0, 10, 30, 38, 38, 37), (2, 1, 1, 1)])
def test_events_and_headline_agree_on_since_when(dead: tuple[int, ...]) -> None:
    high = (2.3, *[2.2] * (len(dead) - 1))
    run = made(test_accuracy=[0.1] * len(dead), test_loss=high, train_loss=high, dead_units=dead)
    headline = diagnose(run).headline
    if "since iteration" in headline:
        since = int(headline.split("since iteration ")[1].split(",")[0])
        found = [e.sentence for e in chain_of_events(run) if e.iteration == since]
        assert any(f"{dead[since // 100]} of 50 hidden units are off" in s for s in found)


def test_weight_decay_may_turn_units_on_again() -> None:
    config = TrainConfig(
        dataset="digits", scaling="raw", learning_rate=0.5, weight_decay=0.1, iterations=3_000
    )
    assert "weight decay may turn some on again" in said(begun(config, 200).histories[0])


def test_lost_units_are_not_said_to_be_off_for_every_image() -> None:
    """31 are off on 1,000 images, and not all of them on all training images.

    Which verdict it gets is close: what the one on lost units says is asked for as such.
    """
    facts = Facts(trained(TrainConfig(scaling="raw", learning_rate=0.005, iterations=1_000)))
    told = f"{lost_units.VERDICT.sentence(facts)} {lost_units.VERDICT.why(facts)}"
    assert "every image" not in told
    assert "died during training (off for all of the 1,000 training images looked at)" in told
    assert "below 0 for all of the 1,000 training images looked at" in told
    assert "they seldom come back" in told


def all_off(images: int) -> History:
    """A network without an on unit, on so many training images."""
    whole = load_dataset("digits")
    few = Dataset(
        "digits",
        whole.x_train[:images],
        whole.t_train[:images],
        whole.x_test,
        whole.t_test,
        whole.image_shape,
        whole.pixel_max,
        whole.classes,
    )
    trainer = Trainer(few, [TrainConfig("digits", iterations=300)])
    trainer.parts[0].params.b1[:] = -1_000
    trainer.advance(300)
    return trainer.histories[0]


def test_where_all_training_images_were_looked_at_it_is_certain() -> None:
    assert "all 500 training images" in said(all_off(500))
    assert "Nothing moves them any more: more iterations are useless" in said(all_off(500))
    assert "unlikely to help" in said(all_off(1_100))


def test_weights_of_0_never_move() -> None:
    zero = TrainConfig("digits", weight_init_std=0, iterations=300)
    assert "Nothing moves them any more" in said(trained(zero))


def test_what_is_no_number_is_neither_on_nor_off() -> None:
    config = TrainConfig(
        "digits", "standard", hidden_size=10, batch_size=50, learning_rate=10, iterations=400
    )
    run = trained(config)
    assert np.isnan(run.probes.gradient_W1.iloc[-1])
    assert not [e for e in chain_of_events(run) if "are off" in e.sentence]
    evidence = dict(diagnose(run).evidence)
    assert evidence["Dead units"] == "0 of 10 (iteration 21)"
    last = int(run.probes.iteration.iloc[-1])
    assert evidence["Gradient of W1, b1 and W2"] == (
        f"not a number, not a number, not a number (a batch, iteration {last})"
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_gradient_is_told_as_it_was_measured(seed: int) -> None:
    run = trained(replace(AT_3, seed=seed, iterations=300))
    probe = run.probe_records[-1]
    told = dict(diagnose(run).evidence)["Gradient of W1, b1 and W2"]
    assert told.startswith("exactly 0") == (
        not any([probe.gradient_W1, probe.gradient_b1, probe.gradient_W2])
    )
