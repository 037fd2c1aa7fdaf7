"""`python -m bp sweep`: train many networks over a space of settings, kept as a map."""

import argparse
import json
import math
import signal
import sys
from contextlib import closing
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from bp.command_line.on_all_cores import all_cores, save, train_all
from bp.data import Dataset, load_dataset
from bp.diagnosis import VERDICTS, gravest, verdict_label
from bp.parallel.workers import settle
from bp.search.rounds import most_busy
from bp.search.space import Space, SpaceSweep
from bp.search.space.effort import check_feasible, run_seconds
from bp.search.space.space import MOST_RUNS, MOST_SEEDS
from bp.store import MapSaver, new_id, open_database
from bp.training import CHOICES, LIMITS, ConfigError, TrainConfig
from bp.training.config import WHOLE_NUMBERS, named, plain_number, read_field
from bp.training.numbers import NumberError, read_number, split_values
from bp.training.variations import VARIATIONS, as_range

if TYPE_CHECKING:
    import pandas as pd

ITERATIONS = 600  # of a run, as on the page Map: enough to tell how it will end
SHOWN = 50  # rows of the table
SEVERITIES = ("good", "info", "warning", "bad")  # of verdicts, the best first
EPILOG = """\
examples:
  python -m bp sweep --dataset digits --learning-rate 0.001,0.01,0.1 --hidden-size 10,50 --seeds 2
  python -m bp sweep --learning-rate "0.001..1 x 8" --scaling raw,unit --iterations 300
  python -m bp sweep --learning-rate 0.001..1 --batch-size 10..500 --random 40 --json

Settings with several values are combined, each with each; one value holds for all runs. VALUES are
written as on the page Map: a list, or a range. A map has two axes or more; where one setting is
varied, --seeds makes the other.

The map is on the disk from its beginning: the page Runs lists it, and opens it on Map. One that was
interrupted goes on there, with Resume; the runs that are through are not trained again.

--json prints a list of objects instead of the table, the best first: every setting, then
best_test_accuracy, test_accuracy, loss (null where it is no number), dead_units, verdict, nearly,
seconds, iterations_done and stopped. Whatever else is said goes to stderr then.
"""


