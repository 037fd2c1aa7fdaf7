"""Which samples make up each batch."""

import numpy as np
from numpy.typing import NDArray

AHEAD = 1_000  # numbers drawn at once: a call of the generator costs as much as hundreds of them


class BatchSampler:
    """Draws batches of indices into `samples` training samples, with replacement.

    They come in the order in which the generator gives them, whatever was drawn ahead.
    """

    def __init__(self, rng: np.random.Generator, samples: int, batch_size: int) -> None:
        self._rng, self._samples = rng, samples
        self._ahead = np.empty((0, batch_size), np.int64)
        self._used = 0

    def next_batch(self) -> NDArray[np.int64]:
        """Return the indices of the next batch, `(batch_size,)`."""
        if self._used == len(self._ahead):
            batch_size = self._ahead.shape[1]
            batches = max(AHEAD // batch_size, 1)
            self._ahead = self._rng.integers(self._samples, size=(batches, batch_size))
            self._used = 0
        self._used += 1
        chosen: NDArray[np.int64] = self._ahead[self._used - 1]
        return chosen
