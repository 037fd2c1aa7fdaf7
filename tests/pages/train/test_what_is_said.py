"""What the Train page says and draws of a run."""

import pytest
from streamlit.testing.v1 import AppTest

from bp.nn import ACTIVATIONS
from tests.pages.at_hand import alternatives, progress
from tests.pages.train.page import figures, live, opened, trained, words


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
        "Train accuracy": f"{100 * last.train_accuracy:.2f}\u00a0%",
        "Test accuracy": f"{100 * last.test_accuracy:.2f}\u00a0%",
        "Best test accuracy": f"{100 * history.best_test_accuracy:.2f}\u00a0%",
        "Dead units": f"{last.dead_units} of 50",
    }
    assert progress(app) == "41 of 10,000 iterations · paused"


def test_every_chart_has_a_text_alternative(app: AppTest) -> None:
    assert alternatives(app) == [
        "Line chart of the loss.",
        "Line chart of the accuracy.",
    ]
    history = trained(app, 41).trainer.histories[0]
    assert history.last is not None
    loss, accuracy = alternatives(app)
    assert f"{history.loss[-4:].mean():.3f} after 41 iterations" in loss
    assert f"test {100 * history.last.test_accuracy:.2f}\u00a0% at epoch 1" in accuracy


def test_a_text_alternative_stays_while_it_trains(app: AppTest) -> None:
    app.button("train").click().run()
    before = alternatives(app)
    app.run()
    assert live(app).running
    assert alternatives(app) == before


def test_the_loss_is_said_to_be_without_the_penalty(app: AppTest) -> None:
    words = "without the penalty of the weight decay"
    trained(app, 1)
    assert not any(words in caption.value for caption in app.caption)
    decayed = opened(app, weight_decay="0.01")
    assert any(words in caption.value for caption in decayed.caption)


def test_a_run_that_diverges_is_drawn_to_its_end(app: AppTest) -> None:
    for key, value in {"learning_rate": 10.0, "weight_init_std": 10.0, "iterations": 50}.items():
        app.text_input(key).set_value(str(value))
    app.segmented_control("scaling").set_value("raw")
    app.run()
    trained(app, 50)
    assert progress(app) == "50 of 50 iterations · done"
    assert len(alternatives(app)) >= 2
