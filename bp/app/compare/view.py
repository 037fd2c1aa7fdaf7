"""The moving part of the Compare page: the curves of all runs and their ranking."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.compare.state import compared
from bp.app.compare.table import chosen_places, ranking_table
from bp.app.components.chart import Drawing, drawing, scrolling
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import Picture, accuracies_chart, losses_chart
from bp.app.components.figures import progress_line, say_penalty, share
from bp.app.live.follow import follow
from bp.app.live.frames import Frame
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
from bp.training import TrainConfig, Trainer
from bp.training.config import CHOICES
from bp.training.variations import VARIATIONS

RANKED = 3.0  # seconds between two rankings: a table costs a browser more than all curves


def in_common(field: str, configs: list[TrainConfig]) -> str:
    """How many runs a comparison has, and what they share beside the settings."""
    held, seeds = VARIATIONS[field].held, len({config.seed for config in configs})
    if field == "seed" or seeds == 1:
        return f"{len(configs)} runs. {held}"
    values = len(configs) // seeds
    alike = f"{held[0].lower()}{held[1:]}"
    return f"{len(configs)} runs: {values} values with {seeds} seeds. With the same seed: {alike}"


@dataclass(frozen=True)
class View:
    """A way to look at a comparison: what moves with each batch, and what with each epoch."""

    losses: Callable[[Picture], Drawing] | None
    accuracies: Callable[[Picture, str], Drawing]
    over_seeds: str  # what is drawn of several seeds; {spread} is a key of SPREADS
    beside: bool = False  # whether the two stand side by side
    scrolls: bool = False  # whether they are wider than a phone


def compare_view(live: LiveTraining, choice: ChartChoice, view: str) -> None:
    """Show the comparison, and go on showing it while it runs."""
    chosen = VIEWS[view]

    def frame(trainer: Trainer, running: bool) -> Frame:
        field, variants = compared(trainer)
        picture = _picture(variants, field, choice, running=running)
        losses = (chosen.losses(picture),) if chosen.losses else ()
        charts = (*losses, chosen.accuracies(picture, field))
        words = progress_line(trainer, live, running=running)
        return Frame(share(trainer), words, charts)

    def show(frame: Frame) -> None:
        st.progress(frame.share, text=frame.progress)
        left, right = _beside() if chosen.beside else (st.container(), st.container())
        places = [(left, "losses"), (right, "accuracies")][-len(frame.charts) :]
        for (place, name), chart in zip(places, frame.charts, strict=True):
            with place, scrolling(name) if chosen.scrolls else nullcontext():
                chart.show()

    def table(trainer: Trainer, running: bool) -> None:
        if not live.untouched:
            field, variants = compared(trainer)
            picture = _picture(variants, field, choice, running=running)
            ranking_table(variants, field, picture.colours, choosable=not running)
            if picture.seeds > 1:
                drawn = chosen.over_seeds.format(spread=choice.spread)
                st.caption(f"± is the standard deviation over {picture.seeds} seeds. {drawn}")

    follow(live, frame, show)
    if chosen.losses:
        say_penalty(live.trainer.histories)
    watch(live, table, every=RANKED)


def _beside() -> tuple[DeltaGenerator, DeltaGenerator]:
    left, right = st.columns(2, gap="small", vertical_alignment="bottom")
    return left, right


def _picture(variants: list[Variant], field: str, choice: ChartChoice, *, running: bool) -> Picture:
    chosen = [] if running else chosen_places(variants)
    categories = field in CHOICES or (field == "seed" and len(variants) <= len(CATEGORIES))
    return Picture(
        variants,
        colours=distinct(len(variants)) if categories else ordered(len(variants)),
        legend=VARIATIONS[field].label,
        running=running,
        choice=choice,
        chosen=tuple(variants[place].label for place in chosen),
    )


def _each(
    picture: Picture,
    table: Callable[[], pd.DataFrame],
    peaks: Callable[[pd.DataFrame], pd.DataFrame],
    what: str,
    **form: Any,
) -> Drawing:
    """A small chart for each run."""
    once = cache(table)
    return drawing(
        side_by_side,
        once,
        lambda: peaks(once()),
        picture.room,
        description=picture.in_words(what),
        labels=picture.labels,
        colours=picture.colours,
        x_title=AXES[picture.choice.axis].title,
        log_x=picture.choice.log_x,
        **form,
    )


def each_loss(picture: Picture) -> Drawing:
    """A small chart of the loss for each run."""
    title = "Loss (nats)"
    return _each(picture, picture.losses, picture.peaks, "loss", y_title=title, log=picture.log)


def each_accuracy(picture: Picture, _field: str) -> Drawing:
    """A small chart of the test accuracy for each run."""
    return _each(
        picture,
        picture.accuracies,
        lambda curves: picture.peaks(curves).head(0),
        "test accuracy",
        y_title="Test accuracy",
        share=True,
    )


def by_value(picture: Picture, field: str) -> Drawing:
    """Best and last test accuracy against the varied value."""
    values = [variant.value for variant in picture.variants]
    logarithmic = VARIATIONS[field].logarithmic and min(values) > 0
    return drawing(
        accuracy_by_value,
        lambda: by_value_table(picture.variants),
        description=picture.in_words("best and last test accuracy by value"),
        title=VARIATIONS[field].label,
        logarithmic=logarithmic,
        ordered=field not in CHOICES,
        values=() if field in CHOICES else tuple(values),
    )


def _accuracies(picture: Picture, _field: str) -> Drawing:
    return accuracies_chart(picture)


VIEWS: dict[str, View] = {
    "Overlay": View(
        losses_chart, _accuracies, "A curve is the mean of them; its band: {spread}.", beside=True
    ),
    "Side by side": View(each_loss, each_accuracy, "A curve is the mean of them.", scrolls=True),
    "By value": View(
        None, by_value, "A point is the mean of them; the bar through it: min to max."
    ),
}
