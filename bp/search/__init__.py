"""Finding hyperparameters: a range test of the learning rate, and sweeps over many runs."""

from bp.search.outcome import Outcome
from bp.search.range_tests import RangeTest, range_test
from bp.search.suggestions import Suggestion
from bp.search.sweeps import Sweep, sweep

__all__ = ["Outcome", "RangeTest", "Suggestion", "Sweep", "range_test", "sweep"]
