"""Successive halving: of many runs that begin, only the best go on.

Source: Li and others, A System for Massively Parallel Hyperparameter Tuning (2018): a run is
compared with those that have come as far by now, so that none waits for the others.
"""

from collections.abc import Sequence

import numpy as np

from bp.training import History

PART, RUNGS = 16, (4, 8)  # at these sixteenths of its iterations half of the runs are left


class Halving:
    """Which runs of a sweep are too slow to go on.

    At a quarter of its iterations a run goes on where its test accuracy is among the better half of
    all that began and came as far, or would have; at the half, where it is in the best quarter.
    """

    def __init__(self) -> None:
        self._scores: dict[tuple[int, int], list[float]] = {}  # by length of run, and iteration

    def slow(self, histories: Sequence[History], iteration: int) -> set[int]:
        """The places of the runs that should stop, of those that train in step to `iteration`.

        Those that were left before are among them, with their last test accuracy.
        """
        length = histories[0].config.iterations
        rungs = [-(-length * part // PART) for part in RUNGS]
        if iteration not in rungs:
            return set()
        own = [history.evaluation_records.column("test_accuracy")[-1] for history in histories]
        all_by_now = self._scores.setdefault((length, iteration), [])
        all_by_now += own
        left = 1 - 0.5 ** (rungs.index(iteration) + 1)  # of those that began
        needed = np.quantile(all_by_now, left, method="lower")
        return {run for run, score in enumerate(own) if score < needed}
