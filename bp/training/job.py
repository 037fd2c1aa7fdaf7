"""One slice of a training on its way through the engine."""

import math
from collections.abc import Sequence
from concurrent.futures import CancelledError

from bp.training.engine import Engine
from bp.training.record import Record
from bp.training.stack import Stack
from bp.training.workers import InThisThread, train_slice

Places = list[int]  # of stacks in the trainer


class Job:
    """The next slice of `stacks`: of `seconds` at most, or of `iterations` where these end first.

    `speed` is how many iterations a second the slice before did, 0 where there was none.
    """

    def __init__(
        self, engine: Engine, stacks: Sequence[Stack], iterations: int, speed: float = 0.0
    ) -> None:
        self._engine, self._stacks = engine, list(stacks)
        for stack in self._stacks:
            stack.data = engine.shared(stack.data)
        seconds = engine.slice_seconds()
        parts = shares(self._stacks, engine.free) if speed else [list(range(len(stacks)))]
        if len(parts) > 1:  # in step with each other, so by iterations; their time is foreseen
            iterations, seconds = min(iterations, max(1, round(speed * seconds))), math.inf
        self._limits = iterations, seconds
        self._parts = parts
        self._submit()

    def result(self, timeout: float) -> tuple[list[Stack], list[Record]] | None:
        """The stacks as they are after the slice, and their records; None where not yet there.

        Where a worker was lost, the slice begins again on another.
        """
        try:
            halves = [future.result(timeout) for future in self._futures]
        except TimeoutError:
            return None
        except (Exception, CancelledError) as error:
            if isinstance(self._executor, InThisThread):
                raise  # then it is no worker's fault
            self._engine.replace(self._executor, error)
            self._submit()
            return None
        places = [place for part in self._parts for place in part]
        pairs = [pair for stacks, records in halves for pair in zip(stacks, records, strict=True)]
        inorder = [pair for _, pair in sorted(zip(places, pairs, strict=True), key=lambda p: p[0])]
        return [stack for stack, _ in inorder], [record for _, record in inorder]

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
