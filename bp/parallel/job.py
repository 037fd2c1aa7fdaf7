"""One slice of some work on its way through the engine."""

import math
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from typing import Any

from bp.parallel.engine import Engine
from bp.parallel.sliced import Advance, Part
from bp.parallel.workers import InOneThread, Slice, run_slice

SHARES = 2  # for each free worker: while one is sent to and fro, it advances the other

Places = list[int]  # of parts in the work


@dataclass(frozen=True)
class Advanced:
    """What came of a slice: the parts as they are after it, and what was recorded of each."""

    parts: list[Any]
    records: list[Any]
    seconds: float  # that it took, by the workers' clocks, shared evenly among them


class Job:
    """The next slice of `parts`: of so many seconds, or of `units` where these end first.

    `speed` is that of the slice before, in units a second, 0 where there was none. It should be
    the workers' own: how long the slice waited for them, or for somebody to collect it, must not
    make the next one shorter.
    """

    def __init__(
        self,
        engine: Engine,
        advance: Advance,
        parts: Sequence[Part],
        units: int,
        speed: float = 0.0,
    ) -> None:
        self._engine, self._advance, self._parts = engine, advance, list(parts)
        seconds = engine.slice_seconds(sum(part.nbytes for part in parts))
        free = engine.free
        self._shares = shares(parts, SHARES * free) if speed else [list(range(len(parts)))]
        self._workers = max(1, min(free, len(self._shares)))
        if len(self._shares) > 1:  # in step with each other, so by units; their time is foreseen
            units, seconds = min(units, max(1, round(speed * seconds))), math.inf
        self._limits = units, seconds
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
            for share, each in zip(self._shares, slices, strict=True)
            for place, pair in zip(share, zip(each.parts, each.records, strict=True), strict=True)
        }
        parts, records = zip(*(done[place] for place in sorted(done)), strict=True)
        seconds = sum(each.seconds for each in slices) / self._workers
        return Advanced(list(parts), list(records), seconds)

    def _submit(self) -> None:
        while True:
            self._executor = self._engine.executor
            try:
                self._futures = [
                    self._engine.submit(
                        self._executor,
                        run_slice,
                        self._advance,
                        [self._parts[place] for place in share],
                        *self._limits,
                    )
                    for share in self._shares
                ]
                return
            except (RuntimeError, OSError) as error:  # a broken executor is a RuntimeError
                if isinstance(self._executor, InOneThread):
                    raise
                self._engine.replace(self._executor, error)


def shares(parts: Sequence[Part], count: int) -> list[Places]:
    """The parts in at most `count` shares of about the same work, none of them empty."""
    shared: list[Places] = [[] for _ in range(max(1, min(count, len(parts))))]
    work = [0.0] * len(shared)
    for place in sorted(range(len(parts)), key=lambda place: -parts[place].work):
        least = work.index(min(work))
        shared[least].append(place)
        work[least] += parts[place].work
    return shared
