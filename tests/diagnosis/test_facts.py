"""Every number in every sentence is found again in the raw record, for runs of every kind."""

import re
from dataclasses import replace

import pytest

from benchmarks.diagnosis.facts.checked import check, said_of
from benchmarks.diagnosis.facts.raw import Raw
from benchmarks.diagnosis.facts.reading import wrong_claims
from benchmarks.diagnosis.facts.varied_runs import varied_runs
from bp.data import load_dataset
from tests.diagnosis.runs import ILLS, trained


@pytest.mark.long
def test_every_number_in_every_sentence_is_found_again() -> None:
    checked = check(varied_runs(load_dataset("digits"), 120))
    assert checked.runs > 500
    assert checked.numbers > 5_000
    assert checked.wrong == []


@pytest.mark.parametrize("verdict", ILLS)
def test_a_sentence_with_another_number_is_found_out(verdict: str) -> None:
    """The checker itself: each number of each sentence, changed, no longer stands."""
    run = trained(ILLS[verdict])
    for sentence in said_of(run):
        assert wrong_claims(Raw(run), sentence)[1] == []
        for changed in with_other_numbers(sentence):
            assert wrong_claims(Raw(run), changed)[1], changed


def with_other_numbers(sentence: str) -> list[str]:
    """The sentence with one of its figures changed in the first digit, for each figure."""
    figures = re.finditer(r"(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d(?![\w.,])", sentence)
    return [
        sentence[: figure.start()] + other(figure.group()) + sentence[figure.end() :]
        for figure in figures
    ]


def other(figure: str) -> str:
    return str((int(figure[0]) + 1) % 10 or 1) + figure[1:]


def test_two_runs_that_differ_are_not_told_alike() -> None:
    run, other_run = (trained(replace(ILLS["learning"], seed=seed)) for seed in (0, 1))
    wrong = [claim for text in said_of(run) for claim in wrong_claims(Raw(other_run), text)[1]]
    assert wrong
