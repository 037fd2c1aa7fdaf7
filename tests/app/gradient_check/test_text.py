"""A check in slices, and what it says in words."""

import pickle
from dataclasses import replace
from typing import Any

import pytest

from bp.app.gradient_check.run import CheckRun
from bp.app.gradient_check.settings import CheckSettings, parse_step
from bp.app.gradient_check.text import Finding, finding
from bp.gradient_check import MISTAKES
from tests.training.examples import BLOBS, config


def settings(**changes: Any) -> CheckSettings:
    own = {"iterations", "samples", "h", "precision", "entries", "mistake"} & set(changes)
    fields = {name: value for name, value in changes.items() if name not in own}
    iterations = max(changes.get("iterations", 0), 1)
    made = CheckSettings(config(**fields, iterations=iterations, learning_rate=0.1))
    return replace(made, **{name: changes[name] for name in own})


def advance(made: CheckRun, seconds: float = 1.0) -> None:
    """One slice, as a worker does it."""
    parts = pickle.loads(pickle.dumps(made.parts))
    records = made.advance_parts(parts, made.progress[1], seconds)
    made.take(parts, records)


def run(**changes: Any) -> CheckRun:
    made = CheckRun(settings(**changes), BLOBS)
    while not made.finished:
        advance(made)
    return made


def found(**changes: Any) -> Finding:
    return finding(run(**changes), running=False)


def test_right_in_words() -> None:
    words = found()
    assert words.kind == "success"
    assert words.headline == "Backpropagation is right."
    assert "the mean absolute difference in W1 is" in words.figures


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_in_words(name: str) -> None:
    words = found(mistake=name, targets="one-hot", hidden_size=4, samples=4, scaling="standard")
    assert words.kind == "error"
    assert words.headline == f"Caught: {MISTAKES[name].label}."
    assert "so look " in words.figures


def test_where_arrays_cannot_be_judged_nothing_is_concluded_from_the_others() -> None:
    """All four are wrong, as h = 1e-4 shows; at half a unit two of them cannot be judged."""
    known = {"mistake": "softmax-batch", "targets": "one-hot", "hidden_size": 4, "samples": 4}
    clear = found(**known, scaling="standard")
    assert "All four arrays are wrong" in clear.figures
    coarse = found(**known, scaling="standard", h=0.5)
    assert coarse.headline == clear.headline
    assert "Of those that can be judged, wrong: " in coarse.figures
    assert "this check is too coarse to tell" in coarse.figures
    assert "so look" not in coarse.figures


@pytest.mark.parametrize(
    ("changes", "headline"),
    [
        ({"mistake": "one-hot"}, "This mistake changes nothing here."),
        ({"mistake": "batch-size", "samples": 1}, "This mistake changes nothing here."),
        ({"mistake": "softmax-batch", "samples": 1}, "This mistake changes nothing here."),
        ({"mistake": "relu-mask", "activation": "identity"}, "This mistake changes nothing here."),
        ({"mistake": "transpose"}, "Nothing to check."),
        ({"mistake": "bias-axis"}, "Nothing to check."),
    ],
)
def test_a_mistake_that_does_not_show(changes: dict[str, Any], headline: str) -> None:
    assert found(**changes).headline == headline


def test_the_step_is_to_blame() -> None:
    words = found(h=1e-14)
    assert words.headline == "Too coarse to tell."
    assert "the step is to blame, not backpropagation" in words.figures


def test_the_precision_is_to_blame() -> None:
    words = found(precision="float32", h=1e-6)
    assert words.headline == "Too coarse to tell."
    assert "to blame, not backpropagation" in words.figures


def test_of_a_sample_no_more_is_said_than_was_looked_at() -> None:
    """A mistake in what was left out is not seen."""
    assert found(entries=2).headline == "Backpropagation is right in this sample."
    assert found(entries=10_000).headline == "Backpropagation is right."  # that is all of them

    seen, unseen = found(mistake="relu-mask", entries=20), found(mistake="one-hot", entries=2)
    assert ". In this sample, only the first layer's gradients are wrong, so look" in seen.figures
    assert unseen.headline == "This mistake changes nothing in this sample."
    assert unseen.figures.startswith("Another one may show it. ")


def test_kinks_are_mentioned() -> None:
    assert "cross a kink of the activation" in found(h=0.5).figures
    assert "kink" not in found(h=0.5, activation="sigmoid").figures


def test_trained_first() -> None:
    assert run(iterations=60).trainer.iteration == 60
    assert run().trainer.iteration == 0


def test_a_network_that_was_lost_in_training() -> None:
    made = CheckRun(settings(iterations=20), BLOBS)
    made.trainer.set_learning_rate(0, 1_000)
    made.trainer.parts[0].params.W2[:] = 1e38
    while not made.finished:
        advance(made)
    assert "it has no gradient to check" in finding(made, running=False).figures


def test_from_the_first_slice_to_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 50)
    made = CheckRun(settings(iterations=60), BLOBS)
    headlines = []
    while not made.finished:
        advance(made, 1e-6)
        words = finding(made, running=not made.finished)
        if words.headline not in headlines:
            headlines.append(words.headline)
    assert headlines == ["Training first.", "Checking.", "Backpropagation is right."]


def test_stopped_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bp.gradient_check.loss_nearby.PIECE", 50)
    made = CheckRun(settings(), BLOBS)
    while made.check is None or not made.check.done:
        advance(made, 1e-6)
    assert not made.finished
    assert finding(made, running=False).headline == "Backpropagation is right, so far."


def test_the_same_settings_give_the_same_figures() -> None:
    checks = [run(entries=5).check for _ in range(2)]
    assert checks[0] is not None
    assert checks[1] is not None
    assert checks[0].table().equals(checks[1].table())


@pytest.mark.parametrize(("text", "h"), [("1e-4", 1e-4), (" 3E-5 ", 3e-5), ("0.1", 0.1)])
def test_a_step_as_it_is_typed(text: str, h: float) -> None:
    assert parse_step(text) == h


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "must be a number such as 1e-4, not “abc”"),
        ("", "must be a number such as 1e-4"),
        (None, "must be a number such as 1e-4"),
        ("1,5", "must be a number such as 1e-4, not “1,5”"),
        ("0", "is 0, but it must be positive"),
        ("-1e-4", "is -0.0001, but it must be positive"),
        ("nan", "is nan, but it must be positive"),
        ("inf", "is inf, but it must be positive"),
        ("2", "from 1e-15 to 1"),
    ],
)
def test_a_step_that_cannot_be(text: str | None, sentence: str) -> None:
    with pytest.raises(ValueError, match="The step h") as raised:
        parse_step(text)
    assert sentence in str(raised.value)
