"""What the page Map refuses, from its controls and from its address."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.map.conftest import ADDRESS


def errors(page: AppTest) -> str:
    assert not page.exception
    return " ".join(error.value for error in page.error)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("values_learning_rate", "", "Learning rate has no values"),
        ("values_learning_rate", "1..0.1 x 3", "goes from 1 down to 0.1"),
        ("values_learning_rate", "1..1 x 3", "which is one value"),
        ("values_learning_rate", "1", "Give 2 to 64 values"),
        ("values_learning_rate", "0.1..1 x 1000000", "1000000 values are too many"),
        ("values_learning_rate", "fast", "cannot be read"),
        ("map_seeds", "many", "cannot be read"),
        ("map_seeds", "0", "a whole number from 1 to 10"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(
    page: AppTest, key: str, text: str, sentence: str
) -> None:
    page.text_input(key).set_value(text).run()
    assert sentence in errors(page)
    assert page.button("map_begin").disabled


def test_what_cannot_finish_is_refused_with_the_reason(page: AppTest) -> None:
    page.text_input("values_learning_rate").set_value("0.01..1 x 60")
    page.text_input("values_weight_init_std").set_value("0.01..1 x 60")
    page.text_input("map_seeds").set_value("10").run()
    assert "36,000 runs are too many for a map" in errors(page)


def test_nonsense_in_the_address_is_named(app: AppTest) -> None:
    app.switch_page(ADDRESS)
    app.query_params["across"] = "happiness"
    app.query_params["values_learning_rate"] = "1..0.1"
    app.query_params["map_seeds"] = "-3"
    app.run()
    assert not app.exception
    said = app.warning[0].value
    for part in ("`across=happiness`", "`values_learning_rate=1..0.1`", "`map_seeds=-3`"):
        assert part in said
