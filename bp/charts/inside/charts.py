"""What the network learnt, as charts: predictions, hidden units, probabilities, curvature."""

from typing import Any

import altair as alt
import pandas as pd

from bp.charts.axes import PADDING, along, decades
from bp.charts.palette import BLUE, GREY, VERMILLION

CELL = 34  # pixels
HEIGHT = 260  # pixels
FIGURES = {"count": ",d", "share": ".0%"}  # figure → its format


def confusion_matrix(
    cells: pd.DataFrame | alt.NamedData, *, figure: str = "count"
) -> alt.LayerChart:
    """A row a true class, a column a predicted one: correct cells blue, wrong ones vermillion.

    Takes the table `Predictions.confusion`; `figure` is a key of FIGURES. The colour always is the
    share of the row. Selecting a cell selects `cell`: its true and its predicted class.
    """
    bare: dict[str, Any] = {"labelAngle": 0, "ticks": False, "domain": False, "grid": False}
    base = alt.Chart(cells).encode(
        alt.X("predicted:N").title("Predicted").axis(orient="top", **bare).sort(None),
        alt.Y("true:N").title("True").axis(**bare).sort(None),
        alt.Color("correct:N").scale(domain=[True, False], range=[BLUE, VERMILLION]).legend(None),
    )
    # What is 0 stays blank, so that the errors stand out.
    text = (
        base.transform_filter("datum.count > 0")
        .mark_text(fontSize=12, fontWeight="bold", tooltip=None)
        .encode(alt.Text(f"{figure}:Q", format=FIGURES[figure]))
    )
    on_pale = text.transform_filter("datum.share < 0.3")
    on_strong = text.transform_filter("datum.share >= 0.3").encode(color=alt.value("white"))
    return alt.LayerChart(
        layer=[_squares(base), on_pale, on_strong], height=alt.Step(CELL)
    ).configure_mark(aria=False)


def _squares(base: alt.Chart) -> alt.Chart:
    chosen = alt.selection_point(name="cell", fields=["true", "predicted"], empty=False)
    return (
        base.mark_rect(strokeWidth=3, cursor="pointer")
        .encode(
            alt.Opacity("share:Q").scale(type="sqrt", domain=[0, 1], range=[0.04, 1]).legend(None),
            stroke=alt.condition(chosen, alt.value(GREY), alt.value("transparent")),
            tooltip=[
                alt.Tooltip("true:N", title="True"),
                alt.Tooltip("predicted:N", title="Predicted"),
                alt.Tooltip("count:Q", title="Images", format=",d"),
                alt.Tooltip("share:Q", title="Share of the row", format=".1%"),
            ],
        )
        .add_params(chosen)
    )


def unit_histogram(bins: pd.DataFrame) -> alt.Chart:
    """How many hidden units are on for how large a share of the images.

    Takes the table `share_histogram`.
    """
    kinds = ["alive", "dead"]
    return (
        alt.Chart(bins, height=HEIGHT)
        .mark_bar(binSpacing=2)
        .encode(
            alt.X("low:Q")
            .bin("binned")
            .scale(domain=[0, 1])
            .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
            .title("Share of the images it is on for"),
            alt.X2("high:Q"),
            alt.Y("units:Q").title("Hidden units").axis(tickMinStep=1, format="d"),
            alt.Color("kind:N").scale(domain=kinds, range=[BLUE, VERMILLION]).title(None),
            tooltip=[
                alt.Tooltip("low:Q", title="From", format=".0%"),
                alt.Tooltip("high:Q", title="To", format=".0%"),
                alt.Tooltip("units:Q", title="Units", format="d"),
                alt.Tooltip("kind:N", title="They are"),
            ],
        )
        .configure_legend(orient="top")
    )


def probability_bars(probabilities: pd.DataFrame) -> alt.LayerChart:
    """The probability of each class as a bar; the predicted one is the strong one.

    Takes columns class, probability and predicted (True for one).
    """
    base = alt.Chart(probabilities).encode(
        alt.Y("class:N").title(None).sort(None).axis(ticks=False, domain=False),
        alt.X("probability:Q")
        .scale(domain=[0, 1.12])
        .axis(format="%", values=[0, 0.25, 0.5, 0.75, 1])
        .title("Probability"),
    )
    tooltip = [
        alt.Tooltip("class:N", title="Class"),
        alt.Tooltip("probability:Q", title="Probability", format=".2%"),
    ]
    bar = base.mark_bar(height={"band": 0.75}).encode(
        alt.Color("predicted:N").scale(domain=[True, False], range=[BLUE, GREY]).legend(None),
        tooltip=tooltip,
    )
    text = base.mark_text(align="left", dx=4, color=GREY).encode(
        alt.Text("probability:Q", format=".1%"), tooltip=tooltip
    )
    return alt.LayerChart(layer=[bar, text], height=alt.Step(24)).configure_mark(aria=False)


def rate_and_limit(points: pd.DataFrame) -> alt.LayerChart:
    """The learning rate and the local limit 2/λ, over training.

    Takes columns iteration, line ("learning rate" or "2/λ"), value and largest (λ).
    """
    lines, colours = ["2/λ", "learning rate"], [BLUE, VERMILLION]
    base = alt.Chart(points).encode(
        along("Iteration", log=True, whole=True, column="iteration"),
        alt.Y("value:Q").scale(type="log").axis(decades("y")).title("Rate"),
        alt.Color("line:N").scale(domain=lines, range=colours).title(None),
        alt.StrokeDash("line:N").scale(domain=lines, range=[[1, 0], [6, 4]]).title(None),
        tooltip=[
            alt.Tooltip("iteration:Q", title="Iteration", format=",d"),
            alt.Tooltip("line:N", title="Line"),
            alt.Tooltip("value:Q", title="Rate", format=".3~g"),
            alt.Tooltip("largest:Q", title="λ", format=".3~g"),
        ],
    )
    line = base.mark_line(strokeWidth=2.5)
    point = base.mark_point(filled=True, size=60).encode(
        alt.Shape("line:N").scale(domain=lines, range=["circle", "square"]).title(None)
    )
    chart = alt.LayerChart(layer=[line, point], height=300, padding=PADDING)
    return chart.configure_mark(aria=False).configure_legend(orient="top", symbolStrokeWidth=0)
