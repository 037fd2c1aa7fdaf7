"""Which share of the headless trainer's speed is left in the app."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

Speed = Callable[[], float]  # measures for some seconds, returns iterations a second


@dataclass(frozen=True)
class Share:
    """A speed in the app between two of the trainer alone, all in iterations a second."""

    speed: float
    before: float
    after: float

    @property
    def value(self) -> float:
        """The speed against the mean of its neighbours in time."""
        return self.speed / ((self.before + self.after) / 2)

    def __str__(self) -> str:
        return f"{self.speed:,.0f} iterations/s; headless {self.before:,.0f}, {self.after:,.0f}"


def shares(alone: Speed, in_the_app: Iterable[Speed]) -> Iterator[Share]:
    """The trainer alone, one in the app, alone, the next, alone: each against its neighbours."""
    before = alone()
    for measure in in_the_app:
        speed, after = measure(), alone()
        yield Share(speed, before, after)
        before = after
