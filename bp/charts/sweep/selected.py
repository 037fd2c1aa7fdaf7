"""The runs that are picked by a click, or pointed at: in all charts of a sweep the same ones.

Each chart is drawn for itself; bp/app/components/page_status/legends.js copies what is selected.
"""

from typing import Any

import altair as alt

from bp.charts.palette import GREEN, GREY, ordered
from bp.charts.sweep.tables import TOLD

FAILED = "datum.failed == 1"
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


def with_pointed(runs: alt.Chart, **look: Any) -> list[alt.Chart]:
    """The marks of all runs, and over them with a `look` of its own the one under the pointer.

    Two layers, since to draw thousands of marks anew for each run that is passed takes too long.
    The upper one says nothing, so that Vega-Lite lets the pointer through.
    """
    pointed = runs.transform_filter({"param": POINTED, "empty": False})
    pointed = pointed.encode(color=alt.value(GREEN), opacity=alt.value(1), **look)
    pointed.name = pointed.encoding.tooltip = alt.Undefined
    return [runs, pointed]


def opacity(*params: str, strong: float, faint: float) -> alt.OpacityValue:
    """Strong within the picked, the chosen and these selections.

    A selection without anything in it holds everything. Runs that failed stand back.
    """
    within = [{"param": name} for name in (PICKED, *params)]
    bright: dict[str, Any] = {"and": [*within, "datum.chosen == 1"]}
    failed: dict[str, Any] = {"and": [bright, FAILED]}
    conditions = [
        {"test": failed, "value": strong / 2},
        {"test": bright, "value": strong},
    ]
    return alt.OpacityValue(faint, condition=conditions)


def by_accuracy() -> alt.Color:
    """From blue for the lowest test accuracy to orange for the best; grey what failed."""
    scale = alt.Scale(domain=[0, 1], range=list(ordered(8)))
    return alt.Color("share:Q", scale=scale, legend=None, condition={"test": FAILED, "value": GREY})


def told() -> list[alt.Tooltip]:
    """What a run says under the pointer."""
    return [alt.Tooltip(f"{name}:N", title=title) for name, title in TOLD.items()]
