"""A kept training, to be looked at: verdict, figures, curves, settings. Nothing changes it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from bp.app.compare import state as compare
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.controls.link import go_to, plain
from bp.app.components.copy_link import KEPT
from bp.app.components.curves import Picture, curves_together
from bp.app.components.data import dataset_or_stop
from bp.app.components.figures import figures, show_figures
from bp.app.components.verdict import verdict_line
from bp.app.live.connection import end_page
from bp.app.live.keeper import database_opener
from bp.app.runs.several import beside_baseline, names
from bp.app.train import state as train
from bp.app.train.view import curves_of, show_curves
from bp.charts.palette import distinct
from bp.diagnosis import diagnose
from bp.diagnosis.ranking import Variant
from bp.store import KeptRun, StoreError, load_history, training_runs
from bp.training import History
from bp.training.config import named
from bp.training.variations import varied_field

CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)
IN_WORDS = {"running": "still training when this page was opened", "interrupted": "interrupted"}


def shared_or_stop() -> tuple[list[KeptRun], list[History]]:
    """The runs that the address names; where there are none, say so and draw no more."""
    training = st.query_params.get(KEPT, "")
    try:
        database = database_opener()()
        runs = training_runs(database, training, deleted=False)
        return runs, [load_history(database, run.id) for run in runs]
    except StoreError:
        st.info(
            "There is no result at this address: the link is not whole, what it showed was "
            "deleted, or its server is another one.",
            icon=":material/link_off:",
        )
        end_page()


def result_view(runs: Sequence[KeptRun], histories: Sequence[History]) -> None:
    """Draw one run with its verdict, or several beside each other."""
    _settings_button(histories)
    st.caption(plain(_in_words(runs)))
    begun = [history for history in histories if history.iteration]
    if not begun:
        st.info("Nothing was trained yet.", icon=":material/hourglass_empty:")
        return
    if len(runs) == 1:
        show_figures(figures(begun[0]))
        show_curves(curves_of(begun[0], CHOICE, running=False), begun)
        verdict_line(diagnose(begun[0]))
        _settings(runs[0])
    else:
        pairs = zip(_labels(runs, histories), histories, strict=True)
        variants = [Variant(label, (history,)) for label, history in pairs if history.iteration]
        curves_together(Picture(variants, distinct(len(variants)), None, False, CHOICE))
        st.dataframe(beside_baseline(runs, runs[0]), hide_index=True)


def _labels(runs: Sequence[KeptRun], histories: Sequence[History]) -> list[str]:
    """The value that each has of what is compared, or else its name."""
    configs = [history.config for history in histories]
    field = varied_field(configs)
    labels = [f"{named(field)} {Variant(getattr(config, field), ()).label}" for config in configs]
    return labels if len(set(labels)) == len(labels) else names(runs)


def _in_words(runs: Sequence[KeptRun]) -> str:
    first = runs[0]
    name = f"“{first.name}”, " if first.name else ""
    several = f"{len(runs)} runs that train together, " if len(runs) > 1 else ""
    state = IN_WORDS.get(first.status, first.status)
    return f"{name}{several}{first.iteration:,} of {first.iterations:,} iterations, {state}"


def _settings(run: KeptRun) -> None:
    with st.expander("Settings", icon=":material/tune:"):
        rows = [(named(name), value) for name, value in run.settings_text.items()]
        st.table(pd.DataFrame(rows, columns=["Setting", "Value"]).set_index("Setting"))


def _settings_button(histories: Sequence[History]) -> None:
    """The way to train the same oneself: a fresh network with these settings."""
    page = "Train" if len(histories) == 1 else "Compare"
    moved = any(len(history.used_rates) > 1 for history in histories)
    warning = " Its learning rate was moved as it trained, so the curve will be another."
    if st.button(
        f"Take these settings to {page}",
        icon=":material/tune:",
        help=f"A fresh start of your own.{warning if moved else ''}",
    ):
        configs = [history.config for history in histories]
        dataset = dataset_or_stop(configs[0].dataset)
        if len(configs) == 1:
            train.begin_with(configs[0], dataset)
        else:
            compare.begin_with(configs)
        go_to(f"pages/explore/{page.lower()}.py")
