"""A term is explained once in a paragraph, and nothing else becomes HTML."""

import pytest

from bp.app.components.glossary import TERMS, explained


def test_the_first_use_of_each_term_is_explained() -> None:
    text = explained("A dead unit has no gradient; 3 dead units, whose gradients are 0, stay.")
    assert text.count("<abbr") == 2
    assert f'title="{TERMS["dead"]}"' in text
    assert "A <abbr" in text
    assert "3 dead units" in text


def test_a_term_within_a_word_is_none() -> None:
    assert "<abbr" not in explained("The deadline of 20 epochal runs.")


def test_what_stands_in_a_name_is_no_html() -> None:
    assert explained("data <img src=x onerror=alert(1)>") == (
        "data &lt;img src=x onerror=alert(1)&gt;"
    )


@pytest.mark.parametrize("term", TERMS)
def test_each_is_one_sentence(term: str) -> None:
    sentence = TERMS[term]
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "!" not in sentence
