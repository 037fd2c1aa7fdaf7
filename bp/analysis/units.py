"""The hidden units one by one, over the first iterations of a run."""

import numpy as np
import pandas as pd

from bp.data import Dataset
from bp.training import TrainConfig, Trainer
from bp.training.evaluation import DEAD_UNIT_SAMPLES

EARLY = (0, 1, 2, 3, 5, 8, 13, 34)  # iterations at which the units are looked at


def unit_activity(dataset: Dataset, config: TrainConfig) -> pd.DataFrame:
    """Train anew and look at EARLY iterations: columns iteration, unit, share.

    `share` is that of 1,000 training samples for which the unit passes a gradient on; a unit
    with 0 is dead.
    """
    trainer = Trainer(dataset, [config])
    tables = []
    for iteration in EARLY:
        trainer.advance(iteration - trainer.iteration)
        share = trainer.shares_on(0, DEAD_UNIT_SAMPLES)
        tables.append(
            pd.DataFrame({"unit": np.arange(len(share)), "share": share, "iteration": iteration})
        )
    return pd.concat(tables, ignore_index=True)
