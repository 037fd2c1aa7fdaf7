"""The whole report of one run, or of several beside each other."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bp.charts.one_run.tables import (
    accuracy_table,
    chance_level,
    evaluated_table,
    loss_table,
    spans_decades,
)
from bp.charts.palette import BLUE, CATEGORIES, GREY, VERMILLION, distinct, ordered
from bp.diagnosis import diagnose
from bp.diagnosis.wording import rates_in_short, settings_text
from bp.report.html import element, holding, table
from bp.report.run import Reported, figures_of, run_section
from bp.report.svg import Axis, Line, axis_of, chart, legend
from bp.training import History, differences
from bp.training.config import named

RATE = "learning_rate"
STYLE = Path(__file__).with_name("style.css")
POINTS, FEWEST_POINTS = 3_000, 60  # of all curves of a chart, and of each
UNITS, FEWEST_UNITS = 200, 4  # shown of all runs, and of each: some 150 kB in all
SMOOTHING = 0.6
# No browser asks anybody for anything, whatever else stands in the file.
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"


def report(title: str, runs: Sequence[Reported]) -> str:
    """One HTML file that needs no other and no network: at most 2 MB, however long the runs.

    `runs` are shown together, each with its verdict, settings, evidence and first-layer weights.
    Titles, names and notes are shown as they are.
    """
    body = _one(runs[0]) if len(runs) == 1 else _several(runs)
    head = [
        '<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n',
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
        element("title", title),
        holding("style", STYLE.read_text()),
    ]
    page = holding("head", *head) + holding("body", element("h1", title), body)
    return f"<!DOCTYPE html>\n{holding('html', page, lang='en')}"


def _one(run: Reported) -> str:
    history = run.history
    names, values = zip(*figures_of(history), strict=True)
    figures = holding("div", table(names, [values]), class_="wide")
    if not history.iteration:
        return figures + run_section(run, UNITS)
    curves = holding("div", _loss(history), _accuracy(history), class_="side")
    return figures + curves + run_section(run, UNITS)


def _several(runs: Sequence[Reported]) -> str:
    begun = [run for run in runs if run.history.iteration]
    units = max(UNITS // len(runs), FEWEST_UNITS)
    sections = [
        holding("details", holding("summary", element("strong", run.name)), run_section(run, units))
        for run in runs
    ]
    curves = holding("div", _losses(begun), _accuracies(begun), class_="side") if begun else ""
    return holding("div", _beside(runs), class_="wide") + curves + "".join(sections)


def _beside(runs: Sequence[Reported]) -> str:
    """A row each: the settings in which they differ, its figures and its verdict."""
    configs = [run.history.config for run in runs]
    varied = dict.fromkeys(name for each in configs for name in differences(configs[0], each))
    if any(run.history.used_rates != runs[0].history.used_rates for run in runs):
        varied[RATE] = None
    rows = []
    for run in runs:
        history = run.history
        texts = settings_text(asdict(history.config)) | {RATE: rates_in_short(history.used_rates)}
        settings = [texts[name] for name in varied]
        figures = [value for _, value in figures_of(history)]
        verdict = diagnose(history).label if history.iteration else "–"
        rows.append([run.name, *settings, *figures, verdict])
    columns = [named(name).capitalize() for name in varied]
    figures = [name for name, _ in figures_of(runs[0].history)]
    return table(["Run", *columns, *figures, "Verdict"], rows)


def _loss(history: History) -> str:
    batches = loss_table(history, points=POINTS // 3, smoothing=SMOOTHING)
    tested = evaluated_table(history, points=POINTS // 3)
    x, y = batches["x"].to_numpy(), batches["loss"].to_numpy()
    chance = chance_level(history)
    ends = np.array([0.0, history.iteration])
    guessing = np.full(2, chance["loss"][0])
    lines = [
        Line("each batch", BLUE, x, y, faint=True),
        Line("training batches, smoothed", BLUE, x, batches["smoothed"].to_numpy()),
        Line("test images", VERMILLION, tested["x"].to_numpy(), tested["loss"].to_numpy(), True),
        Line(f"{chance['mark'][0]}: the loss of guessing", GREY, ends, guessing, True),
    ]
    return _drawn("Loss", lines, "Loss (nats)", log=spans_decades(history))


def _accuracy(history: History) -> str:
    found = accuracy_table(history, points=POINTS // 3)
    lines = []
    for part, colour in (("train", BLUE), ("test", VERMILLION)):
        rows = found[found["part"] == part]
        x, y = rows["x"].to_numpy(), rows["accuracy"].to_numpy()
        lines.append(Line(f"{part} images", colour, x, y, dashed=part == "test"))
    return _drawn("Accuracy", lines, "Accuracy", percent=True)


def _losses(runs: Sequence[Reported]) -> str:
    points = max(POINTS // len(runs), FEWEST_POINTS)
    lines = []
    for run, colour in zip(runs, _colours(len(runs)), strict=True):
        found = loss_table(run.history, points=points, smoothing=SMOOTHING)
        x, y = found["x"].to_numpy(), found["smoothed"].to_numpy()
        lines.append(Line(run.name, colour, x, y))
    log = any(spans_decades(run.history) for run in runs)
    return _drawn("Loss of the training batches, smoothed", lines, "Loss (nats)", log=log)


def _accuracies(runs: Sequence[Reported]) -> str:
    points = max(POINTS // len(runs), FEWEST_POINTS)
    lines = []
    for run, colour in zip(runs, _colours(len(runs)), strict=True):
        found = accuracy_table(run.history, points=points)
        found = found[found["part"] == "test"]
        x, y = found["x"].to_numpy(), found["accuracy"].to_numpy()
        lines.append(Line(run.name, colour, x, y))
    return _drawn("Test accuracy", lines, "Test accuracy", percent=True)


def _colours(count: int) -> tuple[str, ...]:
    return distinct(count) if count <= len(CATEGORIES) else ordered(count)


def _drawn(
    name: str, lines: Sequence[Line], title: str, *, log: bool = False, percent: bool = False
) -> str:
    x = axis_of("Iteration", [line.x for line in lines])
    y = axis_of(title, [line.y for line in lines], log=log)
    if percent:
        y = Axis(title, 0, 1, percent=True)
    drawn = chart(lines, x, y, f"Line chart: {name.lower()} by iteration.")
    return holding("div", element("h2", name), legend(lines), drawn)
