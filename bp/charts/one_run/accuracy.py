"""Accuracy on the training and the test part, epoch by epoch."""

import altair as alt
import pandas as pd

from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.loss import HEIGHT
from bp.charts.palette import BLUE, VERMILLION
from bp.charts.steady import SAME_POINT, steady

PARTS = ["train", "test"]


def accuracy_by_epoch(accuracy: pd.DataFrame, pointed: pd.DataFrame) -> alt.LayerChart:
    """Train solid, test dashed, always on the whole scale from 0 to 1.

    Takes the tables `accuracy_table` and `accuracy_pointed`.
    """
    epoch = alt.X("epoch:Q").title("Epoch").axis(tickMinStep=1, format=",d", labelFlush=True)
    base = steady(accuracy, "part").encode(epoch)
    line = base.mark_line(strokeWidth=2.5).encode(
        alt.Y("accuracy:Q").title("Accuracy").scale(domain=[0, 1]),
        alt.Color("part:N").scale(domain=PARTS, range=[BLUE, VERMILLION]).title(None),
        alt.StrokeDash("part:N").scale(domain=PARTS, range=[[1, 0], [6, 4]]).title(None),
    )
    told = [
        Told("Epoch", "epoch", "~g"),
        Told("Train", "train", ".4f"),
        Told("Test", "test", ".4f"),
    ]
    rule = hover_rule(alt.Chart(pointed).encode(epoch, SAME_POINT), "epoch", told)
    chart = alt.LayerChart(layer=[line, rule], height=HEIGHT).configure_mark(aria=False)
    return chart.configure_legend(orient="bottom-right", symbolStrokeWidth=2.5)
