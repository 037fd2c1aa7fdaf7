"""The Look inside page without a browser: every view, every kind of network."""

import re

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from bp.app.inside.state import HERE
from bp.app.live.training import LiveTraining
from bp.data import load_dataset
from bp.nn import ACTIVATIONS
from bp.training import TrainConfig, Trainer
from tests.pages.at_hand import at_hand, finished, page_trainings

VIEWS = ["Weights", "Mistakes", "Draw a digit", "Curvature"]


def run(app: AppTest) -> AppTest:
    app.run()
    assert not app.exception
    return app


def holding(app: AppTest, slot: str, *configs: TrainConfig, iterations: int = 100) -> Trainer:
    """Put a training into the session, as the page of that slot would have left it."""
    trainer = Trainer(load_dataset(configs[0].dataset), configs)
    trainer.advance(iterations)
    page_trainings(app, slot).current = LiveTraining(trainer)
    return trainer


@pytest.fixture(autouse=True)
def _at_the_page(app: AppTest) -> None:
    run(app)
    app.switch_page("pages/understand/inside.py")


def look_at(app: AppTest, view: str) -> None:
    app.button_group(key="inside_view").set_value(view)
    run(app)


def words(app: AppTest) -> str:
    return " ".join(text.value for text in [*app.markdown, *app.caption])


def pictures(app: AppTest) -> list[str]:
    return [image.proto.imgs[0].alt for image in app.image]


def test_an_offer_where_nothing_is_trained(app: AppTest) -> None:
    run(app)
    assert "Nothing is trained yet" in app.info[0].value
    assert not app.selectbox


@pytest.mark.parametrize(("name", "shape"), [("mnist-5k", "784–50–10"), ("digits", "64–50–10")])
def test_one_press_fills_the_page(app: AppTest, name: str, shape: str) -> None:
    run(app)
    app.button(key=f"inside_train_{name}").click()
    run(app)
    live = HERE_live(app)
    finished(app, live)
    assert live.trainer.iteration == 1_000
    assert live.trainer.histories[0].best_test_accuracy > 0.88
    assert shape in words(app)
    assert not app.info


def HERE_live(app: AppTest) -> LiveTraining:
    live = at_hand(app, HERE.name)
    assert isinstance(live, LiveTraining)
    return live


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(
    ("name", "scaling", "rate"), [("digits", "standard", 0.1), ("mnist-5k", "raw", 0.001)]
)
def test_every_view_of_every_kind_of_network(
    app: AppTest, name: str, scaling: str, rate: float, activation: str
) -> None:
    config = TrainConfig(
        dataset=name, scaling=scaling, learning_rate=rate, activation=activation, hidden_size=7
    )
    holding(app, "run", config, iterations=40)
    run(app)
    for view in VIEWS:
        look_at(app, view)
    assert f"Train · {name}, learning rate {rate}" in app.selectbox(key="inside_network").options[0]


def test_a_dead_network(app: AppTest) -> None:
    trainer = holding(app, "run", TrainConfig(scaling="raw", learning_rate=0.1))
    dead = int((trainer.shares_on(0) == 0).sum())
    assert dead > 45
    run(app)
    assert f"{dead} of 50 units are dead" in words(app)
    assert pictures(app) == [f"Weights of 50 of 50 hidden units as images; {dead} dead."]
    for view in VIEWS:
        look_at(app, view)


def test_a_diverged_network(app: AppTest) -> None:
    trainer = holding(app, "run", TrainConfig(dataset="digits"))
    trainer.parts[0].params.W1[...] = np.nan
    run(app)
    assert "no longer numbers" in app.warning[0].value
    for view in VIEWS:
        look_at(app, view)


def test_any_run_of_compare(app: AppTest) -> None:
    rates = (1e-5, 0.1)
    holding(app, "comparison", *(TrainConfig("digits", learning_rate=rate) for rate in rates))
    run(app)
    chosen = app.selectbox(key="inside_network")
    assert [re.sub(" · 100.*", "", option) for option in chosen.options] == [
        "Compare · learning rate 1e-5",
        "Compare · learning rate 0.1",
    ]
    assert chosen.value == "Compare 1"  # the one that reads better
    best = words(app)
    chosen.set_value("Compare 0")
    run(app)
    assert words(app) != best


def test_the_network_of_the_train_page_comes_first(app: AppTest) -> None:
    moved = holding(app, "run", TrainConfig("digits", learning_rate=1e-5))
    moved.set_learning_rate(0, 0.5)
    moved.advance(1)
    holding(app, "comparison", *(TrainConfig("digits", seed=seed) for seed in (0, 1)))
    run(app)
    network = app.selectbox(key="inside_network")
    assert network.value == "Train 0"
    told = "Train · digits, learning rate 1e-5, 0.5 from iteration 100 on"  # every one it used
    assert network.options[0].startswith(told)


def test_what_is_no_longer_there_is_not_chosen(app: AppTest) -> None:
    holding(app, "comparison", *(TrainConfig("digits", seed=seed) for seed in range(3)))
    run(app)
    app.selectbox(key="inside_network").set_value("Compare 2")
    run(app)
    holding(app, "comparison", *(TrainConfig("digits", seed=seed) for seed in range(2)))
    run(app)
    assert app.selectbox(key="inside_network").value in ("Compare 0", "Compare 1")


def test_weights_through_training(app: AppTest) -> None:
    holding(app, "run", TrainConfig("digits"), iterations=50)
    run(app)
    moment = app.select_slider(key="inside_moment")
    assert moment.options == ["0", "1", "3", "10", "30", "50"]
    assert moment.value == 50
    moment.set_value(0)
    run(app)
    assert app.select_slider(key="inside_moment").value == 0


def test_of_many_units_the_first_are_shown(app: AppTest) -> None:
    holding(app, "run", TrainConfig("digits", hidden_size=300), iterations=5)
    run(app)
    assert "The first 200 of 300 are shown." in words(app)
    look_at(app, "Draw a digit")


def test_digits_of_a_cell(app: AppTest) -> None:
    holding(app, "run", TrainConfig("digits"), iterations=300)
    run(app)
    look_at(app, "Mistakes")
    cell = app.selectbox(key="inside_cell")
    assert len(cell.options) == 100
    true, predicted = cell.value or ("", "")
    assert true != predicted
    cell.set_value(("3", "3"))
    run(app)
    assert any("of 3 read as 3" in alt for alt in pictures(app)), pictures(app)
    app.selectbox(key="inside_cell").set_value(("0", "1"))
    run(app)
    assert "No 0 was read as 1." in words(app)


def test_an_empty_canvas_gets_a_sentence(app: AppTest) -> None:
    holding(app, "run", TrainConfig("digits"))
    run(app)
    look_at(app, "Draw a digit")
    assert "The canvas is empty" in app.info[0].value


def test_curvature_says_that_it_is_local(app: AppTest) -> None:
    holding(app, "run", TrainConfig("digits"))
    run(app)
    look_at(app, "Curvature")
    assert re.search(r"λ = [\d.]+, so the local limit is 2/λ = \*\*[\d.]+\*\*", words(app))
    assert "local" in words(app)
    assert "Cohen et al. 2021" in words(app)
