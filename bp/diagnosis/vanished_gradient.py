"""The gradient of all but the last bias being exactly 0: nothing else learns any more."""

from collections.abc import Sequence
from itertools import takewhile

from bp.training import Probe


def only_b2_learns(probe: Probe) -> bool:
    """Whether nothing but the last bias has a gradient."""
    return probe.gradient_W1 == probe.gradient_b1 == probe.gradient_W2 == 0 < probe.gradient_b2


def vanished_since(probes: Sequence[Probe]) -> int | None:
    """The first of the unbroken row of probes, up to the last, at which only b2 had a gradient."""
    vanished = takewhile(only_b2_learns, reversed(probes))
    return min((probe.iteration for probe in vanished), default=None)
