"""Several kept runs beside each other, as they were trained: nothing is trained again."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import Picture, curves_together
from bp.app.components.exports import report_button
from bp.app.runs.difference import what_made_the_difference
from bp.app.runs.state import put_away
from bp.app.runs.taken_along import files_button
from bp.charts.palette import distinct
from bp.diagnosis import verdict_label
from bp.diagnosis.ranking import Variant
from bp.diagnosis.wording import PERCENT, rates_in_short
from bp.diagnosis.wording import accuracy as in_percent
from bp.report import kept_report
from bp.store import KeptRun, load_history
from bp.training.config import label

RATE = "learning_rate"
MOST = 16  # runs in one chart
CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)


def several_runs(database: Engine, runs: Sequence[KeptRun]) -> None:
    """Draw their curves together, and what sets each apart from the baseline."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        baseline = st.selectbox(
            "Baseline",
            range(len(runs)),
            format_func=lambda place: names(runs)[place],
            width=320,
            key=f"runs_baseline_{hash(tuple(run.id for run in runs))}",
        )
        report_button(lambda: kept_report(database, runs))
        files_button(database, runs)
        st.button(
            f"Delete all {len(runs)}", icon=":material/delete:", on_click=partial(put_away, runs)
        )
    st.dataframe(beside_baseline(runs, runs[baseline]), hide_index=True)
    if len(runs) == 2:
        first, second = runs[baseline], runs[1 - baseline]
        labels = names(runs)[baseline], names(runs)[1 - baseline]
        what_made_the_difference(database, first, second, labels)
    begun = [run for run in runs if run.iteration][:MOST]
    if len(begun) < len(runs):
        st.caption(f"Drawn are the first {MOST} of those that have a curve.")
    if begun:
        variants = [
            Variant(name, (load_history(database, run.id),))
            for name, run in zip(names(begun), begun, strict=True)
        ]
        colours = distinct(len(variants))
        curves_together(Picture(variants, colours, "Run", running=False, choice=CHOICE))


def names(runs: Sequence[KeptRun]) -> list[str]:
    """What to call each run: its name, with its id where two have the same."""
    labels = [run.label for run in runs]
    return [
        f"{label} ({run.id})" if labels.count(label) > 1 else label
        for label, run in zip(labels, runs, strict=True)
    ]


def beside_baseline(runs: Sequence[KeptRun], baseline: KeptRun) -> pd.DataFrame:
    """One row a run: the settings that differ among them, then figures against the baseline's."""
    table: dict[str, list[Any]] = {"Run": names(runs)}
    texts = [run.settings_text | {RATE: rates_in_short(run.rates)} for run in runs]
    for name in differing(runs):
        table[label(name)] = [settings.get(name, "") for settings in texts]
    table["Best test accuracy"] = [_figure(run.best_test_accuracy) for run in runs]
    table["Against the baseline"] = [
        "baseline" if run is baseline else against(run, baseline) for run in runs
    ]
    table["Verdict"] = [verdict_label(run.verdict, run.nearly) for run in runs]
    return pd.DataFrame(table)


def differing(runs: Sequence[KeptRun]) -> list[str]:
    """The settings that are not the same in all of the runs, or that were moved in one."""
    known = dict.fromkeys(name for run in runs for name in run.settings)
    values = {name: {str(run.settings.get(name)) for run in runs} for name in known}
    values[RATE] = {str(run.rates) for run in runs}
    return [name for name in known if len(values[name]) > 1]


def against(run: KeptRun, baseline: KeptRun) -> str:
    """The best test accuracy against that of the baseline, in points and as a ratio of errors."""
    ours, theirs = run.best_test_accuracy, baseline.best_test_accuracy
    if ours is None or theirs is None:
        return ""
    points = f"{100 * (ours - theirs):+.2f} points"
    if theirs == 1:
        return points
    return f"{points}, {100 * ((1 - ours) / (1 - theirs) - 1):+.0f}{PERCENT} errors"


def _figure(accuracy: float | None) -> str:
    return "" if accuracy is None else in_percent(accuracy)
