"""The runs that are picked by a click, or pointed at: in all charts of a sweep the same ones.

Each chart is drawn for itself; bp/app/components/page_status/legends.js copies what is selected.
"""

import json
from typing import Any

import altair as alt
import pandas as pd

from bp.charts.sweep.tables import FAINT, TOLD

PICKED, POINTED = "picked", "pointed"
_SELECT: dict[str, dict[str, Any]] = {
    PICKED: {"type": "point", "fields": ["run"]},
    POINTED: {"type": "point", "fields": ["run"], "on": "pointerover", "clear": "pointerout"},
}


def selections(*views: str) -> list[alt.TopLevelSelectionParameter]:
    """Both of them, made by the marks of these views."""
    return [
        alt.TopLevelSelectionParameter(name=name, select=select, views=list(views))
        for name, select in _SELECT.items()
    ]


def pointed(runs: pd.DataFrame) -> alt.Chart:
    """The run under the pointer alone, to be drawn above all others.

    A layer of its own, since to draw thousands of marks anew for each run that is passed takes too
    long. It says nothing, so that Vega-Lite lets the pointer through.
    """
    return alt.Chart(runs).transform_filter({"param": POINTED, "empty": False})


def colour() -> alt.Color:
    """As `runs_table` has it."""
    return alt.Color("colour:N", scale=None, legend=None)


def opacity(*others: str) -> alt.OpacityValue:
    """As `runs_table` has it within the picked and the `others`, if anything is selected."""
    within: dict[str, Any] = {"and": [{"param": name} for name in (PICKED, *others)]}
    strength = {"test": within, "field": "strength", "type": "quantitative", "scale": None}
    return alt.OpacityValue(FAINT, condition=strength)


def _line(column: str, title: str) -> str:
    return f"{json.dumps(title)}: datum.{column}"


SAID = alt.ExprRef("{" + ", ".join(_line(*each) for each in TOLD.items()) + "}")  # by the pointer
