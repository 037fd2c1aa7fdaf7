"""A link to a result: what is kept is shown to whoever has it, and nothing of it can be changed."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from bp.data import load_dataset
from bp.diagnosis.wording import accuracy
from bp.store import delete, keep, list_runs, load_history, open_database
from bp.training import TrainConfig, Trainer
from tests.pages.at_hand import alternatives, at_hand

HOSTILE = "[x](http://a.b) <b>"
NONE = "There is no result at this address"


@pytest.fixture
def database(app: AppTest) -> Iterator[Engine]:  # noqa: ARG001
    """A run alone, and two that train together; each in the middle of its way."""
    opened = open_database()
    for name, rates in (("one", [0.5]), ("two", [0.1, 0.5])):
        configs = [
            TrainConfig(dataset="digits", iterations=60, hidden_size=10, learning_rate=rate)
            for rate in rates
        ]
        trainer = Trainer(load_dataset("digits"), configs)
        trainer.advance(40)
        keep(opened, name, trainer, status="paused", names=[HOSTILE] * len(rates))
    yield opened
    opened.dispose()


def opened(app: AppTest, training: str) -> AppTest:
    app.run()
    app.query_params["kept"] = training
    app.switch_page("pages/library/result.py").run()
    assert not app.exception
    return app


def kept(database: Engine) -> list[tuple[str, int, str]]:
    return [(run.id, run.iteration, run.status) for run in list_runs(database)]


def test_one_run(app: AppTest, database: Engine) -> None:
    before = kept(database)
    opened(app, "one")

    history = load_history(database, "one")
    assert history.last is not None
    shown = {metric.label: metric.value for metric in app.metric}
    assert shown["Test accuracy"] == accuracy(history.last.test_accuracy)
    assert len(alternatives(app)) == 2
    assert any("40 of 60 iterations, paused" in said.value for said in app.caption)
    assert not any("[x](" in said.value for said in app.caption)  # escaped
    assert kept(database) == before


def test_its_settings_are_taken_to_a_fresh_network(app: AppTest, database: Engine) -> None:
    before = kept(database)
    opened(app, "one")
    (take,) = [button for button in app.button if button.label.startswith("Take these")]
    take.click().run()

    assert at_hand(app, "run").trainer.iteration == 0
    assert at_hand(app, "run").config == load_history(database, "one").config
    assert app.text_input("learning_rate").value == "0.5"
    assert kept(database) == before


@pytest.mark.usefixtures("database")
def test_several(app: AppTest) -> None:
    opened(app, "two")
    assert all("learning rate 0.1" in said for said in alternatives(app))
    assert list(app.dataframe[0].value["Learning rate"]) == ["0.1", "0.5"]
    (take,) = [button for button in app.button if button.label.startswith("Take these")]
    take.click().run()
    assert [config.learning_rate for config in at_hand(app, "comparison").configs] == [0.1, 0.5]
    assert app.text_input("values_learning_rate").value == "0.1, 0.5"
    assert not app.exception


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("training", ["nobody", "", "'; DROP TABLE runs"])
def test_no_such_result(app: AppTest, training: str) -> None:
    opened(app, training)
    assert app.info[0].value.startswith(NONE)


def test_what_was_deleted_is_shown_no_more(app: AppTest, database: Engine) -> None:
    delete(database, ["one"])
    opened(app, "one")
    assert app.info[0].value.startswith(NONE)
