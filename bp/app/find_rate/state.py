"""The range test at hand, and the way from its rates to the pages that train."""

from dataclasses import replace

from bp.app.compare import controls as compare
from bp.app.components.controls.fields import as_controls, text_of
from bp.app.find_rate.controls import Asked
from bp.app.live.work import LiveWork
from bp.app.live.workspace import workspace
from bp.app.train import state as train
from bp.data import Dataset
from bp.search import RangeTest
from bp.training import TrainConfig

PAGE = "find_rate"  # its name in the workspace

LiveTest = LiveWork[RangeTest]


def at_hand() -> LiveTest | None:
    """The range test that was begun last."""
    return workspace().others.get(PAGE)


def begin(asked: Asked, dataset: Dataset) -> None:
    """Start a range test in the place of the one before."""
    if before := at_hand():
        before.pause()
    test = RangeTest(dataset, asked.config, lowest=asked.lowest, highest=asked.highest)
    live = workspace().own(LiveWork(test))
    workspace().others[PAGE] = live
    live.start()


def answers(test: RangeTest, asked: Asked | None) -> bool:
    """Whether `test` is of what the controls ask now."""
    span = float(test.rates[0]), float(test.rates[-1])
    return asked is not None and (test.config, *span) == (asked.config, asked.lowest, asked.highest)


def train_with(test: RangeTest, rate: float) -> None:
    """Put a fresh network at this rate on Train; the one there can be brought back."""
    train.begin_with(replace(test.config, learning_rate=rate), test.dataset)


def compare_with(config: TrainConfig, rates: list[float]) -> None:
    """Have Compare's controls ask for these rates."""
    values = ", ".join(text_of(rate) for rate in rates)
    asked = compare.comparison("learning_rate", values, seeds=1)
    compare.SETTINGS.move(**(compare.defaults() | as_controls(config) | asked))
