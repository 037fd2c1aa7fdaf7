"""How curves are drawn: the same controls on every page that draws some."""

from dataclasses import dataclass

import streamlit as st

from bp.app.components.controls.widgets import in_the_address, segments
from bp.charts import AXES, SPREADS, spans_decades
from bp.training import History

LOSS_AXES = ("Auto", "Linear", "Log")


@dataclass(frozen=True)
class ChartChoice:
    """What the user chose about the curves."""

    loss_axis: str  # one of LOSS_AXES
    smoothing: float  # the weight of what came before, 0 to 0.99
    axis: str = "iterations"  # a key of AXES
    spread: str = "min to max"  # a key of SPREADS
    log_x: bool = False  # whether the horizontal axis is logarithmic

    def is_log(self, histories: list[History]) -> bool:
        """Whether the loss axis is logarithmic: as chosen, or as one of the curves needs it."""
        auto = self.loss_axis == "Auto" and any(map(spans_decades, histories))
        return auto or self.loss_axis == "Log"


def chart_controls(*, many_runs: bool = False) -> ChartChoice:
    """A popover with the choices; those for `many_runs` only where there are many."""
    with st.popover("Chart", icon=":material/show_chart:"):
        loss_axis = _segments(
            "Loss axis",
            LOSS_AXES,
            "axis",
            "Auto is logarithmic where the loss rises above four times that of guessing.",
        )
        smoothing = st.slider(
            "Smoothing",
            0.0,
            0.99,
            value=0.6,
            help="Weight of what came before in a moving average; 0 shows the raw curve.",
            **in_the_address("smoothing"),
        )
        axis = _segments(
            "Horizontal axis",
            tuple(AXES),
            "along",
            "What the curves are drawn over.",
        )
        log_x = st.toggle(
            "Spread the first iterations",
            help="The horizontal axis is logarithmic: the first ten iterations take as much room "
            "as the next ninety.",
            **in_the_address("spread_first"),
        )
        if not many_runs:
            return ChartChoice(loss_axis, smoothing, axis, log_x=log_x)
        spread = _segments(
            "Band over seeds", tuple(SPREADS), "spread", "Shown where each value has several seeds."
        )
        return ChartChoice(loss_axis, smoothing, axis, spread, log_x)


def _segments(label: str, options: tuple[str, ...], key: str, explanation: str) -> str:
    return segments(label, options, options[0], help=explanation, **in_the_address(key))
