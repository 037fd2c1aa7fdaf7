"""The map as a chart: cells, the edge where verdicts change, and 2/λ."""

import json
from typing import Any

import altair as alt
import pandas as pd

from bp.charts.axes import FLUSH, PADDING, decades, written
from bp.charts.map import marks
from bp.charts.map.axis import Axis
from bp.charts.palette import GREY, ordered

HEIGHT = 430  # pixels
VIEWS = {"verdict": "Verdict", "accuracy": "Test accuracy", "dead": "Dead units"}
CELL, REGION = "cell", "region"  # what can be selected: one by a click, the other by a drag
SHARES = {"accuracy": "Best test accuracy", "dead": "Dead units"}  # view → title of its scale


def failure_map(
    cells: pd.DataFrame,
    edge: pd.DataFrame,
    limit: pd.DataFrame,
    *,
    x: Axis,
    y: Axis,
    view: str,
    verdicts: tuple[str, ...],
    grid: bool,
) -> alt.LayerChart:
    """One cell a point of the grid, or a square a run; takes the tables of `cells`.

    `view` is a key of VIEWS, `verdicts` those that are found. A click selects CELL, whose `place`
    is that of a run, and a drag REGION, whose `x` and `y` are the ends of a rectangle.
    """
    across = _side(alt.X, "x", x)
    up = _side(alt.Y, "y", y)
    squares = _squares(cells, across, up, grid=grid).encode(
        _colour(view, verdicts), tooltip=_tooltip(x.title, y.title)
    )
    layers = [squares]
    layers.append(_letters(cells, across, up, view, x=x, y=y, grid=grid))
    if view == "verdict":
        layers += _edges(edge, across, up)
    layers += _limit(limit, across, up)
    chart = alt.LayerChart(layer=layers, height=HEIGHT, padding=PADDING)
    return chart.configure_mark(aria=False).configure_view(strokeWidth=0)


def _side(channel: Any, name: str, axis: Axis) -> Any:
    """X or Y over the whole space, whatever is known of it yet."""
    ends = [float(axis.edges[0]), float(axis.edges[-1])]
    scale = alt.Scale(type="log" if axis.kind == "log" else "linear", domain=ends, nice=False)
    flush: dict[str, Any] = {"labelFlush": FLUSH} if name == "x" else {}
    if axis.kind == "log":
        form = decades(name, **flush)
    elif axis.kind == "linear":
        form = written(grid=False, **flush)
    else:
        words = json.dumps([axis.written(value) for value in axis.values], ensure_ascii=False)
        form = alt.Axis(
            values=list(range(len(axis.values))), labelExpr=f"{words}[datum.value]", grid=False
        )
    return lambda column: channel(f"{column}:Q").title(axis.title).scale(scale).axis(form)


def _squares(cells: pd.DataFrame, across: Any, up: Any, *, grid: bool) -> alt.Chart:
    """What can be clicked, and dragged over."""
    click = alt.selection_point(name=CELL, fields=["place"], empty=False)
    drag = alt.selection_interval(name=REGION, encodings=["x", "y"])
    base = alt.Chart(cells)
    if grid:
        marked = base.mark_rect(cursor="pointer", stroke=GREY).encode(
            across("x"), up("y"), alt.X2("x2:Q"), alt.Y2("y2:Q")
        )
    else:
        marked = base.mark_square(size=170, cursor="pointer", stroke=GREY).encode(
            across("cx"), up("cy")
        )
    return marked.encode(
        opacity=alt.condition("datum.known == 1", alt.value(1), alt.value(0.3)),
        strokeWidth=alt.condition(click, alt.value(3), alt.value(0)),
    ).add_params(click, drag)


def _colour(view: str, verdicts: tuple[str, ...]) -> alt.Color:
    if view == "verdict":
        scale = alt.Scale(domain=list(verdicts), range=[marks.colour(each) for each in verdicts])
        words = {each: marks.legend(each) for each in verdicts}
        legend = alt.Legend(
            orient="bottom",
            columns=2,  # on a phone there is room for two
            symbolType="square",
            symbolOpacity=1,
            symbolStrokeWidth=0,
            title=None,
            labelExpr=f"{json.dumps(words)}[datum.value]",
            labelLimit=260,
        )
        return alt.Color("verdict:N").scale(scale).legend(legend)
    shown = alt.Scale(domain=[0, 1], range=list(ordered(9)))
    bar = alt.Legend(orient="bottom", format=".0%", title=SHARES[view], gradientLength=240)
    return alt.Color(f"{view}:Q").scale(shown).legend(bar)


def _tooltip(across: str, up: str) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("across:N", title=across),
        alt.Tooltip("up:N", title=up),
        alt.Tooltip("label:N", title="Verdict"),
        alt.Tooltip("told_runs:N", title="Runs with it"),
        alt.Tooltip("told_accuracy:N", title="Best test accuracy"),
        alt.Tooltip("told_dead:N", title="Dead units"),
    ]


def _letters(
    cells: pd.DataFrame, across: Any, up: Any, view: str, *, x: Axis, y: Axis, grid: bool
) -> alt.Chart:
    """The verdict's letter, or the figure in percent, as large as a cell allows."""
    text = "letter:N" if view == "verdict" else "figure:N"
    room = f"min(0.9 * height / {len(y.values)}, 0.8 * width / {len(x.values)})"
    share = 1 if view == "verdict" else 0.8
    size: Any = alt.ExprRef(f"min(13, {share} * {room})") if grid else 10
    return (
        alt.Chart(cells)
        .transform_filter("datum.known == 1")
        .transform_calculate(figure=_figure(view))
        .mark_text(color="white", fontWeight="bold", fontSize=size, tooltip=None)
        .encode(across("cx"), up("cy"), text=text)
    )


def _figure(view: str) -> str:
    """What Vega computes: the figure in percent; units that are no numbers are not counted."""
    if view == "accuracy":
        return "format(100 * datum.accuracy, '.0f')"
    return "datum.verdict == 'diverged' ? '–' : format(100 * datum.dead, '.0f')"


def _edges(edge: pd.DataFrame, across: Any, up: Any) -> list[alt.Chart]:
    """Strong where runs begin to fail, thin where any other verdict changes."""
    base = alt.Chart(edge).encode(across("x"), up("y"), alt.X2("x2:Q"), alt.Y2("y2:Q"))
    thin = base.transform_filter("datum.strong == 0").mark_rule(color="white", strokeWidth=1)
    strong = base.transform_filter("datum.strong == 1")
    halo = strong.mark_rule(color="white", strokeWidth=5, strokeCap="round")
    line = strong.mark_rule(color="black", strokeWidth=3, strokeCap="round")
    return [thin, halo, line]


def _limit(limit: pd.DataFrame, across: Any, up: Any) -> list[alt.Chart]:
    base = alt.Chart(limit).encode(across("x"), up("y"), order="point:Q")
    halo = base.mark_line(color="black", strokeWidth=5, clip=True)
    line = base.mark_line(color="white", strokeWidth=2.5, strokeDash=[6, 4], clip=True)
    return [halo, line]
