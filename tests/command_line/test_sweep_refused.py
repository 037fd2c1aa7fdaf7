"""What a sweep from a terminal refuses: in one sentence, and nothing is kept of it."""

import signal

import pytest

from bp.command_line import FAILED, WRONG_USE, main
from bp.command_line import sweep as command
from bp.store import list_maps, open_database
from tests.command_line.conftest import Command

DIGITS = ("sweep", "--dataset", "digits", "--iterations", "40")
LISTS = ("--learning-rate", "0.1,1", "--hidden-size", "2,3")
AXES = "A map has two axes"


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices run in a thread, and a signal does afterwards what it did before."""
    monkeypatch.setenv("BP_WORKERS", "0")
    monkeypatch.setattr(signal, "signal", lambda *_: None)


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        ((), WRONG_USE, AXES),
        (("--learning-rate", "0.1,1"), WRONG_USE, AXES),
        (("--learning-rate", "0.1,1", "--seeds", "2", "--random", "3"), WRONG_USE, AXES),
        (("--learning-rate", ""), WRONG_USE, "Learning rate has no values: list some"),
        (("--learning-rate", "1..0.1"), WRONG_USE, "goes from 1 down to 0.1"),
        (("--learning-rate", "0.1,0.1"), WRONG_USE, "0.1 is given more than once"),
        (("--learning-rate", "0,1"), WRONG_USE, "'0,1' can be read in two ways"),
        (("--learning-rate", "slow,fast"), WRONG_USE, "'slow' cannot be read: list numbers"),
        (("--learning-rate", "fast"), WRONG_USE, "'fast' cannot be read as a number"),
        (("--learning-rate", "0.1,5000"), WRONG_USE, "learning rate is 5,000; it must be"),
        (("--hidden-size", "2.5,3"), WRONG_USE, "hidden size is 2.5; it must be a whole number"),
        (("--activation", "relu,x"), WRONG_USE, "activation is 'x'; it must be one of"),
        (("--activation", "x"), WRONG_USE, "activation is 'x'; it must be one of"),
        (("--seed", "0..3", "--seeds", "2"), WRONG_USE, "The seed is an axis already"),
        (("--hidden-size", "1..500 x 65"), WRONG_USE, "65 values are too many"),
        ((*LISTS, "--seeds", "0"), WRONG_USE, "Seeds: 0 cannot be; it must be a whole number"),
        ((*LISTS, "--seeds", "two"), WRONG_USE, "'two' cannot be read as a number"),
        ((*LISTS, "--random", "1000000"), WRONG_USE, "Runs: 1000000 cannot be; it must be"),
        ((*LISTS, "--random", "2.5"), WRONG_USE, "Runs: 2.5 cannot be; it must be"),
        ((*LISTS, "--random", "nan"), WRONG_USE, "Runs: nan cannot be; it must be"),
        (
            ("--learning-rate", "0.1..1 x 64", "--hidden-size", "2..400 x 64", "--seeds", "10"),
            WRONG_USE,
            "runs are too many for a map: at most 5,000",
        ),
        ((*LISTS, "--iterations", "many"), WRONG_USE, "'many' cannot be read as a number"),
        ((*LISTS, "--batch-size", "5000"), WRONG_USE, "batch size is 5,000; it must be"),
        ((*LISTS, "--dataset", "cats"), FAILED, "There is no data set 'cats'"),
    ],
)
def test_what_cannot_be(bp: Command, asked: tuple[str, ...], code: int, said: str) -> None:
    sentence = bp(*DIGITS, *asked, code=code)

    assert said in sentence
    assert len(sentence.splitlines()) == 1
    assert list_maps(open_database()) == []


def test_one_that_would_never_end(bp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "run_seconds", lambda *_: [1e6] * 4)
    assert "4 runs of 40 iterations would take about" in bp(*DIGITS, *LISTS, code=WRONG_USE)


def test_a_database_that_cannot_be_opened(bp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_DATABASE_URL", "nonsense")
    assert "BP_DATABASE_URL is no address of a database" in bp(*DIGITS, *LISTS, code=FAILED)


@pytest.mark.parametrize("asked", ["sweep", "show"])
def test_help_has_examples(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([asked, "--help"])
    assert ended.value.code == 0
    assert f"examples:\n  python -m bp {asked} " in capsys.readouterr().out
