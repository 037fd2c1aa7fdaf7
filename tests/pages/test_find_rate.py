"""The page Find a rate without a browser: the test, its suggestions, its proof, and nonsense."""

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.find_rate.state import PAGE, LiveTest
from bp.app.live.workspace import WORKSPACE
from bp.app.train.state import SLOT
from tests.pages.at_hand import finished

ADDRESS = "pages/explore/find_rate.py"


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()  # which names the pages
    app.switch_page(ADDRESS).run()
    app.selectbox("dataset").set_value("digits").run()
    assert not app.exception
    return app


def live(page: AppTest) -> LiveTest:
    found: LiveTest = page.session_state[WORKSPACE].others[PAGE]
    return found


def found(page: AppTest) -> AppTest:
    page.button("find").click().run()
    finished(page, live(page))
    assert not page.exception
    return page


def test_at_first_it_says_what_to_do(page: AppTest) -> None:
    assert page.subheader[0].value == "Find a learning rate"
    assert page.info[0].value.startswith("Press **Find a rate**.")
    assert page.button("find_stop").disabled


def test_a_rate_is_recommended_with_its_figures(page: AppTest) -> None:
    found(page)
    recommended = live(page).work.recommended
    assert page.success[0].value.startswith(f"**Recommended learning rate: {recommended:.2g}.**")
    rules = list(page.dataframe[0].value["Rule"])
    assert rules[0] == "recommended"
    assert f"Train with {recommended:.2g}" in [button.label for button in page.button]


def test_the_suggestions_are_proven_by_training(page: AppTest) -> None:
    found(page)
    page.button("find_rate_run").click().run()
    trained = page.session_state[WORKSPACE].page("find_rate").current
    finished(page, trained)
    table = page.dataframe[1].value
    assert "recommended" in table["Proposed by"].iloc[0] or len(table) == len(trained.configs)
    assert any("ten times" in rule for rule in table["Proposed by"])
    accuracies = [float(text.removesuffix("\u00a0%")) for text in table["Test accuracy"]]
    assert accuracies == sorted(accuracies, reverse=True)


def test_it_is_taken_to_train_without_losing_what_is_there(page: AppTest) -> None:
    found(page)
    rate = live(page).work.recommended
    page.button("find_train").click().run()
    assert not page.exception
    at_hand = page.session_state[WORKSPACE].page(SLOT.name).current
    assert at_hand.config.learning_rate == rate
    assert at_hand.config.dataset == "digits"
    assert at_hand.untouched


def test_another_network_is_asked_for(page: AppTest) -> None:
    found(page)
    page.slider("hidden_size").set_value(20).run()
    assert any("Below is the test before" in info.value for info in page.info)
    found(page)
    assert live(page).work.config.hidden_size == 20


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("1", "0.1", "the first must be the smaller one"),
        ("0.1", "0.1", "the first must be the smaller one"),
        ("much", "1", "much"),
        ("0", "1", "is no learning rate to look for"),
        ("", "1", "number"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    page: AppTest, first: str, last: str, sentence: str
) -> None:
    page.text_input("lowest_rate").set_value(first)
    page.text_input("highest_rate").set_value(last).run()
    assert not page.exception
    assert any(sentence in error.value for error in page.error)
    assert page.button("find").disabled


def test_a_network_that_no_rate_trains(page: AppTest) -> None:
    page.text_input("weight_init_std").set_value("0").run()
    found(page)
    assert page.warning[0].value.startswith("**No rate trained this network.**")


def test_rates_that_end_too_early(page: AppTest) -> None:
    """The same network learns at 0.5; the test has only not come there."""
    page.text_input("highest_rate").set_value("0.01").run()
    found(page)
    said = page.warning[0].value
    assert said.startswith("**Up to a rate of 0.01 the loss hardly fell.**")
    assert "raise **To**" in said
    assert "the rates below are hardly more than a guess" in said
    assert "the loss did not turn up again" in page.dataframe[0].value["Why"].iloc[0]


def test_a_rate_of_those_that_were_tried(page: AppTest) -> None:
    page.text_input("highest_rate").set_value("0.8").run()
    found(page)
    assert not live(page).work.turned
    assert not page.success
    recommended = live(page).work.recommended
    said = next(info.value for info in page.info if "Recommended" in info.value)
    assert said.startswith(f"**Recommended learning rate: {recommended:.2g}, of these rates.**")
