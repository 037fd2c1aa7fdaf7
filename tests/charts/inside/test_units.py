"""The grid of hidden units."""

import json

import pandas as pd

from bp.analysis.units import EARLY, unit_activity
from bp.charts import unit_grids
from bp.charts.palette import ORDERED_STOPS
from tests.charts.one_run.test_charts import form, specification
from tests.charts.test_palette import luminance
from tests.training.examples import BLOBS, config


def grids(activity: pd.DataFrame) -> object:
    return form(unit_grids(activity, iterations=EARLY))


def test_valid_and_independent_of_the_figures() -> None:
    activity = unit_activity(BLOBS, [config()], 0)
    json.dumps(specification(unit_grids(activity, iterations=EARLY)), allow_nan=False)
    assert grids(activity) == grids(activity.assign(share=0.0)) == grids(activity[:0])


def test_dark_is_dead_and_light_is_alive() -> None:
    made = specification(unit_grids(unit_activity(BLOBS, [config()], 0), iterations=EARLY))
    scale = made["spec"]["encoding"]["color"]["scale"]
    assert scale["domain"] == [0, 1]
    dead, alive = map(luminance, scale["range"])
    assert dead < luminance(ORDERED_STOPS[0]) < 0.5 < alive
    assert made["facet"]["sort"] == list(EARLY)
