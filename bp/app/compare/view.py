"""The moving part of the Compare page: the curves of all runs and their ranking."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.compare.state import compared
from bp.app.compare.table import chosen_places, ranking_table
from bp.app.components.chart import draw, scrolling
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import Picture, accuracies_chart, losses_chart
from bp.app.components.figures import say_penalty, show_progress
from bp.app.live.training import LiveTraining
from bp.app.live.watch import watch
from bp.charts import (
    AXES,
    accuracy_by_value,
    by_value_table,
    distinct,
    ordered,
    side_by_side,
)
from bp.charts.palette import CATEGORIES
from bp.diagnosis.ranking import Variant
from bp.training import Trainer
from bp.training.config import CHOICES
from bp.training.variations import VARIATIONS

MEASURED = 1.0  # seconds between two looks at what is measured once an epoch


@dataclass(frozen=True)
class View:
    """A way to look at a comparison: what moves with each batch, and what with each epoch."""

    losses: Callable[[Picture], None]
    accuracies: Callable[[Picture, str], None]
    beside: bool = False  # whether the two stand side by side


def compare_view(live: LiveTraining, choice: ChartChoice, view: str) -> None:
    """Show the comparison, and go on showing it while it runs.

    What changes with the epochs alone is drawn less often: a table and a chart of sixteen runs
    would take a browser on the same processors as the training more than all the rest. Each part
    is a fragment in a place of its own; one that writes elsewhere breaks when a script is cut off.
    """
    chosen = VIEWS[view]

    def picture(trainer: Trainer, *, running: bool) -> tuple[Picture, str]:
        field, entrants = compared(trainer)
        return _picture(entrants, field, choice, running=running), field

    def losses(trainer: Trainer, running: bool) -> None:
        show_progress(trainer, live, running=running)
        chosen.losses(picture(trainer, running=running)[0])

    def accuracies(trainer: Trainer, running: bool) -> None:
        chosen.accuracies(*picture(trainer, running=running))

    def table(trainer: Trainer, running: bool) -> None:
        if not live.untouched:
            drawn, field = picture(trainer, running=running)
            ranking_table(drawn.entrants, field, drawn.colours, choosable=not running)

    with st.container():
        left, right = _beside() if chosen.beside else (st.container(), st.container())
        with left:
            watch(live, losses)
        with right:
            watch(live, accuracies, every=MEASURED)
    if chosen.losses is not _no_losses:
        say_penalty(live.trainer.histories)
    watch(live, table, every=MEASURED)


def _beside() -> tuple[DeltaGenerator, DeltaGenerator]:
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    return left, right


def _picture(entrants: list[Variant], field: str, choice: ChartChoice, *, running: bool) -> Picture:
    chosen = [] if running else chosen_places(entrants)
    categories = field in CHOICES or (field == "seed" and len(entrants) <= len(CATEGORIES))
    return Picture(
        entrants,
        colours=distinct(len(entrants)) if categories else ordered(len(entrants)),
        legend=VARIATIONS[field].label,
        running=running,
        choice=choice,
        chosen=tuple(entrants[place].label for place in chosen),
    )


def _each(table: pd.DataFrame, picture: Picture, **form: Any) -> None:
    draw(
        side_by_side,
        table,
        labels=picture.labels,
        colours=picture.colours,
        x_title=AXES[picture.choice.axis].title,
        **form,
    )


def each_loss(picture: Picture) -> None:
    """A small chart of the loss for each run."""
    words = picture.in_words("loss")
    with scrolling("losses"):
        _each(picture.losses(), picture, description=words, y_title="Loss", log=picture.log)


def each_accuracy(picture: Picture, _field: str) -> None:
    """A small chart of the test accuracy for each run."""
    words = picture.in_words("test accuracy")
    with scrolling("accuracies"):
        _each(picture.accuracies(), picture, description=words, y_title="Test accuracy")


def by_value(picture: Picture, field: str) -> None:
    """Best and last test accuracy against the varied value."""
    values = [variant.value for variant in picture.entrants]
    logarithmic = VARIATIONS[field].logarithmic and min(values) > 0
    draw(
        accuracy_by_value,
        by_value_table(picture.entrants),
        description=picture.in_words("best and last test accuracy by value"),
        title=VARIATIONS[field].label,
        logarithmic=logarithmic,
        ordered=field not in CHOICES,
    )


def _no_losses(_picture: Picture) -> None:
    """Where the losses are not shown."""


def _accuracies(picture: Picture, _field: str) -> None:
    accuracies_chart(picture)


VIEWS: dict[str, View] = {
    "Overlay": View(losses_chart, _accuracies, beside=True),
    "Side by side": View(each_loss, each_accuracy),
    "By value": View(_no_losses, by_value),
}
