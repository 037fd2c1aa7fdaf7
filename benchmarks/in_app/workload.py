"""What is trained while it is measured: one run on Train, or a comparison."""

from dataclasses import dataclass
from typing import Any

import numpy as np

LONG = 200_000  # iterations: longer than anybody looks on


@dataclass(frozen=True)
class Workload:
    """The runs of one training, with the defaults in all that is not named here."""

    name: str
    rates: tuple[float, ...] = (0.1,)
    seeds: int = 1

    @property
    def path(self) -> str:
        """The page that trains it, as it stands in the address."""
        return "compare" if len(self.rates) > 1 else ""

    @property
    def settings(self) -> dict[str, Any]:
        """The controls in the address of that page."""
        if len(self.rates) == 1:
            return {"learning_rate": self.rates[0], "iterations": LONG}
        values = ", ".join(map(str, self.rates))
        return {"values_learning_rate": values, "seeds": self.seeds, "iterations": LONG}


def _spread(count: int) -> tuple[float, ...]:
    """Learning rates from 0.001 to 1 in equal ratios."""
    return tuple(float(f"{rate:.3g}") for rate in np.geomspace(0.001, 1, count))


ONE = Workload("1 run")
FIVE = Workload("5 rates", _spread(5))
EIGHT = Workload("8 rates", _spread(8))
SIXTEEN = Workload("16 rates", _spread(16))
EIGHTY = Workload("16 rates × 5 seeds", _spread(16), seeds=5)
WORKLOADS = {"1": ONE, "5": FIVE, "16": SIXTEEN, "16x5": EIGHTY}
