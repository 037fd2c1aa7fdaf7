"""`python -m bp train`: train one network, kept as it goes on."""

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields
from typing import Any

from bp.command_line.progress import Progress
from bp.data import load_dataset
from bp.diagnosis import diagnose
from bp.store import (
    Saver,
    StoreError,
    go_on_with,
    load_trainer,
    new_id,
    open_database,
    run_by_id,
    training_runs,
)
from bp.training import CHOICES, LIMITS, ConfigError, TrainConfig, Trainer
from bp.training.config import named, read_field

SLICE = 0.25  # seconds of training between two looks at the clock
EPILOG = """\
examples:
  python -m bp train --name "first try"
  python -m bp train --dataset digits --learning-rate 0.5 --iterations 3000 --seed 1
  python -m bp train --resume k3f9x2m7qa
  python -m bp train --resume k3f9x2m7qa --iterations 20000

The run is on the disk from its beginning, and at most 3 s of training are not. One that was
interrupted, even killed, goes on with --resume, to the same curve.
"""


def add_to(commands: Any) -> None:
    """Tell the parser of the command."""
    parser = commands.add_parser(
        "train",
        help="train a network, or go on with one",
        description="Train one network, kept as it goes on.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--name", default="", help="what to call the run")
    parser.add_argument("--resume", metavar="ID", help="go on with a run that was interrupted")
    for field in fields(TrainConfig):
        parser.add_argument(
            f"--{field.name.replace('_', '-')}", metavar="VALUE", help=_help(field.name)
        )
    parser.set_defaults(do=train)


def train(asked: argparse.Namespace) -> None:
    """Train to the end, or until somebody interrupts."""
    given = {
        field.name: getattr(asked, field.name)
        for field in fields(TrainConfig)
        if getattr(asked, field.name) is not None
    }
    settings = {name: read_field(name, text) for name, text in given.items()}
    if asked.resume is not None:
        if asked.name:
            raise ConfigError("A run goes on under the name that it has: leave out the name.")
        trainer, saver = _resumed(asked.resume, settings)
    else:
        config = TrainConfig(**settings)
        trainer = Trainer(load_dataset(config.dataset), [config])
        saver = Saver(open_database, new_id(), names=[asked.name])
    if trainer.finished:
        print(f"{saver.training} is finished: all {trainer.iterations:,} iterations are done.")
        return
    _train(trainer, saver)


def _train(trainer: Trainer, saver: Saver) -> None:
    _save(saver, trainer, "running")
    print(f"Run {saver.training}. To go on after an interruption:", flush=True)
    print(f"  python -m bp train --resume {saver.training}", flush=True)
    progress = Progress(trainer)
    with stopped_between_slices() as is_stopped:
        while not (trainer.finished or is_stopped()):
            trainer.advance_for(SLICE)
            progress.show(saver.problem)
            if saver.is_due:
                saver.try_to_save(trainer, "running")
    progress.end()
    if not trainer.finished:
        _save(saver, trainer, "paused")
        print(f"Paused after {trainer.iteration:,} of {trainer.iterations:,} iterations.")
        raise KeyboardInterrupt
    _save(saver, trainer, "finished")
    history = trainer.histories[0]
    assert history.last is not None
    print(f"Test accuracy {history.last.test_accuracy:.4f}. {diagnose(history).headline}")


@contextmanager
def stopped_between_slices() -> Iterator[Callable[[], bool]]:
    """Tell whether somebody wants it to stop, by Ctrl-C or a signal, rather than stop at once.

    In the middle of a slice the networks have moved on already, and what was recorded of it would
    be lost. Who asks twice stops it at once: what is kept then is what was saved last.
    """
    asked: list[int] = []

    def take_down(number: int, _frame: Any) -> None:
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt

    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(each, take_down) for each in signals]
    try:
        yield lambda: bool(asked)
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)


def _save(saver: Saver, trainer: Trainer, status: str) -> None:
    """Save now; where that cannot be, wait until it can."""
    said = ""
    while not saver.try_to_save(trainer, status):
        if trainer.iteration == 0:
            raise StoreError(saver.problem)
        if saver.problem != said:
            said = saver.problem
            print(f"{said} Trying again until it can; Ctrl-C gives up.", file=sys.stderr)
        time.sleep(1)


def _resumed(run: str, settings: dict[str, Any]) -> tuple[Trainer, Saver]:
    others = [named(name) for name in settings if name != "iterations"]
    if others:
        raise ConfigError(f"A run goes on with the settings that it has: leave out {others[0]}.")
    database = open_database()
    kept = run_by_id(database, run)
    if kept.status == "running":
        raise StoreError(f"{run} is being trained at this moment, by another process.")
    together = training_runs(database, kept.training)
    trainer = load_trainer(database, kept.training)
    if "iterations" in settings and settings["iterations"] != trainer.iterations:
        trainer.set_iterations(settings["iterations"])
    return trainer, go_on_with(lambda: database, together)


def _help(name: str) -> str:
    default = next(field.default for field in fields(TrainConfig) if field.name == name)
    assert default is not MISSING
    if name in CHOICES:
        return f"{', '.join(CHOICES[name])} (default: {default})"
    return f"{LIMITS.get(name, 'the data to train on')} (default: {default})"
