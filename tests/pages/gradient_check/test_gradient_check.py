"""The page of the gradient check: what it says of right and wrong backpropagation."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.gradient_check import MISTAKES
from bp.nn import ACTIVATIONS
from tests.pages.at_hand import progress
from tests.pages.gradient_check.page import (
    checked,
    settled,
    switch,
    verdicts,
)


def test_useful_at_first_sight(page: AppTest) -> None:
    settled(page)
    assert page.subheader[0].value == "Gradient check"
    assert page.success[0].value.startswith("**Backpropagation is right.**")
    assert progress(page).startswith("39,760 of 39,760 parameters · ")
    assert verdicts(page) == dict.fromkeys(["W1", "b1", "W2", "b2"], "✓ agrees")
    assert len(page.dataframe[1].value) == 10
    assert not page.button("check_go").disabled
    assert page.button("check_stop").disabled


def test_every_chart_has_a_text_alternative(page: AppTest) -> None:
    settled(page)
    by_step, by_entry = (chart.proto.alt for chart in page.get("vega_lite_chart"))
    assert "smallest, 3.9e-10 at h = 1e-4 in float64 and " in by_step
    assert "The largest are " in by_entry
    assert all(table.proto.alt for table in page.get("arrow_data_frame"))


def test_broken_caught_and_repaired(small: AppTest) -> None:
    settled(small)
    switch(small, "check_break", True)
    assert small.error[0].value.startswith("**Caught: Activation's slope forgotten.**")
    wrong, right = "✗ wrong", "✓ agrees"
    assert verdicts(small) == {"W1": wrong, "b1": wrong, "W2": right, "b2": right}
    assert small.code[0].value == "return dout * self.mask  # as it should be"
    switch(small, "check_mistake", "batch-size")
    assert verdicts(small) == dict.fromkeys(["W1", "b1", "W2", "b2"], wrong)
    switch(small, "check_break", False)
    assert small.success[0].value.startswith("**Backpropagation is right.**")


@pytest.mark.parametrize(
    ("mistake", "button"),
    [
        ("transpose", "Use 10 hidden units"),
        ("one-hot", "Use one-hot targets"),
        ("bias-axis", "Use 10 samples"),
    ],
)
def test_a_mistake_that_needs_something(small: AppTest, mistake: str, button: str) -> None:
    settled(small)
    switch(small, "check_break", True)
    switch(small, "check_mistake", mistake)
    assert not small.error
    assert small.button("check_cure").label == button
    small.button("check_cure").click()
    settled(small)
    assert small.error[0].value.startswith("**Caught: ")


@pytest.mark.parametrize("mistake", ["softmax-batch", "w2-doubled", "penalty"])
def test_a_mistake_that_shows_at_once(small: AppTest, mistake: str) -> None:
    settled(small)
    switch(small, "check_break", True)
    switch(small, "check_mistake", mistake)
    assert small.error[0].value.startswith(f"**Caught: {MISTAKES[mistake].label}.**")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("check_dataset", "mnist-5k"),
        ("check_scaling", "raw"),
        ("check_scaling", "standard"),
        ("check_targets", "one-hot"),
        ("check_samples", 20),
        ("check_samples", 1),
        ("check_hidden_size", 1),
        *(("check_activation", name) for name in ACTIVATIONS if name != "relu"),
        ("check_seed", 7),
        ("check_iterations", 100),
        ("check_h", "1e-5"),
    ],
)
def test_right_whatever_the_controls_say(small: AppTest, key: str, value: Any) -> None:
    settled(small)
    switch(small, key, value)
    assert small.success[0].value.startswith("**Backpropagation is right.**")


def test_a_sample_and_another(page: AppTest) -> None:
    settled(page)
    switch(page, "check_entries", "sample")
    assert progress(page).startswith("260 of 260 parameters, a sample of 39,760")
    before = checked(page, "W1")
    assert page.button("check_go").label == "Another sample"
    page.button("check_go").click()
    settled(page)
    other = checked(page, "W1")
    assert before != other
    assert page.query_params["check_draw"] == "2"
    switch(page, "check_draw", 1)
    assert checked(page, "W1") == before
    switch(page, "check_draw", 2)
    assert checked(page, "W1") == other


def test_a_link_to_another_sample(page: AppTest) -> None:
    page.query_params.update(check_entries="sample", check_draw="7")
    settled(page)
    assert page.number_input("check_draw").value == 7
    assert page.success[0].value.startswith("**Backpropagation is right in this sample.**")
    first = checked(page, "W1")
    switch(page, "check_draw", 1)
    assert checked(page, "W1") != first


def test_a_single_kink(page: AppTest) -> None:
    page.query_params.update(check_entries="sample", check_draw="3")
    settled(page)
    said = "1 of 260 steps crosses a kink of the activation and is left out."
    assert said in page.success[0].value


def test_after_the_last_sample_comes_the_first(page: AppTest) -> None:
    page.query_params.update(check_entries="sample", check_draw="10000")
    settled(page)
    page.button("check_go").click()
    settled(page)
    assert page.number_input("check_draw").value == 1


def test_float32_is_too_coarse(page: AppTest) -> None:
    settled(page)
    switch(page, "check_precision", "float32")
    assert page.warning[0].value.startswith("**Too coarse to tell.**")
    assert "rounding is to blame, not backpropagation" in page.warning[0].value


@pytest.mark.parametrize("text", ["0", "-1", "nan", "abc", "1e9"])
def test_a_step_that_cannot_be(page: AppTest, text: str) -> None:
    page.query_params["check_h"] = text
    settled(page)
    assert page.error[0].value.startswith("The step h ")
    assert page.subheader[0].value == "Gradient check"
    assert not page.dataframe


def test_figures_are_written_as_everywhere(small: AppTest) -> None:
    """Not 0.0e+0 and 1.0e+0 beside 2.3e-13."""
    settled(small)
    switch(small, "check_break", True)
    figures = [str(cell) for table in small.dataframe for cell in table.value.to_numpy().ravel()]
    assert "0" in figures
    assert not [cell for cell in figures if "e+0" in cell or "e-0" in cell]
