"""Loss and test accuracy of several runs, side by side; one above the other on a phone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from bp.app.components.chart import Drawing, Table, drawing
from bp.app.components.chart_controls import ChartChoice
from bp.charts import (
    AXES,
    LIVE_POINTED,
    RESTING_POINTED,
    accuracies_table,
    accuracies_together,
    chance_level,
    ends_table,
    loss_ends,
    losses_table,
    losses_together,
    lost_table,
    peaks_table,
    pointed_table,
    room_table,
)
from bp.diagnosis.ranking import Variant
from bp.diagnosis.wording import accuracy

# Points of a curve while it moves: as many as a browser draws of all curves together five times a
# second, but no more than are told apart. At rest there is time.
LIVE_POINTS_IN_ALL, MOST_LIVE_POINTS, RESTING_POINTS = 800, 200, 500
LIVE_TOLD_IN_ALL = 160  # figures that the pointer may read: a browser writes each into words
LIVE_EPOCHS = 60  # points of an accuracy while it moves: there are few at first, and never many


@dataclass(frozen=True)
class Picture:
    """The runs to draw, and how."""

    variants: Sequence[Variant]
    colours: tuple[str, ...]
    legend: str | None
    running: bool
    choice: ChartChoice
    chosen: tuple[str, ...] = ()  # labels of the highlighted runs; none highlights all

    @property
    def labels(self) -> tuple[str, ...]:
        """The runs' names, in their order."""
        return tuple(variant.label for variant in self.variants)

    @property
    def seeds(self) -> int:
        """With how many seeds each of them was trained."""
        return len(self.variants[0].histories)

    @property
    def log(self) -> bool:
        """Whether the loss axis is logarithmic."""
        return self.choice.is_log([variant.histories[0] for variant in self.variants])

    @property
    def _sampling(self) -> dict[str, Any]:
        return {"axis": self.choice.axis, "spread": self.choice.spread}

    def losses(self) -> pd.DataFrame:
        """Their losses, in as many points as can be drawn."""
        points = self._points(MOST_LIVE_POINTS)
        smoothed: dict[str, Any] = {"smoothing": self.choice.smoothing, "log_x": self.choice.log_x}
        return losses_table(self.variants, points=points, **smoothed, **self._sampling)

    def accuracies(self) -> pd.DataFrame:
        """Their test accuracies, likewise."""
        points = self._points(LIVE_EPOCHS)
        return accuracies_table(self.variants, points=points, **self._sampling)

    def _points(self, at_most: int) -> int:
        """Points of one curve."""
        if not self.running:
            return RESTING_POINTS
        return min(at_most, LIVE_POINTS_IN_ALL // len(self.variants))

    def peaks(self, curves: pd.DataFrame) -> pd.DataFrame:
        """The highest loss of each, above its curve."""
        return peaks_table(self.variants, curves, self.choice.axis)

    def room(self) -> pd.DataFrame:
        """How far the axes reach at least."""
        histories = [history for variant in self.variants for history in variant.histories]
        return room_table(histories, self.choice.axis)

    def loss_ends(self, curves: pd.DataFrame, peaks: pd.DataFrame) -> pd.DataFrame:
        """Where each loss ends, and its name."""
        low, high = loss_ends(curves, peaks, self.room(), log=self.log)
        return ends_table(curves, low=low, high=high, log=self.log)

    def pointed(self, curves: pd.DataFrame) -> pd.DataFrame:
        """What the pointer reads of these curves."""
        live = min(LIVE_POINTED, LIVE_TOLD_IN_ALL // len(self.variants))
        return pointed_table(curves, points=live if self.running else RESTING_POINTED)

    def in_words(self, what: str) -> str:
        """What a screen reader says of a chart of these runs; figures only once they rest."""
        chart = f"Chart of the {what} of {len(self.variants)} runs."
        if self.running:
            return chart
        figures = "; ".join(
            f"{variant.label}: {accuracy(variant.histories[0].best_test_accuracy)}"
            for variant in self.variants
        )
        return f"{chart} Best test accuracy {figures}."


def curves_together(picture: Picture) -> None:
    """All losses in one chart, all test accuracies in the other."""
    loss, accuracy = st.columns(2, gap="small")
    with loss:
        losses_chart(picture).show()
    with accuracy:
        accuracies_chart(picture).show()


def losses_chart(picture: Picture) -> Drawing:
    """All losses."""
    curves = cache(picture.losses)
    peaks = cache(lambda: picture.peaks(curves()))
    return _together(
        losses_together,
        picture,
        "loss",
        curves,
        lambda: lost_table(picture.variants, picture.choice.axis),
        chance_level(picture.variants[0].histories[0]),
        peaks,
        lambda: picture.loss_ends(curves(), peaks()),
        picture.room,
        legend=picture.legend,
        log=picture.log,
    )


def accuracies_chart(picture: Picture) -> Drawing:
    """All test accuracies."""
    curves = cache(picture.accuracies)
    return _together(
        accuracies_together,
        picture,
        "test accuracy",
        curves,
        lambda: ends_table(curves(), low=0, high=1),
        picture.room,
    )


def _together(
    chart: Callable[..., alt.TopLevelMixin],
    picture: Picture,
    what: str,
    curves: Callable[[], pd.DataFrame],
    *others: Table,
    **form: Any,
) -> Drawing:
    return drawing(
        chart,
        curves,
        lambda: picture.pointed(curves()),
        *others,
        description=picture.in_words(what),
        labels=picture.labels,
        colours=picture.colours,
        x_title=AXES[picture.choice.axis].title,
        log_x=picture.choice.log_x,
        chosen=picture.chosen,
        band=picture.seeds > 1,
        **form,
    )
