"""Somebody else's words in a sentence: as they are, short, and without markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.app.components.controls.fields import as_controls, read_linked, read_typed, text_of
from bp.app.components.controls.link import NotAllowedError, as_code, as_text, plain
from bp.training import LIMITS, TrainConfig


@given(st.text())
def test_code_is_one_short_line_that_nothing_ends_early(text: str) -> None:
    code = as_code(text)
    assert code.startswith("`")
    assert code.endswith("`")
    assert code.count("`") == 2
    assert len(code) <= 43
    assert len(code.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "shown"), [("0.1", "0.1"), ("1e-3, 2", "1e-3, 2"), ("**b**", "`**b**`")]
)
def test_figures_and_words_need_no_code(text: str, shown: str) -> None:
    assert as_text(text) == shown


@pytest.mark.parametrize(
    ("sentence", "markdown"),
    [
        (
            "hidden_size is 0; it must be 1 to 500: 50.",
            "hidden_size is 0; it must be 1 to 500: 50.",
        ),
        ("'**x**' :red[y] <b> `c`", r"'\*\*x\*\*' \:red\[y\] \<b\> \`c\`"),
    ],
)
def test_a_sentence_as_markdown(sentence: str, markdown: str) -> None:
    assert plain(sentence) == markdown


@given(st.floats(1e-8, 1_000))
def test_a_rate_stays_the_same_in_its_field_and_in_a_link(rate: float) -> None:
    assert read_typed("learning_rate", text_of(rate)) == rate
    assert read_linked("learning_rate", text_of(rate)) == text_of(rate)


def test_a_config_goes_through_its_controls() -> None:
    config = TrainConfig("digits", "raw", "one-hot", 7, 9, 0.0123, 77, 5, 0.2, "sigmoid")
    said = as_controls(config)
    read = {key: read_typed(key, said[key]) if key in LIMITS and isinstance(said[key], str)
            else said[key] for key in said}  # fmt: skip
    assert TrainConfig(**read) == config


@given(st.sampled_from(sorted(as_controls(TrainConfig()))), st.text())
def test_any_text_in_a_link_is_read_or_refused(field: str, text: str) -> None:
    try:
        TrainConfig(**{field: read_typed(field, str(read_linked(field, text)))}
                    if field in LIMITS else {field: read_linked(field, text)})  # fmt: skip
    except NotAllowedError as error:
        assert str(error)  # noqa: PT017
