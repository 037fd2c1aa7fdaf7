"""Finding hyperparameters: a range test of the learning rate, sweeps over many runs, and what made
the difference between two."""

from bp.search.difference import Difference, explain_difference
from bp.search.outcome import Outcome
from bp.search.range_tests import RangeTest, range_test
from bp.search.suggestions import Suggestion
from bp.search.sweeps import Sweep, sweep
from bp.search.what_made_it import Answer

__all__ = [
    "Answer",
    "Difference",
    "Outcome",
    "RangeTest",
    "Suggestion",
    "Sweep",
    "explain_difference",
    "range_test",
    "sweep",
]
