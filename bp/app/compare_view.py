"""The moving part of the Compare page: the curves of all runs and their ranking."""

from collections.abc import Callable
from typing import Any

from bp.app.chart import draw, scrolling
from bp.app.chart_controls import ChartChoice
from bp.app.compare_session import compared
from bp.app.curves import Picture, curves_together
from bp.app.figures import show_progress
from bp.app.live import LiveTraining
from bp.app.ranking_table import chosen_places, ranking_table
from bp.app.watch import watch
from bp.charts import (
    AXES,
    accuracy_by_value,
    by_value_table,
    distinct,
    ordered,
    side_by_side,
)
from bp.charts.palette import CATEGORIES
from bp.insight.ranking import Variant
from bp.training import Trainer
from bp.training.config import CHOICES
from bp.training.variations import VARIATIONS


def compare_view(live: LiveTraining, choice: ChartChoice, view: str) -> None:
    """Show the comparison, and go on showing it while it runs."""

    def show(trainer: Trainer, running: bool) -> None:
        show_progress(trainer, live, running=running)
        field, entrants = compared(trainer)
        picture = _picture(entrants, field, choice, running=running)
        VIEWS[view](picture, field)
        if not live.untouched:
            ranking_table(entrants, field, picture.colours, choosable=not running)

    watch(live, show)


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


def overlay(picture: Picture, _field: str) -> None:
    """All losses in one chart, all test accuracies in the other."""
    curves_together(picture)


def small_multiples(picture: Picture, _field: str) -> None:
    """A small chart for each run: losses first, test accuracies below."""
    form: dict[str, Any] = {
        "labels": picture.labels,
        "colours": picture.colours,
        "x_title": AXES[picture.choice.axis].title,
    }
    losses = picture.losses()
    words = picture.in_words("loss")
    with scrolling("losses"):
        draw(side_by_side, losses, description=words, y_title="Loss", log=picture.log, **form)
    accuracies = picture.accuracies()
    words = picture.in_words("test accuracy")
    with scrolling("accuracies"):
        draw(side_by_side, accuracies, description=words, y_title="Test accuracy", **form)


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


VIEWS: dict[str, Callable[[Picture, str], None]] = {
    "Overlay": overlay,
    "Side by side": small_multiples,
    "By value": by_value,
}
