"""The timers of live fragments, as a browser keeps them."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable


class Timers:
    """Calls `tick(fragment)` at each fragment's interval. Ticks that come too late are skipped.

    With `every`, so many seconds take the place of each interval.
    """

    def __init__(self, tick: Callable[[str], Awaitable[None]], every: float | None = None) -> None:
        self._tick = tick
        self._every = every
        self._running: dict[str, tuple[float, asyncio.Task[None]]] = {}

    def start(self, fragment: str, interval: float) -> None:
        """Begin to tick, unless it ticks at this interval already."""
        interval = self._every or interval
        if fragment in self._running and self._running[fragment][0] == interval:
            return
        self.stop([fragment])
        task = asyncio.create_task(self._tick_at(fragment, interval))
        self._running[fragment] = (interval, task)

    def stop(self, fragments: Iterable[str]) -> None:
        """End the timers of these fragments."""
        for fragment in fragments:
            if fragment in self._running:
                self._running.pop(fragment)[1].cancel()

    def stop_all(self) -> None:
        """End every timer."""
        self.stop(list(self._running))

    async def _tick_at(self, fragment: str, interval: float) -> None:
        clock = asyncio.get_running_loop().time
        due = clock() + interval
        while True:
            await asyncio.sleep(max(due - clock(), 0))
            await self._tick(fragment)
            due = max(due + interval, clock())