def add_to(commands: Any) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser(
        "sweep",
        help="train many networks over a space of settings",
        description="Train every combination of some settings, or a random sample; kept as a map.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    for field in fields(TrainConfig):
        option = f"--{field.name.replace('_', '-')}"
        metavar = "VALUES" if field.name in VARIATIONS else "VALUE"
        default = ITERATIONS if field.name == "iterations" else field.default
        parser.add_argument(
            option, metavar=metavar, help=f"{_allowed(field.name)} (default: {default})"
        )
    parser.add_argument(
        "--seeds", default="1", metavar="N", help="train each with so many seeds (default: 1)"
    )
    parser.add_argument(
        "--random", metavar="N", help="draw so many between the values, instead of combining them"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, for scripts")
    parser.set_defaults(do=sweep)


def sweep(asked: argparse.Namespace) -> None:
    """Train all to their end, or until somebody interrupts, and print what came of it."""
    space = asked_space(asked)
    dataset = load_dataset(space.base.dataset)
    say = partial(print, file=sys.stderr if asked.json else sys.stdout, flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with closing(all_cores()) as engine:
        effort = _effort(dataset, space, engine.workers)
        work, database = SpaceSweep(dataset, space, workers=engine.workers), open_database()
        saver = MapSaver(lambda: database, new_id())
        save(saver, work, "running")
        say(f"Map {saver.training}, which the page Runs lists: {effort}.")
        try:
            train_all(work, saver, engine)
        except KeyboardInterrupt:
            save(saver, work, "paused")
            _print(work, as_json=asked.json)
            say(
                f"Stopped after {work.runs_done:,} of {work.runs:,} runs, which are kept. To go on:"
            )
            say(f"open map {saver.training} on the page Runs, and press Resume on Map.")
            raise
        save(saver, work, "finished")
    _print(work, as_json=asked.json)


def asked_space(asked: argparse.Namespace) -> Space:
    """The space that the arguments ask for. Raises ConfigError or NumberError."""
    names = [field.name for field in fields(TrainConfig)]
    given = {name: text for name in names if (text := getattr(asked, name)) is not None}
    varied = tuple((f, given.pop(f)) for f in VARIATIONS if f in given and _several(f, given[f]))
    settings = {name: read_field(name, text) for name, text in given.items()}
    base = TrainConfig(**{"iterations": ITERATIONS, **settings})
    seeds = _count("Seeds", asked.seeds, MOST_SEEDS)
    drawn = 0 if asked.random is None else _count("Runs", asked.random, MOST_RUNS)
    space = Space(base, varied, seeds, drawn)
    if len(varied) > 1:
        return space
    if varied and seeds > 1 and not drawn:
        seed = f"{base.seed}..{base.seed + seeds - 1} x {seeds}"
        return Space(base, (*varied, ("seed", seed)))
    raise ConfigError(
        "A map has two axes: list values of two settings, such as --learning-rate 0.001,0.01,0.1 "
        "--hidden-size 10,50; or, without --random, of one and give --seeds 2."
    )


def _several(field: str, text: str) -> bool:
    """Whether a text is not one value: several, or what `Space` says that it cannot be."""
    if field in CHOICES:
        return text.strip() not in CHOICES[field]
    try:
        words = split_values(text, whole=field in WHOLE_NUMBERS)
    except NumberError:
        return True
    return len(words) != 1 or as_range(text) is not None


def _count(label: str, text: str, most: int) -> int:
    value = read_number(text, whole=True)
    if value != value or value % 1 or not 1 <= value <= most:
        raise ConfigError(
            f"{label}: {text} cannot be; it must be a whole number from 1 to {most:,}."
        )
    return int(value)


def _allowed(name: str) -> str:
    if name in VARIATIONS and name not in CHOICES:
        return f"such as {VARIATIONS[name].presets[0]}"
    return ", ".join(CHOICES[name]) if name in CHOICES else str(LIMITS.get(name, "the data"))


def _effort(dataset: Dataset, space: Space, workers: int) -> str:
    """How many runs, and about how long they take. Raises ConfigError where that is too long."""
    settle()  # one thread for BLAS, as the workers have it
    seconds = sum(run_seconds(dataset, space)) / most_busy(space.runs, workers)
    check_feasible(dataset, space, seconds)
    takes = f"{seconds / 60:,.0f} min" if seconds > 120 else f"{max(seconds, 1):,.0f} s"
    runs = f"{space.runs:,} runs of {space.base.iterations:,} iterations"
    return f"{runs}, about {takes} if none ends early"


def _print(work: SpaceSweep, *, as_json: bool) -> None:
    table, space = _ranked(work.table), work.space
    if as_json:
        rows = [
            {**row, "loss": row["loss"] if math.isfinite(row["loss"]) else None}
            for row in table.to_dict("records")
        ]
        print(json.dumps(rows, indent=1))
        return
    varied = [*space.varied, *(["seed"] if space.seeds > 1 else [])]
    lines = [[*(named(field).upper() for field in varied), "BEST TEST", "VERDICT"]]
    for row in table.head(SHOWN).to_dict("records"):
        values = [v if isinstance(v := row[field], str) else plain_number(v) for field in varied]
        verdict = verdict_label(row["verdict"], row["nearly"])
        lines.append([*values, f"{row['best_test_accuracy']:.4f}", verdict])
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(map(str.ljust, line, widths)).rstrip())
    if len(table) > SHOWN:
        print(f"And {len(table) - SHOWN:,} more, which --json prints, too.")


def _ranked(table: "pd.DataFrame") -> "pd.DataFrame":
    """The highest test accuracy first; of equal ones that of the better verdict, as on Map."""
    names = map(gravest, table["verdict"], table["nearly"])
    order = [SEVERITIES.index(VERDICTS[name].severity) for name in names]
    by, rising = ["best_test_accuracy", "_order", "test_accuracy"], [False, True, False]
    ranked = table.assign(_order=order).sort_values(by, ascending=rising, kind="stable")
    return ranked.drop(columns="_order")
