"""The Gradient check page without a browser: useful at once, broken and caught, bad input."""

from collections.abc import Iterator
from threading import Semaphore
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.gradient_check.state import PAGE, LiveCheck
from bp.app.live.workspace import WORKSPACE
from bp.gradient_check import MISTAKES, GradientCheck
from bp.nn import ACTIVATIONS
from bp.parallel.engine import Engine
from tests.pages.at_hand import finished
from tests.parallel.engines import until

ADDRESS = "pages/understand/gradient_check.py"
LINKED = "check_samples"


@pytest.fixture
def page(app: AppTest) -> AppTest:
    app.run()
    app.switch_page(ADDRESS)
    return app


def live(page: AppTest) -> LiveCheck:
    """The check that the page shows."""
    found: LiveCheck = page.session_state[WORKSPACE].unkept[PAGE]
    return found


def settled(page: AppTest) -> AppTest:
    """Wait until the check is through, where there is one, and draw it."""
    page.run()
    assert not page.exception
    if PAGE in page.session_state[WORKSPACE].unkept:
        finished(page, live(page))
    return page


def switch(page: AppTest, key: str, value: Any) -> AppTest:
    kinds = (page.toggle, page.selectbox, page.slider, page.number_input, page.button_group)
    (control,) = [widget for kind in kinds for widget in kind if widget.key == key]
    control.set_value(value)
    return settled(page)


def progress(page: AppTest) -> str:
    (bar,) = page.get("progress")
    text: str = bar.proto.text
    return text


def done(page: AppTest) -> int:
    check = live(page).work.check
    return check.done if check else 0


def checked(page: AppTest, key: str) -> set[int]:
    check = live(page).work.check
    assert check is not None
    return set(check.arrays[key].checked)


def verdicts(page: AppTest) -> dict[str, str]:
    table = page.dataframe[0].value
    return dict(zip(table["parameter"], table["verdict"], strict=True))


def test_useful_at_first_sight(page: AppTest) -> None:
    settled(page)
    assert page.subheader[0].value == "Gradient check"
    assert page.success[0].value.startswith("**Backpropagation is right.**")
    assert progress(page).startswith("39,760 of 39,760 parameters · ")
    assert verdicts(page) == dict.fromkeys(["W1", "b1", "W2", "b2"], "✓ happy")
    assert len(page.dataframe[1].value) == 10
    assert not page.button("check_go").disabled
    assert page.button("check_stop").disabled


def test_every_chart_has_a_text_alternative(page: AppTest) -> None:
    settled(page)
    by_step, by_entry = (chart.proto.alt for chart in page.get("vega_lite_chart"))
    assert "smallest, 3.9e-10 at h = 1e-4 in float64 and " in by_step
    assert "The largest are " in by_entry
    assert all(table.proto.alt for table in page.get("arrow_data_frame"))


def test_broken_caught_and_repaired(page: AppTest) -> None:
    settled(page)
    switch(page, "check_break", True)
    assert page.error[0].value.startswith("**Caught: Activation's slope forgotten.**")
    wrong, right = "✗ probably wrong", "✓ happy"
    assert verdicts(page) == {"W1": wrong, "b1": wrong, "W2": right, "b2": right}
    assert page.code[0].value == "return dout * self.mask  # as it should be"
    switch(page, "check_mistake", "batch-size")
    assert verdicts(page) == dict.fromkeys(["W1", "b1", "W2", "b2"], wrong)
    switch(page, "check_break", False)
    assert page.success[0].value.startswith("**Backpropagation is right.**")


@pytest.mark.parametrize(
    ("mistake", "button"),
    [
        ("transpose", "Use 10 hidden units"),
        ("one-hot", "Use one-hot targets"),
        ("bias-axis", "Use 10 samples"),
    ],
)
def test_a_mistake_that_needs_something(page: AppTest, mistake: str, button: str) -> None:
    settled(page)
    switch(page, "check_break", True)
    switch(page, "check_mistake", mistake)
    assert not page.error
    assert page.button("check_cure").label == button
    page.button("check_cure").click()
    settled(page)
    assert page.error[0].value.startswith("**Caught: ")


@pytest.mark.parametrize("mistake", ["softmax-batch", "w2-doubled", "penalty"])
def test_a_mistake_that_shows_at_once(page: AppTest, mistake: str) -> None:
    settled(page)
    switch(page, "check_dataset", "digits")
    switch(page, "check_break", True)
    switch(page, "check_mistake", mistake)
    assert page.error[0].value.startswith(f"**Caught: {MISTAKES[mistake].label}.**")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("check_dataset", "digits"),
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
def test_right_whatever_the_controls_say(page: AppTest, key: str, value: Any) -> None:
    settled(page)
    switch(page, key, value)
    assert page.success[0].value.startswith("**Backpropagation is right.**")


def test_a_sample_and_another(page: AppTest) -> None:
    settled(page)
    switch(page, "check_entries", "sample")
    assert progress(page).startswith("260 of 260 parameters, a sample of 39,760")
    before = checked(page, "W1")
    assert page.button("check_go").label == "Another sample"
    page.button("check_go").click()
    settled(page)
    assert before != checked(page, "W1")


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
    assert not page.dataframe


@pytest.fixture
def pieces(monkeypatch: pytest.MonkeyPatch) -> Iterator[Semaphore]:
    """A check that is slow: a piece a slice, and one for each permit."""
    permits, step = Semaphore(0), GradientCheck._step

    def one_piece(check: GradientCheck) -> None:
        permits.acquire()
        step(check)

    monkeypatch.setattr(GradientCheck, "_step", one_piece)
    monkeypatch.setattr(Engine, "slice_seconds", lambda *_: 0.0)
    yield permits
    permits.release(1_000_000)  # nothing is left to wait for ever


def test_stopped_and_gone_on(page: AppTest, pieces: Semaphore) -> None:
    pieces.release(2)
    page.run()
    until(lambda: done(page) > 10)  # the small arrays come first
    page.button("check_stop").click().run()
    stopped = done(page)
    assert 0 < stopped < 39_760
    page.run()
    assert done(page) == stopped
    assert "stopped" in progress(page)
    assert page.button("check_go").label == "Go on"
    pieces.release(1_000_000)
    page.button("check_go").click()
    settled(page)
    assert progress(page).startswith("39,760 of 39,760 parameters")
