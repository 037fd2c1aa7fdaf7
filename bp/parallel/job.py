"""One slice of a training on its way through the engine."""

import math
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass

from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread, Slice, train_slice
from bp.training.recording.record import Record
from bp.training.stack import Stack

Places = list[int]  # of stacks in the trainer


@dataclass(frozen=True)
class Advanced:
    """What came of a slice: the stacks as they are after it, and what was recorded of each."""

    stacks: list[Stack]
    records: list[Record]
    speed: float  # iterations a second, by the clocks of the workers


class Job:
    """The next slice of `stacks`: of so many seconds, or of `iterations` where these end first.

    `speed` is that of the slice before, 0 where there was none. It is the workers' own: how long
    the slice waited for them, or for somebody to collect it, does not make the next one shorter.
    """

    def __init__(
        self, engine: Engine, stacks: Sequence[Stack], iterations: int, speed: float = 0.0
    ) -> None:
        self._engine, self._stacks = engine, list(stacks)
        for stack in self._stacks:
            stack.data = engine.shared(stack.data)
        seconds = engine.slice_seconds(sum(stack.nbytes for stack in self._stacks))
        parts = shares(self._stacks, engine.free) if speed else [list(range(len(stacks)))]
        if len(parts) > 1:  # in step with each other, so by iterations; their time is foreseen
            iterations, seconds = min(iterations, max(1, round(speed * seconds))), math.inf
        self._limits = iterations, seconds
        self._parts = parts
        self._submit()

    @property
    def is_done(self) -> bool:
        """Whether `result` need not wait."""
        return all(future.done() for future in self._futures)

    def result(self) -> Advanced:
        """Wait for the slice. Where a worker was lost, it begins again on another."""
        while True:
            try:
                slices = [future.result() for future in self._futures]
            except (Exception, CancelledError) as error:
                if isinstance(self._executor, InOneThread):
                    raise  # then it is no worker's fault
                self._engine.replace(self._executor, error)
                self._submit()
            else:
                self._engine.works()
                return self._in_order(slices)

    def _in_order(self, slices: list[Slice]) -> Advanced:
        done = {
            place: pair
            for part, each in zip(self._parts, slices, strict=True)
            for place, pair in zip(part, zip(each.stacks, each.records, strict=True), strict=True)
        }
        stacks, records = zip(*(done[place] for place in sorted(done)), strict=True)
        iterations = stacks[0].iteration - self._stacks[0].iteration
        return Advanced(
            list(stacks), list(records), iterations / max(each.seconds for each in slices)
        )

    def _submit(self) -> None:
        while True:
            self._executor = self._engine.executor
            try:
                self._futures = [
                    self._engine.submit(
                        self._executor,
                        train_slice,
                        [self._stacks[place] for place in part],
                        *self._limits,
                    )
                    for part in self._parts
                ]
                return
            except (RuntimeError, OSError) as error:  # a broken executor is a RuntimeError
                if isinstance(self._executor, InOneThread):
                    raise
                self._engine.replace(self._executor, error)


def shares(stacks: Sequence[Stack], workers: int) -> list[Places]:
    """The stacks in at most `workers` parts of about the same work, none of them empty."""
    parts: list[Places] = [[] for _ in range(max(1, min(workers, len(stacks))))]
    work = [0.0] * len(parts)
    for place in sorted(range(len(stacks)), key=lambda place: -stacks[place].work):
        least = work.index(min(work))
        parts[least].append(place)
        work[least] += stacks[place].work
    return parts
