"""How fast a training goes: over the last seconds, so that it is steady and yet of now."""

import time
from collections import deque
from collections.abc import Callable

WINDOW = 3.0  # seconds that the speed is taken over
STALLED = 1.0  # seconds without news after which the time since then counts, too


class Pace:
    """Iterations a second, as somebody with a watch beside the training would find it."""

    def __init__(self, clock: Callable[[], float] = time.perf_counter) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()  # when, and the iterations done by then

    def begin(self, iteration: int) -> None:
        """Start the watch: what was done before, and how fast, is forgotten."""
        self._seen = deque([(self._clock(), iteration)])

    def note(self, iteration: int) -> None:
        """Take down that so many iterations are done by now."""
        now = self._clock()
        self._seen.append((now, iteration))
        while len(self._seen) > 2 and self._seen[1][0] <= now - WINDOW:
            self._seen.popleft()

    @property
    def speed(self) -> float:
        """Iterations a second; 0 until there is something to tell it from."""
        seen = list(self._seen)  # somebody may take something down meanwhile
        if len(seen) < 2:
            return 0.0
        (first, before), (last, done) = seen[0], seen[-1]
        now = self._clock()
        until = now if now - last > STALLED else last
        return (done - before) / max(until - first, 1e-9)
