"""`python -m bp runs` and `show`: what was kept."""

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from bp.diagnosis import diagnose
from bp.store import KeptRun, Wanted, list_runs, load_history, open_database, run_by_id
from bp.store.listing import SORTED
from bp.training import ConfigError, TrainConfig
from bp.training.config import named, read_field

SETTINGS = [field.name for field in fields(TrainConfig)]
EPILOG = """\
examples:
  python -m bp runs
  python -m bp runs --search "first" --sort test_accuracy
  python -m bp runs --where learning-rate=0.1 --where dataset=digits
  python -m bp runs --json

--json prints a list of objects with id, name, status (running, paused, finished or interrupted),
iterations (those that are done), iterations_in_all, test_accuracy (null before the first
evaluation), verdict, every setting, also all together under settings, and learning_rates: pairs of
an iteration and the learning rate that was used from it on.
"""
SHOW_EPILOG = """\
examples:
  python -m bp show k3f9x2m7qa
  python -m bp show k3f9x2m7qa --json

`python -m bp runs` lists the ids. --json prints one object, as `runs --json` has them, and in it
headline, the verdict in a sentence.
"""


def add_to(commands: Any) -> None:
    """Tell the parser of the commands."""
    listing = commands.add_parser(
        "runs",
        help="list the runs that were kept",
        description="List the runs that were kept, the latest first.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    listing.add_argument("--json", action="store_true", help="as JSON, for scripts")
    listing.add_argument("--search", default="", metavar="TEXT", help="in name, notes and tags")
    listing.add_argument("--verdict", default="", help="such as learning or dead")
    listing.add_argument("--tag", default="")
    listing.add_argument("--where", action="append", default=[], metavar="SETTING=VALUE")
    listing.add_argument("--sort", default="created", choices=[*SORTED, *SETTINGS], metavar="BY")
    listing.add_argument("--limit", type=int, help="at most so many (default: 50; all with --json)")
    listing.set_defaults(do=print_runs)
    show = commands.add_parser(
        "show",
        help="show one run",
        description="Show one run.",
        epilog=SHOW_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    show.add_argument("run", metavar="ID")
    show.add_argument("--json", action="store_true", help="as JSON, for scripts")
    show.set_defaults(do=show_run)


def print_runs(asked: argparse.Namespace) -> None:
    """Print a table of the runs, or JSON."""
    wanted = Wanted(
        search=asked.search,
        settings=dict(_condition(text) for text in asked.where),
        verdict=asked.verdict,
        tag=asked.tag,
        order=asked.sort,
    )
    limit = asked.limit if asked.limit is not None else 10**9 if asked.json else 50
    runs = list_runs(open_database(), wanted, limit=limit)
    if asked.json:
        print(json.dumps([as_json(run) for run in runs], indent=1))
    elif not runs:
        print("No such run is kept. `python -m bp train` begins one.")
    else:
        print(_table(runs))


def show_run(asked: argparse.Namespace) -> None:
    """Print what is known of a run."""
    database = open_database()
    run = run_by_id(database, asked.run)
    diagnosis = diagnose(load_history(database, run.id))
    if asked.json:
        print(json.dumps({**as_json(run), "headline": diagnosis.headline}, indent=1))
        return
    print(f"{run.label}: {run.status}, {run.iteration:,} of {run.iterations:,} iterations")
    print(diagnosis.headline)
    for name, value in [*run.settings_text.items(), *diagnosis.evidence]:
        print(f"  {named(name):28}{value}")
    computed = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    print(f"Begun {_when(run.created)}, with {computed}.")
    for label, text in (("Tags", ", ".join(run.tags)), ("Notes", run.notes)):
        if text:
            print(f"{label}: {text}")


def as_json(run: KeptRun) -> dict[str, Any]:
    """A run for scripts."""
    return {
        **run.settings,
        "id": run.id,
        "name": run.name,
        "status": run.status,
        "iterations": run.iteration,
        "iterations_in_all": run.iterations,
        "test_accuracy": run.test_accuracy,
        "best_test_accuracy": run.best_test_accuracy,
        "verdict": run.verdict,
        "created": run.created,
        "kind": run.kind,
        "tags": list(run.tags),
        "notes": run.notes,
        "settings": run.settings,
        "learning_rates": [list(move) for move in run.rates],
    }


def _condition(text: str) -> tuple[str, Any]:
    name, _, value = text.partition("=")
    name = name.strip().replace("-", "_")
    if name not in SETTINGS:
        raise ConfigError(f"{name!r} is no setting: {', '.join(SETTINGS)}.")
    return name, read_field(name, value.strip())


def _table(runs: Sequence[KeptRun]) -> str:
    rows = [("ID", "NAME", "STATUS", "ITERATIONS", "TEST", "VERDICT", "BEGUN")]
    for run in runs:
        accuracy = "" if run.test_accuracy is None else f"{run.test_accuracy:.4f}"
        done = f"{run.iteration:,} of {run.iterations:,}"
        begun = _when(run.created)
        rows.append((run.id, run.name[:30], run.status, done, accuracy, run.verdict, begun))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _when(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
