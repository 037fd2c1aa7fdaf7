"""The charts of the gradient check, each with its words."""

import streamlit as st

from bp.app.components.chart import draw
from bp.app.components.controls.widgets import segments
from bp.app.gradient_check.run import CheckRun
from bp.charts.gradient_check.charts import COLOURS, error_against_step, error_map
from bp.charts.gradient_check.tables import chosen_step, map_table, steps_table, tracks_table
from bp.diagnosis.wording import number, rate
from bp.gradient_check import GradientCheck


def show_errors_by_step(run: CheckRun) -> None:
    """Error against h: truncation on one side, rounding on the other."""
    st.markdown(
        "**Error by step h**, of the array with the largest error",
        help="Left, the step is too large: truncation. Right, it is too small: rounding. In "
        "between is the best step. Measured on at most 60 entries of each array.",
    )
    words = " and ".join(
        f"{number(error, 2)} at h = {rate(h)} in {precision}"
        for precision, (h, error) in run.best_steps.items()
    )
    draw(
        error_against_step,
        steps_table(run.errors()),
        chosen_step(run.settings.h),
        description=f"Line chart of the relative error by the step h. It is smallest, {words}.",
    )


def show_maps(check: GradientCheck, *, running: bool) -> None:
    """Every array as a heat map, in one chart: a wrong hidden unit is a stripe through it."""
    words, choice = st.columns([3, 2], vertical_alignment="center")
    words.markdown("**Where they differ**, entry by entry")
    with choice:
        colour = segments(
            "Colour",
            list(COLOURS),
            "difference",
            hidden=True,
            format_func=lambda name: name.split("_")[0],
            key="check_colour",
        )
    draw(
        error_map,
        map_table(check),
        tracks_table(),
        description=_map_in_words(check, running=running),
        colour=colour,
    )


# With another description the browser builds the chart anew, so it has no figures while they move.
def _map_in_words(check: GradientCheck, *, running: bool) -> str:
    chart = "Heat map of the differences between the two gradients, one strip an array."
    if running:
        return chart
    largest = ", ".join(
        f"{number(float(array.difference.max(initial=0)), 2)} in {key}"
        for key, array in check.arrays.items()
        if array.done
    )
    return f"{chart} The largest are {largest}."
