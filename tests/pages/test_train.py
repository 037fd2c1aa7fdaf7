"""The Train page: what it says after each press, and what it makes of nonsense."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.live import LiveTraining
from bp.data import mnist
from tests.pages.at_hand import at_hand, finished
from tests.training.engines import until

DEFAULTS = {"learning_rate": 0.1, "hidden_size": 50, "batch_size": 100, "iterations": 10_000}


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
    kinds = (app.slider, app.select_slider, app.number_input)
    (found,) = [widget for kind in kinds for widget in kind if widget.key == key]
    return found


def alternatives(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


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
        "Loss": f"{history.loss[-1]:.4g}",
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
    assert f"{history.loss[-1]:.3g} after 41 iterations" in loss
    assert f"test {history.last.test_accuracy:.4f} at epoch 1" in accuracy


def test_a_text_alternative_stays_while_it_trains(app: AppTest) -> None:
    app.button("train").click().run()
    before = alternatives(app)
    app.run()
    assert live(app).running
    assert alternatives(app) == before


def test_it_trains_whether_frames_come_or_not(app: AppTest) -> None:
    app.number_input("iterations").set_value(200_000).run()
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
    app.number_input("iterations").set_value(20).run()
    app.button("train").click().run()
    finished(app, live(app))
    assert progress(app) == "20 of 20 iterations · done"
    assert app.button("train").disabled
    app.number_input("iterations").set_value(30).run()
    assert progress(app) == "20 of 30 iterations · paused"
    assert not app.button("train").disabled


def test_fewer_iterations_than_are_done_change_nothing(app: AppTest) -> None:
    trained(app, 41)
    app.number_input("iterations").set_value(20).run()
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


@pytest.mark.parametrize("key", ["learning_rate", "learning_rate_slider"])
def test_a_rate_moved_in_the_middle(app: AppTest, key: str) -> None:
    before = trained(app, 41)
    control(app, key).set_value(0.05).run()
    assert live(app) is before
    assert before.trainer.histories[0].rates == [(0, 0.1), (41, 0.05)]
    assert not app.info


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("hidden_size", 60, "hidden size 50 → 60"),
        ("batch_size", 10, "batch size 100 → 10"),
        ("seed", 3, "seed 0 → 3"),
        ("weight_init_std", 0.5, "weight init std 0.01 → 0.5"),
    ],
)
def test_a_change_that_needs_a_new_start(app: AppTest, key: str, value: float, words: str) -> None:
    before = trained(app, 41)
    control(app, key).set_value(value).run()
    assert words in app.info[0].value
    assert live(app) is before
    app.button("put_back").click().run()
    assert not app.info
    assert live(app) is before

    control(app, key).set_value(value).run()
    app.button("train").click().run()
    assert getattr(live(app).config, key) == value
    app.button("bring_back").click().run()
    assert live(app) is before
    assert control(app, key).value == getattr(before.config, key)


def test_several_changes_in_one_sentence(app: AppTest) -> None:
    trained(app, 1)
    app.slider("hidden_size").set_value(60)
    app.slider("batch_size").set_value(10).run()
    assert "hidden size 50 → 60, batch size 100 → 10" in app.info[0].value


def test_a_run_that_diverges_is_drawn_to_its_end(app: AppTest) -> None:
    for key, value in {"learning_rate": 10.0, "weight_init_std": 10.0, "iterations": 50}.items():
        app.number_input(key).set_value(value)
    app.session_state["scaling"] = "raw"
    app.run()
    trained(app, 50)
    assert progress(app) == "50 of 50 iterations · done"
    assert len(alternatives(app)) >= 2


@pytest.mark.parametrize(
    "values",
    [
        {"learning_rate": 1e9},
        {"learning_rate": -1.0},
        {"hidden_size": 99_999},
        {"hidden_size": 0, "batch_size": -5},
        {"iterations": 0},
        {"dataset": "nothing"},
    ],
    ids=str,
)
def test_values_out_of_range_in_a_link(app: AppTest, values: dict[str, Any]) -> None:
    fresh = AppTest.from_file(app._script_path, default_timeout=60)
    for key, value in values.items():
        fresh.query_params[key] = str(value)
    fresh.run()
    assert not fresh.exception
    assert not fresh.error
    config = live(fresh).config
    assert {key: getattr(config, key) for key in DEFAULTS} == DEFAULTS
    assert config.dataset == "mnist-5k"


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
