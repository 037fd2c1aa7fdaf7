"""How long a benchmark may take: how many rounds, and how much in each."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Effort:
    """The size of every measurement."""

    epochs: int  # of full training, each with its evaluation
    rounds: int  # of full training, after one to warm up
    trials: int  # rounds of one epoch, to find out how many threads to use
    window: float  # seconds that one timing of training steps takes
    windows: int  # rounds of such timings
    iterations: tuple[int, ...]  # the lengths of training whose cost is compared
    train_size: int  # at most so many training images where only steps are timed


FULL = Effort(
    epochs=5,
    rounds=5,
    trials=2,
    window=0.1,
    windows=5,
    iterations=(10_000, 20_000, 50_000, 100_000, 200_000),
    train_size=20_000,
)
QUICK = Effort(
    epochs=1,
    rounds=2,
    trials=1,
    window=0.03,
    windows=2,
    iterations=(1_000, 2_000, 5_000, 10_000),
    train_size=5_000,
)
