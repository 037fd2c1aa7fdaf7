"""Loss on the training and the test part, epoch by epoch: where a network learns by heart."""

import altair as alt
import numpy as np
import pandas as pd

from bp.charts.axes import DASHES
from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.accuracy import PARTS
from bp.charts.one_run.loss import HEIGHT
from bp.charts.palette import BLUE, VERMILLION
from bp.charts.reduce import RESTING_POINTS, thinned_rows
from bp.charts.steady import SAME_POINT, steady
from bp.training import History


def loss_by_epoch(losses: pd.DataFrame, pointed: pd.DataFrame) -> alt.LayerChart:
    """Train solid, test dashed. Takes the tables of `losses_by_epoch`."""
    epoch = alt.X("epoch:Q").title("Epoch").axis(tickMinStep=1, format=",d", labelFlush=True)
    base = steady(losses, "part").encode(epoch)
    line = base.mark_line(strokeWidth=2.5).encode(
        alt.Y("loss:Q").title("Loss").scale(zero=True),
        alt.Color("part:N").scale(domain=PARTS, range=[BLUE, VERMILLION]).title(None),
        alt.StrokeDash("part:N").scale(domain=PARTS, range=[[1, 0], DASHES]).title(None),
    )
    told = [
        Told("Epoch", "epoch", "~g"),
        Told("Train", "train", ".3f"),
        Told("Test", "test", ".3f"),
    ]
    rule = hover_rule(alt.Chart(pointed).encode(epoch, SAME_POINT), "epoch", told)
    chart = alt.LayerChart(layer=[line, rule], height=HEIGHT).configure_mark(aria=False)
    return chart.configure_legend(orient="top-right", symbolStrokeWidth=2.5)


def losses_by_epoch(history: History) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The evaluations as columns epoch, point, part and loss; and epoch, point, train, test.

    The first, before any training, is left out: beside it a later rise would not be seen.
    """
    records = history.evaluation_records
    rows = thinned_rows(len(records), RESTING_POINTS)[1:]
    pointed = pd.DataFrame(
        {
            "epoch": records.column("epoch")[rows],
            "point": np.arange(len(rows), dtype=np.float32),
            **{part: records.column(f"{part}_loss")[rows] for part in PARTS},
        }
    )
    losses = pointed.melt(["epoch", "point"], PARTS, "part", "loss")
    return losses, pointed
