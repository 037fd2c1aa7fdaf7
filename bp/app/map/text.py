"""What a map shows, in sentences with its figures."""

from collections import Counter

import pandas as pd

from bp.app.components.figures import duration
from bp.app.live.work import GRACE
from bp.app.map.live import LiveMap
from bp.charts.map.axis import Axis
from bp.diagnosis import gravest, verdict_label
from bp.diagnosis.wording import accuracy
from bp.search.space import SpaceSweep

MOST_NAMED = 4  # verdicts in a sentence


def progress_line(work: SpaceSweep, live: LiveMap, *, running: bool) -> str:
    """The words above the bar: runs done, runs a minute, time left."""
    done, total = work.runs_done, work.runs
    text = f"{done:,} of {total:,} runs"
    if work.finished:
        return f"{text} · done"
    if running:
        units_done, units = work.progress
        left = total - len(work.before)
        speed = live.speed
        if speed:
            a_minute = 60 * speed * left / units
            text += f" · {a_minute:,.0f} runs a minute" if a_minute >= 1 else ""
            text += f" · {duration((units - units_done) / speed)} left"
        return text
    if live.problem:
        return f"{text} · stopped: {live.problem}"
    away = f", since no browser was there for {GRACE:.0f} s" if live.unwatched else ""
    return f"{text} · stopped{away}"


def summary(runs: pd.DataFrame) -> str:
    """How many runs ended how, and the best of them."""
    if runs.empty:
        return "No run is through yet."
    counted = Counter(map(gravest, runs["verdict"], runs["nearly"])).most_common()
    named = [f"{count:,} {verdict_label(verdict)}" for verdict, count in counted[:MOST_NAMED]]
    others = sum(count for _, count in counted[MOST_NAMED:])
    named += [f"{others:,} {'other' if others == 1 else 'others'}"] if others else []
    best = accuracy(runs["best_test_accuracy"].max())
    noun = "run" if len(runs) == 1 else "runs"
    return f"{len(runs):,} {noun}: {', '.join(named)}. Best test accuracy {best}."


def description(runs: pd.DataFrame, x: Axis, y: Axis) -> str:
    """The map for a screen reader."""
    axes = f"{x.title} across and {y.title.lower()} up"
    return f"Map of the runs by {axes}. {summary(runs)}"
