"""A sweep's table made by hand, with every way to fail in it."""

from dataclasses import asdict

import numpy as np
import pandas as pd

from bp.training import TrainConfig

VARIED = ["learning_rate", "scaling", "weight_decay"]


def made() -> pd.DataFrame:
    """Eight runs: five of them in order, one dead, one diverged, one with a loss of infinity."""
    rates = [1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0, 100.0, 1000.0]
    rows = [asdict(TrainConfig(dataset="digits", learning_rate=rate)) for rate in rates]
    return pd.DataFrame(rows).assign(
        scaling=["raw", "raw", "unit", "unit", "raw", "raw", "raw", "unit"],
        weight_decay=[0, 0, 1e-4, 1e-3, 1e-2, 0, 0, 0],
        best_test_accuracy=[0.5, 0.6, 0.7, 0.8, 0.9, 0.1, 0.99, 0.1],
        test_accuracy=[0.5, 0.6, 0.7, 0.8, 0.9, 0.1, 0.1, 0.1],
        loss=[1.0, 0.5, 0.1, 0.01, 0.0, 2.3, np.nan, np.inf],
        dead_units=[0, 0, 0, 0, 0, 50, 0, 0],
        verdict=["learning"] * 5 + ["dead", "diverged", "diverged"],
        nearly="",
        seconds=1.0,
    )
