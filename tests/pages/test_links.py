"""A link to any page: what cannot be used in it is named, the rest is as it says."""

import pytest
from streamlit.testing.v1 import AppTest


def opened(app: AppTest, page: str, **asked: str) -> AppTest:
    """A visitor who comes by a link to a page."""
    if page != "explore/train":  # which is the first
        app.run()
    for key, text in asked.items():
        app.query_params[key] = text
    if page != "explore/train":
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception
    return app


def test_the_former_name_of_an_example_still_opens_it(app: AppTest) -> None:
    opened(app, "understand/graph", graph_example="ReLU and Sigmoid")
    assert app.button_group(key="graph_example").value == "Activations"
    assert not app.warning


@pytest.mark.parametrize(
    ("page", "key", "text"),
    [
        ("understand/gradient_check", "check_hidden_size", "many"),
        ("understand/gradient_check", "check_scaling", "banana"),
        ("understand/graph", "graph_example", "Pears"),
        ("understand/failure", "failure_data", "**x**"),
        ("explore/train", "axis", "Sideways"),
        ("explore/train", "smoothing", "rough"),
        ("explore/train", "along", "sideways"),
        ("learn/lessons", "lesson", "11"),
    ],
)
def test_what_cannot_be_used_is_named(app: AppTest, page: str, key: str, text: str) -> None:
    opened(app, page, **{key: text})
    assert app.warning[0].value.startswith(f"`{key}={text}` in the link cannot be used: ")


def test_each_of_several_is_named_though_the_page_runs_again_for_one(app: AppTest) -> None:
    opened(app, "explore/train", learning_rate="x", hidden_size="501", along="sideways")
    for said in ("learning_rate=x", "hidden_size=501", "along=sideways"):
        assert f"`{said}` in the link" in app.warning[0].value


def test_what_a_page_that_ends_early_was_asked_in_vain_is_named_at_once(app: AppTest) -> None:
    opened(app, "understand/gradient_check", check_h="0", check_samples="99")
    assert "must be positive" in app.error[0].value
    assert app.warning[0].value.startswith("`check_samples=99` in the link cannot be used: ")


@pytest.mark.parametrize(
    ("page", "key", "text"),
    [
        ("understand/gradient_check", "check_hidden_size", "7"),
        ("understand/gradient_check", "check_scaling", "unit"),
        ("understand/graph", "graph_example", "Apples and oranges"),
        ("explore/train", "axis", "Auto"),
        ("explore/train", "smoothing", "0.60"),
        ("explore/train", "train_settings", "x"),
        ("explore/train", "run", "of-somebody-else"),
        ("learn/lessons", "lesson", "10"),
    ],
)
def test_what_can_be_used_is_not(app: AppTest, page: str, key: str, text: str) -> None:
    opened(app, page, **{key: text})
    assert not [said for said in app.warning if "in the link" in said.value]


def test_a_page_that_is_not_there(app: AppTest) -> None:
    opened(app, "explore/not_found", address="a`b" + "x" * 500)
    assert app.subheader[0].value == "No such page"
    assert "/a'bxxx" in app.caption[0].value
    assert len(app.caption[0].value) < 120
