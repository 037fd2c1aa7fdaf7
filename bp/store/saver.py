"""Keeping one training as it goes on, so that little is at stake and little time is spent."""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from sqlalchemy import Engine

from bp.data import Dataset
from bp.store.alive import SIGN_OF_LIFE
from bp.store.checks import AnyCheck, check_id, keep_check
from bp.store.database import MovedOnError, StoreError
from bp.store.keeping import keep, new_id
from bp.store.listing import KeptRun
from bp.store.maps import keep_map
from bp.training import Trainer

PERIOD = 2.5  # seconds from one saving to the next while it trains
SHARE = 16  # a saving is done less often where it works for more than a 16th of a core's time ...
WAIT = 5  # ... or waits for its database, or for a core, for more than a fifth of the time


class Saver:
    """Saves a training where it is due; where that fails, training goes on, and it waits.

    `open_database` is called for the first saving, and again after one that failed. `problem` is
    a sentence on what stands in the way, empty where nothing does. `saved` is the iteration that
    is on the disk, None before the first. `revision` is that of what was loaded: where somebody
    else went on with it meanwhile, this becomes a `training` of another name.
    """

    def __init__(
        self,
        open_database: Callable[[], Engine],
        training: str,
        kind: str = "train",
        names: Sequence[str] = (),
        revision: float | None = None,
    ) -> None:
        self.training = training
        self.problem = ""
        self.saved: int | None = None
        self._open, self._kind, self._names = open_database, kind, names
        self._revision = revision
        self._due = 0.0

    @property
    def is_due(self) -> bool:
        """Whether it is time to save again."""
        return time.monotonic() >= self._due

    def mark(self, trainer: Any) -> tuple[Any, ...]:
        """What changes when there is something to save."""
        rates = tuple(len(history.rates) for history in trainer.histories)
        last = tuple(history.learning_rate for history in trainer.histories)
        return trainer.progress, rates, last

    def try_to_save(self, trainer: Any, status: str) -> bool:
        """Save the training as it is; whether it is on the disk now.

        To save the same again does no harm, so one that failed is simply tried again.
        """
        is_first = self.saved is None
        began, worked = time.monotonic(), time.thread_time()
        try:
            database = self._open()  # long the first time, which says nothing of the next saving
            began, worked = time.monotonic(), time.thread_time()
            self._keep(database, trainer, status, SIGN_OF_LIFE + SHARE * self._took)
            self.problem, self.saved = "", trainer.progress[0]
        except StoreError as error:
            self.problem = str(error)
        self._took, worked = time.monotonic() - began, time.thread_time() - worked
        self._due = began + max(PERIOD, SHARE * worked, WAIT * self._took)
        if is_first and not self.problem:  # much is written once, and the next will take less
            self._due = began + PERIOD
        return not self.problem

    def _keep(self, database: Engine, trainer: Trainer, status: str, alive_for: float) -> None:
        kept = partial(
            keep,
            database,
            trainer=trainer,
            status=status,
            kind=self._kind,
            names=self._names,
            alive_for=alive_for,
        )
        try:
            self._revision = kept(self.training, revision=self._revision)
        except MovedOnError:
            self.training = new_id()
            self._revision = kept(self.training)

    _took = 0.0  # seconds of the last saving


def go_on_with(
    open_database: Callable[[], Engine], runs: Sequence[KeptRun], *, as_another: bool = False
) -> Saver:
    """A saver for a training that is loaded after its `runs` were read, or for a copy of it."""
    training = new_id() if as_another else runs[0].training
    revision = None if as_another else max(run.changed for run in runs)
    return Saver(open_database, training, runs[0].kind, revision=revision)


class AnyMap(Protocol):
    """What of a map is kept."""

    @property
    def dataset(self) -> Dataset | None:
        """What its networks are trained on, where that is a data set."""

    @property
    def progress(self) -> tuple[int, int]:
        """The units done and in all."""

    @property
    def runs_done(self) -> int:
        """How many runs are through."""

    @property
    def description(self) -> Mapping[str, Any]:
        """What it is over, as JSON has it."""

    @property
    def rows(self) -> Mapping[int, Mapping[str, Any]]:
        """What came of each run, or block of runs, that is through, by its place."""


class MapSaver(Saver):
    """Saves a map where it is due, likewise: the runs that came to an end since."""

    def mark(self, trainer: AnyMap) -> tuple[Any, ...]:
        """The runs that are through, and how far the others are: also a sign of life."""
        return trainer.runs_done, trainer.progress

    def _keep(self, database: Engine, trainer: Any, status: str, alive_for: float) -> None:
        whole, name = (trainer.dataset, trainer.description, trainer.rows), self.training
        keep_map(database, name, *whole, status=status, alive_for=alive_for)


class CheckSaver(Saver):
    """Saves a gradient check where it is due, likewise: its figures by then."""

    def __init__(self, open_database: Callable[[], Engine], check: AnyCheck) -> None:
        super().__init__(open_database, check_id(check.dataset, check.description))
        self._begun = time.time()

    def mark(self, trainer: AnyCheck) -> tuple[Any, ...]:
        """How far it is."""
        return trainer.progress

    def _keep(self, database: Engine, trainer: Any, status: str, alive_for: float) -> None:
        keep_check(database, trainer, status=status, begun=self._begun, alive_for=alive_for)
