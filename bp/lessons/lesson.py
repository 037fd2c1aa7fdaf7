"""What a lesson is: a task in words, where it starts, what may be moved, and its check."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from bp.training import History, TrainConfig


@dataclass(frozen=True)
class Result:
    """What a check says: whether the task is done, what was measured and what is missing."""

    passed: bool
    sentence: str


Check = Callable[[Sequence[History]], Result]  # of all finished runs, the latest last


@dataclass(frozen=True)
class Question:
    """What do you expect? Asked before the run."""

    text: str
    options: tuple[str, ...]
    about_start: bool = False  # whether the run with the start settings is the answer


@dataclass(frozen=True)
class Preset:
    """Settings to try, and why they lead where they do."""

    why: str
    settings: Mapping[str, Any] = field(default_factory=dict)  # none where there is none to move


@dataclass(frozen=True)
class Training:
    """An experiment: a network to train with some controls locked.

    `free` has the controls that are not, with the values that each of them offers.
    """

    start: TrainConfig
    free: Mapping[str, tuple[Any, ...]]
    check: Check
    epochs: int | None = None  # where the length is so many epochs, whatever the batch size
    shows_losses: bool = False  # whether the losses by epoch are drawn, too

    @property
    def locked(self) -> tuple[str, ...]:
        """The fields that stay as they are, without those that hardly anybody moves."""
        lengths = {"iterations"} if self.epochs else set()
        names = (each.name for each in fields(TrainConfig))
        return tuple(name for name in names if name not in self.free and name not in lengths)

    def config(self, values: Mapping[str, Any], train_size: int) -> TrainConfig:
        """What to train where the free controls say `values`."""
        config = replace(self.start, **{name: values[name] for name in self.free})
        if self.epochs is None:
            return config
        iterations = math.ceil(self.epochs * train_size / config.batch_size)
        return replace(config, iterations=iterations)


@dataclass(frozen=True)
class Lesson:
    """One task. Its `key` names it in the session, in the database and in a progress file."""

    key: str
    title: str
    paragraph: str
    goal: str  # what the check asks for, as a sentence
    question: Question
    task: Any  # a Training, or one of bp/lessons/riddles.py
    solution: str = ""
    good: Preset | None = None
    bad: Preset | None = None
