"""From a run of the Train page on to the pages that say more of it."""

import streamlit as st

from bp.app.compare.state import ask_for
from bp.app.components.controls.link import go_to
from bp.app.inside.state import NETWORK
from bp.training import LIMITS, TrainConfig

TIMES = (0.1, 0.3, 1, 3, 10)  # the learning rate of the run, to compare it with


def onward(config: TrainConfig) -> None:
    """Two buttons: into this network, and this run beside others."""
    if st.button("Look inside", icon=":material/neurology:", key="to_inside"):
        st.session_state[NETWORK] = "Train 0"
        go_to("pages/understand/inside.py")
    if st.button(
        "Compare",
        icon=":material/stacked_line_chart:",
        key="to_compare",
        help="These settings with several learning rates: this one, and three and ten times as "
        "small and as large, as far as they are allowed.",
    ):
        ask_for(config, "learning_rate", rates_around(config.learning_rate))
        go_to("pages/explore/compare.py")


def rates_around(rate: float) -> list[float]:
    """The learning rate and TIMES as much of it, those that are allowed, with two digits."""
    limits = LIMITS["learning_rate"]
    rates = {rate if times == 1 else float(f"{rate * times:.2g}") for times in TIMES}
    return sorted(each for each in rates if limits.lowest <= each <= limits.highest)
