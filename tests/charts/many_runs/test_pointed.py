"""What the pointer reads of the curves of many runs."""

import math

import numpy as np
import pandas as pd

from bp.charts import pointed_table
from tests.charts.examples import falling, history
from tests.charts.many_runs.made import losses, variants


def test_the_pointer_reads_each_run_at_its_nearest_point() -> None:
    """Runs whose points do not coincide, one of them shorter."""
    curves = pd.DataFrame(
        {
            "x": np.array([0, 2, 4, 6, 1, 4.5], np.float32),
            "value": np.array([10, 12, 14, 16, 21, 24], np.float32),
            "run": pd.Categorical(["long"] * 4 + ["short"] * 2),
        }
    )
    read = pointed_table(curves, points=100)
    assert read["x"].tolist() == [0, 1, 2, 4, 4.5, 6]
    assert read["point"].tolist() == list(range(6))
    assert read["long"].tolist() == [10, 10, 12, 14, 14, 16]
    assert read["short"].tolist()[:5] == [21, 21, 21, 24, 24]
    assert math.isnan(read["short"].iloc[5])


def test_the_pointer_has_few_places_and_the_last_is_one_of_them() -> None:
    curves = losses(variants(falling(5_000)))
    read = pointed_table(curves, points=40)
    assert len(read) <= 41
    assert read["x"].iloc[-1] == curves["x"].max()
    assert set(read["x"]) <= set(curves["x"])


def test_of_nothing_the_pointer_reads_nothing() -> None:
    assert list(pointed_table(losses(variants(history())), points=40)) == [
        "x",
        "point",
        "0.1",
        "0.2",
    ]
