"""Runs to compare, and the table of their losses."""

import pandas as pd

from bp.charts import losses_table
from bp.diagnosis.ranking import Variant
from bp.training import History


def variants(run: History, values: int = 2, seeds: int = 1) -> list[Variant]:
    return [Variant(value / 10, (run,) * seeds) for value in range(1, values + 1)]


def losses(
    runs: list[Variant],
    *,
    points: int = 200,
    smoothing: float = 0.0,
    axis: str = "iterations",
    spread: str = "min to max",
) -> pd.DataFrame:
    return losses_table(runs, points=points, smoothing=smoothing, axis=axis, spread=spread)
