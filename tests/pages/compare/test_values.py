"""Values that are typed or linked on the Compare page, and what it makes of nonsense."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.data import mnist
from tests.pages.at_hand import alternatives, progress
from tests.pages.compare.page import VALUES, compare, finished, live, rates, trained

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
        (VALUES, "nonsense", "not a list of values for the learning rate: 0.001, 0.01, 0.1, 1, 3"),
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
    assert "the comparison before" in app.info[0].value
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


def test_typed_and_pressed_at_once(app: AppTest) -> None:
    """The press came before the page was drawn with what was typed; that is what trains."""
    app.text_input(VALUES).set_value("0.2, 0.4")
    app.button("train").click().run()
    assert rates(app) == [0.2, 0.4]
    assert live(app).running or live(app).trainer.finished
    live(app).pause()
