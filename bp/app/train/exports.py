"""Taking the run of the Train page away: its curves, and a script that repeats it."""

import streamlit as st

from bp.app.components.exports import curves, report_button
from bp.report import Reported, report
from bp.store.export.script import our_script
from bp.training import Trainer

TITLE = "One training"


def export_menu(trainer: Trainer) -> None:
    """A popover with the downloads; each is made only when it is asked for."""
    history = trainer.histories[0]
    with st.popover("Export", icon=":material/download:"):
        st.download_button(
            "Curves (CSV)",
            lambda: curves([history]).to_csv(index=False),
            "curves.csv",
            "text/csv",
            on_click="ignore",
            help="The loss of every batch, and what was evaluated after each epoch.",
        )
        st.download_button(
            "A script that repeats it",
            lambda: our_script(history),
            "with_bp.py",
            "text/x-python",
            on_click="ignore",
        )
        report_button(
            lambda: report(TITLE, [Reported(TITLE, history, trainer.networks[0], trainer.dataset)])
        )
        st.caption("Point at a chart for the buttons that save its picture and show its data.")
