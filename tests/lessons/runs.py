"""Runs of lessons, really trained, each once."""

from dataclasses import replace
from functools import cache
from typing import Any

from bp.data import load_dataset
from bp.lessons import Lesson, Result
from bp.training import History, TrainConfig, Trainer


def run(lesson: Lesson, seed: int = 0, **values: Any) -> History:
    """A run of a lesson with the start settings, or with some other values."""
    task = lesson.task
    start = {name: getattr(task.start, name) for name in task.free}
    assert all(value in task.free[name] for name, value in values.items())
    size = len(load_dataset(task.start.dataset).x_train)
    values["seed"] = seed
    return trained(replace(task.config(start | values, size), seed=seed))


@cache
def trained(config: TrainConfig) -> History:
    trainer = Trainer(load_dataset(config.dataset), [config])
    trainer.advance(trainer.iterations)
    return trainer.histories[0]


def check(lesson: Lesson, *runs: History) -> Result:
    result: Result = lesson.task.check(runs)
    return result
