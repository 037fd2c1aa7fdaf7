"""What a range test measured, against the learning rate on a logarithmic axis."""

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from bp.charts.axes import EXTENT, FLUSH, PADDING, decades, inward, over
from bp.charts.banded import banded
from bp.charts.hover import Told, hover_rule
from bp.charts.one_run.loss import LEVEL, reference
from bp.charts.palette import GREEN, GREY, VERMILLION
from bp.charts.steady import SAME_POINT, steady

HEIGHT = 500  # pixels, with the axes
# Three panels above each other, on one axis of rates: the shares of the height from top to bottom.
PANELS = {"losses": (0.0, 0.5), "dead": (0.57, 0.75), "updates": (0.82, 1.0)}


def range_table(curve: pd.DataFrame, *, hidden_size: int, points: int) -> pd.DataFrame:
    """One row a learning rate: means over the seeds, and the loss's lowest and highest.

    Takes the `curve` of a RangeTest; thinned to at most `points` rates, the last one kept.
    """
    finite = curve.replace([np.inf, -np.inf], np.nan)
    rates = finite.groupby("learning_rate", as_index=False)
    table = rates.agg(
        loss=("loss", "mean"),
        lowest=("loss", "min"),
        highest=("loss", "max"),
        batch_loss=("batch_loss", "mean"),
        dead_units=("dead_units", "mean"),
        update_ratio=("update_ratio", "mean"),
    )
    table["dead_share"] = table.pop("dead_units") / hidden_size
    kept = np.unique(np.linspace(0, len(table) - 1, min(points, len(table))).round().astype(int))
    table = table.iloc[kept].reset_index(drop=True)
    return table.assign(point=np.arange(len(table)))


def guessing_table(loss: float) -> pd.DataFrame:
    """Columns loss and mark: what guessing by the shares of the classes costs."""
    return pd.DataFrame({"loss": [loss], "mark": ["guessing"]})


def suggested_table(rates: dict[str, float]) -> pd.DataFrame:
    """One row a suggestion: rule, learning_rate, and the level of its name, so that none meet."""
    levels = range(len(rates))
    table = {"rule": list(rates), "learning_rate": list(rates.values()), "level": list(levels)}
    return pd.DataFrame(table).astype({"rule": str, "learning_rate": float, "level": float})


def curves_by_rate(
    table: pd.DataFrame, suggested: pd.DataFrame, chance: pd.DataFrame, *, span: tuple[float, float]
) -> alt.LayerChart:
    """Loss, dead units and size of the updates as the rate rises, on one axis with one rule.

    Takes `range_table`, `suggested_table` and `guessing_table`; `span` has the first and last rate.
    """
    rate = _rate_axis(span)
    base = steady(table).encode(rate)
    told = [
        Told("Learning rate", "learning_rate", ".2~g"),
        Told("Loss", "loss", ".4g"),
        Told("Loss of the batch", "batch_loss", ".4g"),
        Told("Dead units", "dead_share", ".0%"),
        Told("Update / weights", "update_ratio", ".2~%"),
    ]
    rule = hover_rule(alt.Chart(table).encode(rate, SAME_POINT), "learning_rate", told)
    panels = [_losses(base, chance), _dead(base), _updates(base)]
    chart = alt.LayerChart(
        layer=[*panels, *_suggested(suggested, rate), rule], height=HEIGHT, padding=PADDING
    )
    return chart.resolve_scale(y="independent").configure_mark(aria=False)


def _losses(base: alt.Chart, chance: pd.DataFrame) -> alt.LayerChart:
    """Batches faint, the watched images strong with a band of seeds."""
    scale = _scale("losses", type="log", nice=False)
    title = alt.Y("lowest:Q").title("Loss (nats)").axis(_decades("losses"))
    curves = banded(base, scale, title, faint="batch_loss", strong="loss")
    return alt.LayerChart(layer=[*reference(chance, scale), *curves], name="losses")


def _dead(base: alt.Chart) -> alt.Chart:
    """The share of hidden units that are dead."""
    share = alt.Y("dead_share:Q").title("Dead units").scale(_scale("dead", domain=[0, 1]))
    axis = alt.Axis(format="%", values=[0, 0.5, 1], minExtent=EXTENT, orient="left")
    area = base.mark_area(color=VERMILLION, opacity=0.35, line={"color": VERMILLION})
    return area.encode(share.axis(axis)).properties(name="dead")


def _updates(base: alt.Chart) -> alt.Chart:
    """The size of each update against that of the weights."""
    ratio = alt.Y("update_ratio:Q").title(["Update /", "weights"])
    ratio = ratio.scale(_scale("updates", type="log")).axis(_decades("updates"))
    return base.mark_line(color=GREY, strokeWidth=2).encode(ratio).properties(name="updates")


def _scale(panel: str, **form: Any) -> alt.Scale:
    """From the bottom of its panel to the top."""
    top, bottom = (alt.ExprRef(f"{share} * height") for share in PANELS[panel])
    return alt.Scale(range=[bottom, top], **form)


def _decades(panel: str) -> alt.Axis:
    return decades(f"{panel}_y", minExtent=EXTENT, orient="left")


def _rate_axis(span: tuple[float, float]) -> alt.X:
    axis = decades("x", labelFlush=FLUSH, grid=False)  # its lines would end with the first panel
    scale = alt.Scale(type="log", domain=list(span), nice=False)
    return alt.X("learning_rate:Q").title("Learning rate").scale(scale).axis(axis)


def _suggested(suggested: pd.DataFrame, rate: alt.X) -> list[alt.Chart]:
    """The recommended rate as a green line, the others dashed, each with its name at a level."""
    recommended = alt.FieldEqualPredicate(field="rule", equal="recommended")
    base = alt.Chart(suggested).encode(rate, tooltip=["rule:N", "learning_rate:Q"])
    rule = base.mark_rule(strokeWidth=2).encode(
        color=alt.when(recommended).then(alt.value(GREEN)).otherwise(alt.value(GREY)),
        strokeDash=alt.when(recommended).then(alt.value([1, 0])).otherwise(alt.value([3, 3])),
    )
    text = base.mark_text(
        baseline="bottom",
        y=alt.ExprRef(f"{PANELS['losses'][1]} * height - 4 - {LEVEL} * datum.level"),
        **inward("learning_rate", 90),
    ).encode(
        color=alt.when(recommended).then(alt.value(GREEN)).otherwise(alt.value(GREY)), text="rule:N"
    )
    return [rule, text.properties(name=over("rules"))]
