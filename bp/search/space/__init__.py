"""A space of hyperparameters: what it is over, what it costs, its runs, and parts of it."""

from bp.search.space.runs import SpaceSweep
from bp.search.space.space import Space

__all__ = ["Space", "SpaceSweep"]
