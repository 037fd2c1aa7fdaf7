"""When a training that goes on is saved again."""

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from bp.store import (
    Saver,
    go_on_with,
    keep,
    load_history,
    load_trainer,
    saver,
    training_runs,
)
from bp.store.saver import PERIOD, SHARE, WAIT
from bp.training import Trainer
from tests.training.examples import BLOBS, assert_same, config


class Timed(Saver):
    """A saver whose savings take what they are told to, of a clock that does not go by itself."""

    def __init__(self) -> None:
        super().__init__(lambda: None, "t")  # type: ignore[arg-type, return-value]
        self.now = self.worked = 0.0
        self.next = (0.0, 0.0)

    def _keep(self, *_: Any) -> None:
        seconds, worked = self.next
        self.now += seconds
        self.worked += worked

    def waits(self, seconds: float, worked: float) -> float:
        """From the beginning of a saving that takes so long until the next is due."""
        self.next, began = (seconds, worked), self.now
        assert self.try_to_save(SimpleNamespace(progress=(1, 2)), "running")
        while not self.is_due:
            self.now += 0.01
        return self.now - began


@pytest.fixture
def timed(monkeypatch: pytest.MonkeyPatch) -> Timed:
    made = Timed()
    clock = SimpleNamespace(monotonic=lambda: made.now, thread_time=lambda: made.worked)
    monkeypatch.setattr(saver, "time", clock)
    return made


def test_the_first_saving_which_writes_most_puts_off_none(timed: Timed) -> None:
    assert timed.waits(1.0, 1.0) == pytest.approx(PERIOD, abs=0.02)


@pytest.mark.parametrize(
    ("seconds", "worked", "expected"),
    [(0.05, 0.05, PERIOD), (0.3, 0.3, SHARE * 0.3), (0.3, 0.01, PERIOD), (1.0, 0.01, WAIT)],
)
def test_a_saving_that_costs_much_is_done_less_often(
    timed: Timed, seconds: float, worked: float, expected: float
) -> None:
    timed.waits(0, 0)
    assert timed.waits(seconds, worked) == pytest.approx(expected, abs=0.02)


def test_two_that_go_on_with_one_training_overwrite_nothing(sqlite: Engine) -> None:
    """As in two windows, or in a terminal while a page has it: the later one becomes another."""
    trainer = Trainer(BLOBS, [config(iterations=200)])
    trainer.advance(60)
    keep(sqlite, "shared", trainer)

    def taken_up() -> tuple[Trainer, Saver]:
        saver = go_on_with(lambda: sqlite, training_runs(sqlite, "shared"))
        return load_trainer(sqlite, "shared", BLOBS), saver

    (first, ours), (second, theirs) = taken_up(), taken_up()
    for each, rate in ((first, 0.5), (second, 0.05)):
        each.set_learning_rate(0, rate)
        each.advance(40)
    for saving in (ours, ours, theirs, theirs):  # each twice: it goes on with its own
        assert saving.try_to_save(first if saving is ours else second, "paused")

    assert ours.training == "shared"
    assert theirs.training != "shared"
    assert_same(load_history(sqlite, ours.training), first.histories[0])
    assert_same(load_history(sqlite, theirs.training), second.histories[0])
