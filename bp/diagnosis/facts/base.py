"""What every group of facts starts from: the record of a run."""

from dataclasses import dataclass
from functools import cached_property

from bp.nn import ACTIVATIONS, Activation
from bp.training import OPTIMIZERS, History, TrainConfig
from bp.training.optimizers import OptimizerChoice


@dataclass(frozen=True, eq=False)
class Recorded:
    """The record of one run at one moment."""

    history: History

    @property
    def config(self) -> TrainConfig:
        """What was asked for."""
        return self.history.config

    @property
    def activation(self) -> Activation:
        """That of the hidden units."""
        return ACTIVATIONS[self.config.activation]

    @property
    def optimizer(self) -> OptimizerChoice:
        """What makes updates of the gradients."""
        return OPTIMIZERS[self.config.optimizer]

    @property
    def iteration(self) -> int:
        """Iterations done."""
        return self.history.iteration

    @property
    def remaining(self) -> int:
        """Iterations still to come."""
        return self.config.iterations - self.iteration

    @cached_property
    def used_rates(self) -> list[tuple[int, float]]:
        """The learning rates that were trained with, each with its first iteration."""
        return self.history.used_rates

    @property
    def learning_rate(self) -> float:
        """The learning rate of the latest iteration."""
        return self.used_rates[-1][1]

    @property
    def since(self) -> int:
        """The first iteration with that rate."""
        return self.used_rates[-1][0]

    @property
    def rate_was_moved(self) -> bool:
        """Whether it was trained with more than one rate."""
        return len(self.used_rates) > 1

    def rate_at(self, iteration: int) -> float:
        """The learning rate of an iteration."""
        return [rate for start, rate in self.used_rates if start <= max(iteration, 0)][-1]

    @cached_property
    def stretches(self) -> list[tuple[int, int, float]]:
        """The learning rates that were trained with, each with its first iteration and its end."""
        ends = [start for start, _ in self.used_rates[1:]] + [self.iteration]
        pairs = zip(self.used_rates, ends, strict=True)
        return [(start, end, rate) for (start, rate), end in pairs]

    def main_rate(self, until: int) -> float:
        """The rate that brought the run furthest: with the most iterations times rate by then."""
        ways: dict[float, float] = {}
        for start, end, rate in self.stretches:
            ways[rate] = ways.get(rate, 0) + rate * max(min(end, until) - start, 0)
        return max(ways, key=ways.__getitem__)

    def iterations_at(self, rate: float, until: int) -> int:
        """How many iterations up to one were trained with a rate."""
        ends = [(start, min(end, until)) for start, end, used in self.stretches if used == rate]
        return sum(max(end - start, 0) for start, end in ends)

    def largest_stretch(self, start: int, end: int) -> tuple[int, int, float]:
        """The stretch with the largest rate of those that touch the iterations start to end."""
        touching = [part for part in self.stretches if part[0] < max(end, 1) and part[1] > start]
        return max(touching or self.stretches[-1:], key=lambda part: part[2])
