"""What a sweep found: the best runs, what matters, and every run across all that was varied."""

from collections.abc import Sequence
from contextlib import suppress

import pandas as pd
import streamlit as st

from bp.app.components.chart import draw, scrolling
from bp.app.map.insight_runs import best_runs, chosen_runs
from bp.app.map.insight_text import found, in_words
from bp.charts.sweep.axes import axes_of
from bp.charts.sweep.matters import correlation_bars, importance_bars, matters_table
from bp.charts.sweep.parallel import parallel_coordinates
from bp.charts.sweep.slices import accuracy_slice
from bp.charts.sweep.tables import runs_table, ticks_table
from bp.diagnosis.wording import percent
from bp.search.edge_slope import edge_slope
from bp.search.importance import Importance, importance
from bp.training import ConfigError
from bp.training.config import CHOICES, named

KEY = "insight"
A_ROW = 3  # slices beside each other
# Words that lines run behind stay readable: a rim in the colour of the page.
READABLE = f"""<style>.st-key-{KEY} svg.marks text {{
    fill: light-dark(#31333f, #d8d6d2); stroke: light-dark(#fff, #181614); stroke-width: 3px;
    stroke-linejoin: round; paint-order: stroke
}}</style>"""


def show_insight(table: pd.DataFrame, varied: Sequence[str], *, total: int | None = None) -> None:
    """Draw what came of the finished runs of a sweep at rest, `table` as Sweep has it.

    `varied` are the fields of TrainConfig in which they differ, and `total` is how many there are
    to be.
    """
    text = found(table, varied, total=total)
    getattr(st, text.kind)(f"**{text.headline}** {text.figures}".strip())
    varied = [field for field in varied if len(table[field].unique()) > 1]
    if table.empty or not varied:
        return
    st.html(READABLE)
    chosen = chosen_runs(table)
    with st.container(key=KEY):
        best_runs(table, varied)
        _matters(_importance(table, tuple(varied)))
        for sentence in _edges(table, tuple(varied)):
            st.markdown(sentence)
        _all_runs(table, varied, chosen)


@st.cache_data(max_entries=8, show_spinner="Looking at what matters …")
def _importance(table: pd.DataFrame, varied: tuple[str, ...]) -> Importance:
    return importance(table, varied)


def _matters(found: Importance) -> None:
    st.markdown("#### What matters")
    if found.warning:
        st.warning(found.warning, icon=":material/warning:")
    table, bars = matters_table(found.table), len(found.table)
    forest, ranks = st.columns(2, gap="small")
    if found.is_told:
        with forest:
            draw(
                importance_bars,
                table,
                description=f"Importance of each parameter: {in_words(table, 'in_points')}.",
                bars=bars,
            )
        st.caption(
            "Left: a random forest learns the best test accuracy from the parameters, then the "
            "values of one are shuffled among runs that it has not seen; the line is a standard "
            f"deviation either way. The forest explains {percent(found.r2)} of the variation "
            "among such runs (R²). Right: whether more of it goes with a higher test accuracy; "
            "near 0 where the best lies in the middle."
        )
    with ranks if found.is_told else forest:
        draw(
            correlation_bars,
            table,
            description=f"Rank correlation of each parameter: {in_words(table, 'in_words')}.",
            bars=bars,
        )


@st.cache_data(max_entries=8, show_spinner=False)
def _edges(table: pd.DataFrame, varied: tuple[str, ...]) -> list[str]:
    """How the dying edge moves, for every setting at which enough of it was found to tell."""
    sentences = []
    for field in varied:
        if field not in (*CHOICES, "learning_rate", "seed"):
            with suppress(ConfigError):
                sentences.append(edge_slope(table, field).sentence(f"the {named(field)}"))
    return sentences


def _all_runs(table: pd.DataFrame, varied: Sequence[str], chosen: Sequence[int]) -> None:
    axes = axes_of(table, varied)
    runs, ticks = runs_table(table, varied, chosen), ticks_table(axes)
    st.markdown("#### Every run")
    st.caption(
        "A line is a run, from blue for the lowest test accuracy to orange for the best; grey, and "
        "on a rail of their own, the runs that failed. Drag along an axis to keep the "
        "runs that pass there, on several to keep those that pass all; double-click to let go. "
        "Point at a run to see it in all charts, click to keep it marked."
    )
    titles = tuple(axis.title for axis in axes)
    with scrolling("insight_parallel"):
        words = f"Parallel coordinates of {len(table):,} runs over {', '.join(titles)}."
        draw(parallel_coordinates, runs, ticks, description=words, titles=titles)
    st.markdown("**Best test accuracy against each parameter**, whatever the others were")
    st.caption(
        "A dot is a run, in the colour that it has above. A grey cross is a run that failed, at "
        "the best test accuracy that it had before."
    )
    places = list(range(len(varied)))
    for row in range(0, len(places), A_ROW):
        columns = st.columns(min(A_ROW, len(places)), gap="small")
        for place, column in zip(places[row : row + A_ROW], columns, strict=False):
            with column:
                words = f"Best test accuracy of {len(table):,} runs against {titles[place]}."
                draw(
                    accuracy_slice,
                    runs,
                    ticks,
                    description=words,
                    place=place,
                    title=titles[place],
                )
