"""The Train page: what it says after each press, and what it makes of nonsense."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.buttons import one_epoch
from bp.app.live.training import LiveTraining
from bp.data import mnist
from bp.nn import ACTIVATIONS
from bp.training import OPTIMIZERS, TrainConfig, Trainer
from tests.pages.at_hand import at_hand, finished
from tests.parallel.engines import until


@pytest.fixture(autouse=True)
def _at_the_page(app: AppTest) -> None:
    app.run()
    assert not app.exception


def live(app: AppTest) -> LiveTraining:
    training: LiveTraining = at_hand(app, "run")
    return training


def trained(app: AppTest, iterations: int) -> LiveTraining:
    """As after so many steps."""
    live(app).advance(iterations)
    app.run()
    assert not app.exception
    return live(app)


def progress(app: AppTest) -> str:
    (bar,) = app.get("progress")
    text: str = bar.proto.text
    return text


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def control(app: AppTest, key: str) -> Any:
    """The control of a key, as it is on the page now."""
    kinds = (app.slider, app.select_slider, app.text_input)
    (found,) = [widget for kind in kinds for widget in kind if widget.key == key]
    return found


def alternatives(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def words(app: AppTest) -> str:
    """All that a visitor reads, tooltips included."""
    read = [text for kind in (app.markdown, app.caption) for text in kind]
    return " ".join([text.value for text in read] + [metric.help or "" for metric in app.metric])


@pytest.mark.parametrize("scaling", ["raw", "unit"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_in_its_own_words(app: AppTest, activation: str, scaling: str) -> None:
    asked = {"activation": activation, "scaling": scaling, "learning_rate": "3"}
    app = opened(app, dataset="digits", **asked)
    trained(app, 60)
    assert ACTIVATIONS[activation].label in words(app)
    others = {"ReLU", "sigmoid", "tanh"} - {ACTIVATIONS[activation].label}
    assert not [label for label in others if label in words(app)]


def test_useful_at_first_sight(app: AppTest) -> None:
    assert app.subheader[0].value == "Train one network"
    assert progress(app) == "0 of 10,000 iterations"
    assert not app.button("train").disabled
    assert app.button("pause").disabled
    assert app.button("reset").disabled
    assert list(figures(app)) == [
        "Epoch",
        "Loss",
        "Train accuracy",
        "Test accuracy",
        "Best test accuracy",
        "Dead units",
    ]
    assert not app.error
    assert not app.info


def test_every_figure_after_an_epoch(app: AppTest) -> None:
    history = trained(app, 41).trainer.histories[0]
    last = history.last
    assert last is not None
    assert figures(app) == {
        "Epoch": "1.0",
        "Loss": f"{history.loss[-4:].mean():.3f}",  # the latest tenth
        "Train accuracy": f"{last.train_accuracy:.4f}",
        "Test accuracy": f"{last.test_accuracy:.4f}",
        "Best test accuracy": f"{history.best_test_accuracy:.4f}",
        "Dead units": f"{last.dead_units} of 50",
    }
    assert progress(app) == "41 of 10,000 iterations · paused"


def test_every_chart_has_a_text_alternative(app: AppTest) -> None:
    assert alternatives(app) == [
        "Line chart of the loss by iteration.",
        "Line chart of the accuracy by epoch.",
    ]
    history = trained(app, 41).trainer.histories[0]
    assert history.last is not None
    loss, accuracy = alternatives(app)
    assert f"{history.loss[-4:].mean():.3f} after 41 iterations" in loss
    assert f"test {history.last.test_accuracy:.4f} at epoch 1" in accuracy


def test_a_text_alternative_stays_while_it_trains(app: AppTest) -> None:
    app.button("train").click().run()
    before = alternatives(app)
    app.run()
    assert live(app).running
    assert alternatives(app) == before


def test_it_trains_whether_frames_come_or_not(app: AppTest) -> None:
    app.text_input("iterations").set_value("200000").run()
    app.button("train").click().run()
    until(lambda: live(app).trainer.iteration > 0)
    app.run()
    assert re.fullmatch(r"[\d,]+ of 200,000 iterations · [\d,.]+ a second · .+ left", progress(app))
    assert app.button("train").disabled
    app.button("pause").click().run()
    stopped = live(app).trainer.iteration
    assert progress(app) == f"{stopped:,} of 200,000 iterations · paused"
    app.run()
    assert live(app).trainer.iteration == stopped


def test_it_ends_by_itself(app: AppTest) -> None:
    app.text_input("iterations").set_value("20").run()
    app.button("train").click().run()
    finished(app, live(app))
    assert progress(app) == "20 of 20 iterations · done"
    assert app.button("train").disabled
    app.text_input("iterations").set_value("30").run()
    assert progress(app) == "20 of 30 iterations · paused"
    assert not app.button("train").disabled


def test_fewer_iterations_than_are_done_change_nothing(app: AppTest) -> None:
    trained(app, 41)
    app.text_input("iterations").set_value("20").run()
    assert not app.exception
    assert progress(app) == "41 of 10,000 iterations · paused"


def test_reset_sets_aside_and_brings_back(app: AppTest) -> None:
    before = trained(app, 41)
    app.button("reset").click().run()
    assert live(app) is not before
    assert progress(app) == "0 of 10,000 iterations"
    app.button("bring_back").click().run()
    assert live(app) is before
    assert progress(app) == "41 of 10,000 iterations · paused"


def test_reset_at_once_after_train(app: AppTest) -> None:
    app.button("train").click().run()
    assert not app.button("reset").disabled


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


def test_the_loss_is_said_to_be_without_the_penalty(app: AppTest) -> None:
    words = "without the penalty of the weight decay"
    trained(app, 1)
    assert not any(words in caption.value for caption in app.caption)
    decayed = opened(app, weight_decay="0.01")
    assert any(words in caption.value for caption in decayed.caption)


def test_several_changes_in_one_sentence(app: AppTest) -> None:
    trained(app, 1)
    app.slider("hidden_size").set_value(60)
    app.slider("batch_size").set_value(10).run()
    assert "hidden size 50 → 60, batch size 100 → 10" in app.info[0].value


def test_a_run_that_diverges_is_drawn_to_its_end(app: AppTest) -> None:
    for key, value in {"learning_rate": 10.0, "weight_init_std": 10.0, "iterations": 50}.items():
        app.text_input(key).set_value(str(value))
    app.segmented_control("scaling").set_value("raw")
    app.run()
    trained(app, 50)
    assert progress(app) == "50 of 50 iterations · done"
    assert len(alternatives(app)) >= 2


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
        ("activation", "**bold** `x`", "not one of relu, sigmoid, tanh, identity: relu is used"),
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


def opened(app: AppTest, **values: str) -> AppTest:
    """Another visitor, who comes by a link."""
    fresh = AppTest.from_file(app._script_path, default_timeout=300)
    for key, text in values.items():
        fresh.query_params[key] = text
    fresh.run()
    assert not fresh.exception
    return fresh


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


@pytest.mark.parametrize("batch_size", [64, 300, 1_000])
def test_one_epoch_ends_with_an_evaluation(app: AppTest, batch_size: int) -> None:
    app.slider("batch_size").set_value(batch_size).run()
    history = live(app).trainer.histories[0]
    for epoch in (1, 2):
        live(app).advance(one_epoch(history))
        assert history.last is not None
        assert (history.last.iteration, history.last.epoch) == (history.iteration, epoch)


def test_another_page_leaves_the_network_alone(app: AppTest) -> None:
    app.text_input("learning_rate").set_value("0.3").run()
    before = trained(app, 41)
    app.switch_page("pages/explore/compare.py").run()
    assert app.session_state["compare_settings"]["values"]["learning_rate"] == "0.1"
    app.selectbox("vary").select("hidden_size").run()
    app.text_input("learning_rate").set_value("0.02").run()
    app.text_input("iterations").set_value("70").run()
    app.switch_page("pages/explore/train.py").run()
    assert live(app) is before
    assert before.trainer.histories[0].rates == [(0, 0.3)]
    assert before.trainer.iterations == 10_000
    assert app.text_input("learning_rate").value == "0.3"
    assert app.text_input("iterations").value == "10000"
    assert not app.info


def test_data_that_cannot_be_had(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise OSError("no network")

    monkeypatch.setattr(mnist, "download_mnist", unreachable)
    app.selectbox("dataset").select("mnist").run()
    assert not app.exception
    assert str(tmp_path / "data" / "mnist.npz") in app.error[0].value
    app.selectbox("dataset").select("digits").run()
    assert not app.error
    assert live(app).config.dataset == "digits"


def test_an_end_that_comes_while_the_page_is_drawn(app: AppTest) -> None:
    """Its buttons were drawn as those of a training that runs: the page runs once more."""
    app.text_input("iterations").set_value("20").run()
    ours = live(app)
    ours.trainer.advance(20)
    ours.running = True  # as the page finds it, until it comes to the curves
    snapshot = ours.snapshot

    def ended() -> Trainer:
        ours.running = False
        return snapshot()

    ours.snapshot = ended  # type: ignore[method-assign]
    app.run()
    assert progress(app) == "20 of 20 iterations · done"
    assert app.button("pause").disabled
