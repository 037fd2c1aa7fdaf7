"""The Compare page: what it says after each press, and what it makes of nonsense."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.live.training import LiveTraining
from bp.data import mnist
from bp.nn import ACTIVATIONS
from tests.pages.at_hand import at_hand, page_trainings
from tests.parallel.engines import until

RATES = [0.001, 0.01, 0.1, 1, 3]
VALUES = "values_learning_rate"
NONSENSE = {  # what is typed, and a part of the sentence that explains it
    "": "2 to 16",
    "many": "'many' cannot be read",
    ", ".join(map(str, range(1, 18))): "not 17",
    "0, 0.1": "learning rate is 0",
    "-1, 0.1": "learning rate is -1",
    "0.1, 1e9": "learning rate is 1,000,000,000",
    "0.1, nan": "learning rate is nan",
    "0.1, 0.1": "more than once",
    "0.1": "not 1",
}


@pytest.fixture(autouse=True)
def _at_the_page(app: AppTest) -> Iterator[None]:
    app.run()
    app.switch_page("pages/explore/compare.py").run()
    app.selectbox("dataset").select("digits").run()
    yield
    assert not app.exception


def live(app: AppTest) -> LiveTraining:
    training: LiveTraining = at_hand(app, "comparison")
    return training


def trained(app: AppTest, iterations: int) -> LiveTraining:
    """As after so many steps."""
    live(app).advance(iterations)
    app.run()
    return live(app)


def rates(app: AppTest) -> list[float]:
    return [config.learning_rate for config in live(app).configs]


def progress(app: AppTest) -> str:
    text: str = app.get("progress")[0].proto.text
    return text


def compare(app: AppTest, values: str, field: str = "learning_rate") -> None:
    app.text_input(f"values_{field}").set_value(values).run()


def finished(app: AppTest, values: str, iterations: int = 60) -> LiveTraining:
    """A short comparison, at its end."""
    app.text_input("iterations").set_value(str(iterations))
    compare(app, values)
    return trained(app, iterations)


def alternatives(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def test_every_activation_side_by_side(app: AppTest) -> None:
    app.selectbox("vary").select("activation").run()
    app.text_input("iterations").set_value("400")
    compare(app, ", ".join(ACTIVATIONS), "activation")
    trained(app, 400)
    assert [config.activation for config in live(app).configs] == list(ACTIVATIONS)
    assert live(app).trainer.finished
    assert all(name in alternatives(app)[0] for name in ACTIVATIONS)


def test_useful_at_first_sight(app: AppTest) -> None:
    assert app.subheader[0].value == "Compare"
    assert any("5 runs. Same initial weights, same batches." in c.value for c in app.caption)
    assert rates(app) == RATES
    assert progress(app) == "0 of 10,000 iterations"
    assert not app.button("train").disabled
    assert app.button("pause").disabled
    assert len(alternatives(app)) == 2
    assert not app.dataframe
    assert not app.error


def test_all_runs_train_together(app: AppTest) -> None:
    app.button("train").click().run()
    until(lambda: live(app).trainer.iteration > 0)
    together = live(app).snapshot()
    assert {history.iteration for history in together.histories} == {together.iteration}
    app.button("pause").click().run()
    assert progress(app) == f"{live(app).trainer.iteration:,} of 10,000 iterations · paused"


def test_the_ranking_and_the_reasons(app: AppTest) -> None:
    histories = finished(app, "0.0001, 0.1, 0.5").trainer.histories
    table = app.dataframe[0].value
    best = sorted((history.best_test_accuracy for history in histories), reverse=True)
    assert table["best"].tolist() == [f"{accuracy:.4f}" for accuracy in best]
    assert [label.split()[0] for label in table["label"]] == ["0.5", "0.1", "1e-4"]
    assert table["label"].str.endswith("best").tolist() == [True, False, False]
    assert table["dead"].str.endswith("of 50").all()
    assert any("Iteration 0:" in text.value for text in app.markdown)


def test_every_chart_tells_the_accuracies_in_words(app: AppTest) -> None:
    history = finished(app, "0.01, 0.5").trainer.histories[1]
    for view, count in (("Overlay", 2), ("Side by side", 2), ("By value", 1)):
        app.segmented_control("view").set_value(view).run()
        assert len(alternatives(app)) == count
        for words in alternatives(app):
            assert f"0.5: {history.best_test_accuracy:.4f}" in words


def test_the_form_stays_while_it_trains(app: AppTest) -> None:
    app.button("train").click().run()
    before = [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")]
    app.run()
    assert [json.loads(chart.proto.spec) for chart in app.get("vega_lite_chart")] == before


def test_several_seeds_have_a_mean_and_a_deviation(app: AppTest) -> None:
    app.number_input("seeds").set_value(2)
    configs = finished(app, "0.01, 0.5").configs
    assert [(config.learning_rate, config.seed) for config in configs] == [
        (rate, seed) for rate in (0.01, 0.5) for seed in (0, 1)
    ]
    assert app.dataframe[0].value["best"].str.contains(" ± ").all()
    assert len(app.dataframe[0].value) == 2


def test_bad_values_are_explained_and_the_curves_stay(app: AppTest) -> None:
    before = trained(app, 3)
    for text, words in NONSENSE.items():
        compare(app, text)
        assert words in app.error[0].value
        assert live(app) is before
        assert len(alternatives(app)) == 2
    compare(app, "0.1, 0.2")
    assert not app.error


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        (VALUES, "nonsense", "not a list of values of the learning rate: 0.001, 0.01, 0.1, 1, 3"),
        ("vary", "shoe_size", "not one of learning rate, hidden size,"),
        ("seeds", "6", "not 1 to 5: 1 is used"),
    ],
)
def test_a_bad_value_in_a_link_is_named(app: AppTest, key: str, text: str, reason: str) -> None:
    app.switch_page("pages/explore/train.py").run()
    app.query_params[key] = text
    app.switch_page("pages/explore/compare.py").run()
    (said,) = app.warning
    assert said.value.startswith(f"`{key}={text}` in the link is {reason}")
    assert not app.error


@pytest.mark.parametrize("text", ["hidden size", "hidden_size", "Hidden Size"])
def test_what_varies_in_a_link(app: AppTest, text: str) -> None:
    app.switch_page("pages/explore/train.py").run()
    app.query_params["vary"] = text
    app.switch_page("pages/explore/compare.py").run()
    assert app.selectbox("vary").value == "hidden_size"
    assert [config.hidden_size for config in live(app).configs] == [5, 20, 50, 100, 200]
    assert not app.warning


def test_nothing_is_trained_while_a_refusal_stands(app: AppTest) -> None:
    for key, text in ((VALUES, "1,5"), ("iterations", "many")):
        app.text_input(key).set_value(text).run()
        assert app.button("train").disabled
        assert app.error
    app.text_input(VALUES).set_value("0,1; 0,5")
    app.text_input("iterations").set_value("10,000").run()
    assert not app.error
    assert rates(app) == [0.1, 0.5]
    app.button("train").click().run()
    app.text_input(VALUES).set_value("").run()
    assert app.button("train").disabled
    assert not app.button("pause").disabled


def test_iterations_are_raised_in_the_middle(app: AppTest) -> None:
    before = finished(app, "0.1, 0.2", 30)
    app.text_input("iterations").set_value("50").run()
    assert not app.info
    assert progress(app) == "30 of 50 iterations · paused"
    assert not app.button("train").disabled
    assert trained(app, 20) is before
    assert progress(app) == "50 of 50 iterations · done"
    app.text_input("iterations").set_value("20").run()
    assert "more than the 20 asked for" in app.info[0].value
    assert progress(app) == "50 of 50 iterations · done"


def test_values_that_nearly_agree_are_told_apart(app: AppTest) -> None:
    finished(app, "0.1, 0.1001, 0.10012", 5)
    labels = {label.split()[0] for label in app.dataframe[0].value["label"]}
    assert labels == {"0.1", "0.1001", "0.10012"}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("hidden_size", "3, 9"),
        ("batch_size", "10, 40"),
        ("scaling", "raw, standard"),
        ("seed", "1..4 x 4"),
        ("optimizer", "sgd, momentum, adagrad, adam"),
        ("weight_decay", "0, 0.001, 0.01"),
    ],
)
def test_everything_that_can_vary(app: AppTest, field: str, values: str) -> None:
    app.text_input("iterations").set_value("20")
    app.selectbox("vary").select(field).run()
    compare(app, values, field)
    app.segmented_control("view").set_value("By value").run()
    histories = trained(app, 20).trainer.histories
    assert len({getattr(history.config, field) for history in histories}) == len(histories)
    assert len(app.dataframe[0].value) == len(histories)


def test_a_value_of_zero_lies_on_a_linear_axis(app: AppTest) -> None:
    app.selectbox("vary").select("weight_init_std").run()
    app.segmented_control("view").set_value("By value").run()
    for values, scale in (("0.1, 0.2", "log"), ("0, 0.1", "linear")):
        compare(app, values, "weight_init_std")
        (chart,) = app.get("vega_lite_chart")
        assert f'"type": "{scale}"' in json.dumps(json.loads(chart.proto.spec))


def test_another_value_needs_a_new_start_and_the_old_one_comes_back(app: AppTest) -> None:
    before = trained(app, 5)
    compare(app, "0.2, 0.3")
    assert live(app) is before
    assert "another comparison" in app.info[0].value
    assert app.button("train").label == "Start anew"
    app.button("train").click().run()
    assert rates(app) == [0.2, 0.3]
    assert not app.info
    app.button("bring_back").click().run()
    assert live(app) is before


def test_untouched_it_follows_the_controls(app: AppTest) -> None:
    compare(app, "0.2, 0.3, 0.4")
    assert rates(app) == [0.2, 0.3, 0.4]
    assert not app.info
    assert "bring_back" not in [button.key for button in app.button]


def test_a_diverged_run_is_marked(app: AppTest) -> None:
    app.segmented_control("scaling").set_value("standard")
    finished(app, "0.01, 10", 300)
    assert "Diverged" in app.dataframe[0].value["verdict"].tolist()


def test_the_cure_is_run_beside_it(app: AppTest) -> None:
    finished(app, "0.0001, 0.5", 300)
    cure: Any = app.button("cure")
    assert cure.label.startswith("Run the cure: learning rate ")
    cure.click().run()
    assert app.button("cure").disabled
    (treated,) = page_trainings(app, "comparison").cures.values()
    treated.advance(300)
    treated.pause()
    app.run()
    said = app.get("progress")[1].proto.text
    assert said.startswith(("The cure works: the training loss", "It helps: "))


def test_data_that_cannot_be_had_is_no_dead_end(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise OSError("no network")

    monkeypatch.setattr(mnist, "download_mnist", unreachable)
    before = trained(app, 3)
    app.selectbox("dataset").select("mnist").run()
    assert str(tmp_path / "data" / "mnist.npz") in app.error[0].value
    app.selectbox("dataset").select("digits").run()
    assert not app.error
    assert live(app) is before
