"""Settings that are moved, typed or linked on the Train page, and what it makes of nonsense."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.controls import settings
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS, TrainConfig
from tests.pages.at_hand import progress
from tests.pages.train.page import control, live, opened, trained


def test_fewer_iterations_than_are_done_change_nothing(app: AppTest) -> None:
    trained(app, 41)
    app.text_input("iterations").set_value("20").run()
    assert not app.exception
    assert progress(app) == "41 of 10,000 iterations · paused"


@pytest.mark.parametrize(
    ("key", "value"), [("learning_rate", "0,05"), ("learning_rate_slider", 0.05)]
)
def test_a_rate_moved_in_the_middle(app: AppTest, key: str, value: object) -> None:
    before = trained(app, 41)
    control(app, key).set_value(value).run()
    assert control(app, "learning_rate").value == "0.05"
    assert live(app) is before
    assert before.trainer.histories[0].rates == [(0, 0.1), (41, 0.05)]
    assert not app.info


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("hidden_size", 60, "hidden size 50 → 60"),
        ("batch_size", 10, "batch size 100 → 10"),
        ("seed", "3", "seed 0 → 3"),
        ("weight_init_std", "0.5", "initial weight scale 0.01 → 0.5"),
        ("weight_decay", "0.001", "weight decay 0 → 0.001"),
    ],
)
def test_a_change_that_needs_a_new_start(app: AppTest, key: str, value: Any, words: str) -> None:
    before = trained(app, 41)
    control(app, key).set_value(value).run()
    assert words in app.info[0].value
    assert live(app) is before
    app.button("put_back").click().run()
    assert not app.info
    assert live(app) is before

    control(app, key).set_value(value).run()
    app.button("train").click().run()
    assert getattr(live(app).config, key) == float(value)
    app.button("bring_back").click().run()
    assert live(app) is before
    assert float(control(app, key).value) == getattr(before.config, key)


def test_another_optimizer_needs_a_new_start(app: AppTest) -> None:
    trained(app, 1)
    app.segmented_control("optimizer").set_value("adam").run()
    assert "optimizer sgd → adam" in app.info[0].value
    app.button("train").click().run()
    assert live(app).config.optimizer == "adam"


def test_several_changes_in_one_sentence(app: AppTest) -> None:
    trained(app, 1)
    app.slider("hidden_size").set_value(60)
    app.slider("batch_size").set_value(10).run()
    assert "hidden size 50 → 60, batch size 100 → 10" in app.info[0].value


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        ("learning_rate", "1e9", "not 1e-8 to 1,000: 0.1 is used"),
        ("learning_rate", "-1", "not 1e-8 to 1,000: 0.1 is used"),
        ("learning_rate", "nonsense", "not a number from 1e-8 to 1,000: 0.1 is used"),
        ("learning_rate", "nan", "not a number from 1e-8 to 1,000: 0.1 is used"),
        ("learning_rate", "", "not a number from 1e-8 to 1,000: 0.1 is used"),
        ("learning_rate", "1,000", "not clear: write a decimal point: 0.1 is used"),
        ("hidden_size", "501", "not 1 to 500: 50 is used"),
        ("hidden_size", "2.5", "not a whole number from 1 to 500: 50 is used"),
        ("batch_size", "-5", "not 1 to 1,000: 100 is used"),
        ("iterations", "0", "not 1 to 200,000: 10000 is used"),
        ("iterations", "inf", "not a whole number from 1 to 200,000: 10000 is used"),
        ("seed", "4294967296", "not 0 to 4,294,967,295: 0 is used"),
        ("weight_init_std", "11", "not 0 to 10: 0.01 is used"),
        ("weight_decay", "2", "not 0 to 1: 0 is used"),
        ("optimizer", "lion", f"not one of {', '.join(OPTIMIZERS)}: sgd is used"),
        ("scaling", "banana", "not one of raw, unit, standard: unit is used"),
        ("dataset", "nothing", "not one of mnist-5k,"),
        ("activation", "**bold** `x`", f"not one of {', '.join(ACTIVATIONS)}: relu is used"),
    ],
)
def test_a_bad_value_in_a_link_is_named(app: AppTest, key: str, text: str, reason: str) -> None:
    fresh = opened(app, **{key: text})
    (said,) = fresh.warning
    assert said.value.startswith(f"`{key}={text.replace('`', chr(39))}` in the link is ")
    assert reason in said.value
    assert not fresh.error
    assert live(fresh).config == TrainConfig()


def test_several_bad_values_in_one_link(app: AppTest) -> None:
    fresh = opened(app, hidden_size="0", learning_rate="0.5", seed="x" * 5_000)
    (said,) = fresh.warning
    assert len(said.value) < 300
    assert said.value.count("is used.") == 2
    assert live(fresh).config == TrainConfig(learning_rate=0.5)
    fresh.slider("hidden_size").set_value(7).run()
    assert "hidden_size" not in fresh.warning[0].value
    fresh.text_input("seed").set_value("3").run()
    assert not fresh.warning


@pytest.mark.parametrize(
    ("text", "value"),
    [("0,05", 0.05), ("1/20", 0.05), ("5e-2", 0.05), ("500", 500), ("1e-7", 1e-7)],
)
def test_a_rate_in_a_link_as_people_write_it(app: AppTest, text: str, value: float) -> None:
    fresh = opened(app, learning_rate=text)
    assert live(fresh).config.learning_rate == value
    assert float(fresh.text_input("learning_rate").value or "nan") == value
    assert not fresh.warning


@pytest.mark.parametrize("text", ["quick", "-1", "1,000", "1e9", ""])
def test_a_rate_that_cannot_be_read_changes_nothing(app: AppTest, text: str) -> None:
    before = trained(app, 41)
    app.text_input("learning_rate").set_value(text).run()
    (said,) = app.error
    assert "Until then: 0.1." in said.value
    assert app.text_input("learning_rate").value == text
    assert app.button("train").disabled
    assert before.trainer.histories[0].rates == [(0, 0.1)]
    app.run()
    assert app.error
    app.text_input("learning_rate").set_value("0.2").run()
    assert not app.error
    assert not app.button("train").disabled
    assert before.trainer.histories[0].rates == [(0, 0.1), (41, 0.2)]


def test_what_a_run_that_was_cut_off_has_set_is_set_again(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit throws away what it has not sent of a run when the next one begins."""
    monkeypatch.setattr(settings, "ON_ITS_WAY", 0)
    app.session_state["train_settings"]["values"]["learning_rate"] = "0.3"
    app.run()
    assert control(app, "learning_rate").proto.set_value
    del app.session_state[settings.DRAWN]
    app.run()
    assert control(app, "learning_rate").proto.set_value
    app.run()
    assert not control(app, "learning_rate").proto.set_value


@pytest.mark.parametrize(("heard", "rate"), [(60, 0.3), (0, 0.1)])
def test_what_a_control_said_before_it_was_moved_is_not_the_hand(
    app: AppTest, monkeypatch: pytest.MonkeyPatch, heard: float, rate: float
) -> None:
    """A browser sends what all controls say, with a press at once what the slider said before."""
    monkeypatch.setattr(settings, "HEARD", heard)
    app.text_input("learning_rate").set_value("0.3").run()
    assert control(app, "learning_rate_slider").value == 0.3
    control(app, "learning_rate_slider").set_value(0.1)
    app.button("train").click().run()
    assert live(app).config.learning_rate == rate
    said = [app.session_state[key] for key in ("learning_rate", "learning_rate_slider")]
    assert said == [str(rate), rate]
