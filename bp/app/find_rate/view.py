"""The moving part of Find a rate: the curve as it grows, then what it suggests."""

from functools import partial

import pandas as pd
import streamlit as st

from bp.app.components.buttons import button_row, pause_button
from bp.app.components.chart import draw
from bp.app.components.controls.link import go_to, plain
from bp.app.components.data import dataset_or_stop
from bp.app.components.figures import where_instead
from bp.app.find_rate.controls import Asked
from bp.app.find_rate.state import LiveTest, begin, compare_with, train_with
from bp.app.find_rate.text import finding
from bp.app.live.watch import watch
from bp.charts import LIVE_POINTS
from bp.charts.range_test import (
    curves_by_rate,
    guessing_table,
    range_table,
    suggested_table,
)
from bp.diagnosis.wording import rate
from bp.search import RangeTest

RESTING_POINTS = 400
TRAIN, COMPARE = "pages/explore/train.py", "pages/explore/compare.py"


def range_buttons(asked: Asked | None, live: LiveTest | None) -> None:
    """Find a rate, and Stop."""
    running = live is not None and live.running
    with button_row():
        st.button(
            "Find a rate" if live is None else "Find again",
            icon=":material/travel_explore:",
            key="find",
            type="primary",
            on_click=partial(_begin, asked) if asked else None,
            disabled=asked is None or running,
        )
        pause_button(live, "Stop", icon=":material/stop:", key="find_stop")


def _begin(asked: Asked) -> None:
    begin(asked, dataset_or_stop(asked.config.dataset))


def range_view(live: LiveTest) -> None:
    """Show the range test, and go on showing it while it runs."""

    def show(test: RangeTest, running: bool) -> None:
        _progress(test, live, running=running)
        found = finding(test, running=running)
        with st.container(key="find_result"):
            getattr(st, found.kind)(f"**{found.headline}** {found.figures}")
        show_curves(test, running=running)

    watch(live, show)


def show_curves(test: RangeTest, *, running: bool) -> None:
    """Loss, dead units and size of the updates, all against the rate."""
    points = LIVE_POINTS if running else RESTING_POINTS
    table = range_table(test.curve, hidden_size=test.config.hidden_size, points=points)
    suggested = {each.rule: each.learning_rate for each in test.suggestions}
    span = float(test.rates[0]), float(test.rates[-1])
    st.markdown(
        "**Loss as the learning rate rises**, on the same training images at every rate (faint: "
        "each batch; band: lowest to highest of the seeds). Below it, at the same rates: the share "
        "of **dead hidden units**, and the **length of each update** as a share of the weights' "
        "length"
    )
    draw(
        curves_by_rate,
        table,
        suggested_table(suggested),
        guessing_table(test.loss_of_guessing),
        description="Loss, dead hidden units and length of the updates by learning rate.",
        span=span,
    )


def show_suggestions(test: RangeTest) -> None:
    """The rates by rule, and one press to train with the recommended one."""
    rows = [
        {"Rule": each.rule, "Learning rate": rate(each.learning_rate), "Why": each.why}
        for each in test.suggestions
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    if len(test.stopped) > 1:
        st.caption(
            "Each rule gives one rate for the curve of each seed; shown is their geometric mean."
        )
    with st.container(horizontal=True, gap="small", key="find_take"):
        best = test.recommended
        if st.button(f"Train with {rate(best)}", icon=":material/play_circle:", key="find_train"):
            train_with(test, best)
            go_to(TRAIN)
        around = [float(f"{best * factor:.2g}") for factor in (0.1, 0.3, 1, 3, 10)]
        if st.button(
            "Compare rates around it", icon=":material/stacked_line_chart:", key="find_compare"
        ):
            compare_with(test.config, around)
            go_to(COMPARE)


def _progress(test: RangeTest, live: LiveTest, *, running: bool) -> None:
    done, total = test.progress
    text = f"{done:,} of {total:,} rates with {len(test.stopped)} seeds"
    if test.finished:
        text += " · done"
    elif live.problem:
        text += f" · stopped: {live.problem}"
    elif not running:
        text += " · stopped"
    st.progress(done / total if total else 0.0, text=plain(text + where_instead()))
