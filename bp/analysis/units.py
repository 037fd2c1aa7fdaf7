"""The hidden units one by one, over the first iterations of a run."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from bp.data import Dataset
from bp.training import TrainConfig, Trainer

EARLY = (0, 1, 2, 3, 5, 8, 13, 34)  # iterations at which the units are looked at


def unit_activity(dataset: Dataset, configs: Sequence[TrainConfig], run: int) -> pd.DataFrame:
    """Train anew and look at EARLY iterations: columns iteration, unit, share.

    `share` is that of 1,000 training images for which the unit passes a gradient on; a unit
    with 0 is dead. `configs` are those that trained together with the run, `run` its place: other
    neighbours would change the last digits of its sums.
    """
    trainer = Trainer(dataset, configs)
    tables = []
    for iteration in EARLY:
        trainer.advance(iteration - trainer.iteration)
        share = trainer.shares_on(run)
        tables.append(
            pd.DataFrame({"unit": np.arange(len(share)), "share": share, "iteration": iteration})
        )
    return pd.concat(tables, ignore_index=True)
