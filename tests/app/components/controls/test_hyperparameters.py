"""The hyperparameters as widgets: their words, their ranges, their defaults."""

from dataclasses import fields

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.controls.fields import text_of
from bp.app.components.controls.form import DEFAULTS, value_text
from bp.app.components.controls.hyperparameters import MAIN, MORE, RATES
from bp.app.components.figures import duration
from bp.training import LIMITS, TrainConfig


def page() -> None:
    import streamlit as st

    from bp.app.components.controls.fields import as_controls
    from bp.app.components.controls.hyperparameters import training_controls
    from bp.app.components.controls.settings import Settings
    from bp.training import TrainConfig

    settings = Settings("test")
    with settings.drawn(as_controls(TrainConfig())):
        st.session_state["config"] = training_controls(settings)


def without_rate() -> None:
    import streamlit as st

    from bp.app.components.controls.fields import as_controls
    from bp.app.components.controls.hyperparameters import training_controls
    from bp.app.components.controls.settings import Settings
    from bp.training import TrainConfig

    settings = Settings("test")
    with settings.drawn(as_controls(TrainConfig())):
        st.session_state["config"] = training_controls(settings, without={"learning_rate"})


def moved() -> None:
    import streamlit as st

    from bp.app.components.controls.fields import as_controls
    from bp.app.components.controls.hyperparameters import training_controls
    from bp.app.components.controls.settings import Settings
    from bp.training import TrainConfig

    wanted = TrainConfig("digits", "raw", "one-hot", 7, 9, 0.0123, 77, 5, 0.2, "sigmoid")
    settings = Settings("test")
    st.button("Move", on_click=lambda: settings.move(**as_controls(wanted)))
    with settings.drawn(as_controls(TrainConfig())):
        st.session_state["config"] = training_controls(settings)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.1, "0.1"),
        (1e-5, "1e-5"),
        (0.00015, "1.5e-4"),
        (10.0, "10"),
        (50, "50"),
        (4100, "4,100"),
        ("raw", "raw"),
    ],
)
def test_values_in_a_sentence(value: object, text: str) -> None:
    assert value_text(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.2, "0 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s")]
)
def test_a_time_as_a_person_says_it(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_the_notches_of_the_rate_are_about_even_on_a_logarithmic_slider() -> None:
    assert (RATES[0], RATES[-1]) == (1e-5, 10)
    assert DEFAULTS.learning_rate in RATES
    ratios = np.array(RATES[1:]) / np.array(RATES[:-1])
    assert ratios.min() > 1.3
    assert ratios.max() < 1.7


def test_every_field_has_one_control() -> None:
    assert sorted([*MAIN, *MORE]) == sorted(field.name for field in fields(TrainConfig))


def test_untouched_controls_are_the_defaults() -> None:
    app = AppTest.from_function(page, default_timeout=300).run()
    assert not app.exception
    assert app.session_state["config"] == TrainConfig()


def test_a_control_left_out_gives_its_default() -> None:
    app = AppTest.from_function(without_rate, default_timeout=300).run()
    assert not app.exception
    assert app.session_state["config"] == TrainConfig()
    assert "learning_rate" not in app.session_state


def test_moved_by_a_button() -> None:
    app = AppTest.from_function(moved, default_timeout=300).run()
    app.button[0].click().run()
    assert not app.exception
    assert app.session_state["config"] == TrainConfig(
        "digits", "raw", "one-hot", 7, 9, 0.0123, 77, 5, 0.2, "sigmoid"
    )
    assert app.text_input("learning_rate").value == "0.0123"
    assert app.select_slider("learning_rate_slider").value == 0.0123


def test_the_slider_moves_the_number_and_the_number_the_slider() -> None:
    app = AppTest.from_function(page, default_timeout=300).run()
    app.select_slider("learning_rate_slider").set_value(0.002).run()
    assert app.text_input("learning_rate").value == "0.002"
    app.text_input("learning_rate").set_value("0.8").run()
    assert app.select_slider("learning_rate_slider").value == 0.8
    assert app.session_state["config"] == TrainConfig(learning_rate=0.8)


@pytest.mark.parametrize("typed", ["4", "1e-8", "1000", "0.0123"])
def test_the_slider_says_what_was_typed_and_then_what_it_is_moved_to(typed: str) -> None:
    app = AppTest.from_function(page, default_timeout=300).run()
    app.text_input("learning_rate").set_value(typed).run()
    slider = app.select_slider("learning_rate_slider")
    assert slider.value == float(typed)
    assert slider.options == [text_of(rate) for rate in sorted({*RATES, float(typed)})]
    slider.set_value(0.002).run()
    assert app.text_input("learning_rate").value == "0.002"
    assert len(app.select_slider("learning_rate_slider").options) == len(RATES)


def test_the_slider_is_only_placed_where_it_has_to_move() -> None:
    app = AppTest.from_function(page, default_timeout=300).run()
    for value, moves in ((0.1, False), (0.0123, True), (0.0123, False)):
        app.text_input("learning_rate").set_value(str(value)).run()
        assert app.select_slider("learning_rate_slider").proto.set_value is moves


@pytest.mark.parametrize("key", ["hidden_size", "batch_size"])
def test_sliders_go_as_far_as_training_does(key: str) -> None:
    app = AppTest.from_function(page, default_timeout=300).run()
    limits = LIMITS[key]
    assert (app.slider(key).min, app.slider(key).max) == (limits.lowest, limits.highest)
    for end in (limits.lowest, limits.highest):
        app.slider(key).set_value(end).run()
        assert not app.exception
        assert getattr(app.session_state["config"], key) == end
