"""Runs and their settings in a lesson's sentences."""

from collections.abc import Sequence
from typing import Any

from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import PERCENT, percent, rate, units
from bp.training import History, TrainConfig, differences
from bp.training.config import named


def value_text(value: Any) -> str:
    """A value of a setting: 1e-5, 4,100 or raw."""
    if isinstance(value, float):
        return rate(value)
    return f"{value:,}" if isinstance(value, int) else str(value)


def goal(share: float) -> str:
    """A share that is asked for: 90 %, without the digits that nobody measured."""
    return f"{100 * share:g}{PERCENT}"


def said(config: TrainConfig, name: str) -> str:
    """One setting of a config: "learning rate 0.1", or "unit pixels"."""
    value = value_text(getattr(config, name))
    if name == "scaling":
        return f"{value} pixels"
    if name == "iterations":
        return f"{value} iterations"
    return value if name == "dataset" else f"{named(name)} {value}"


def setting(config: TrainConfig, runs: Sequence[History]) -> str:
    """What tells a config from those of the other runs; "these settings" where nothing does."""
    names = [name for run in runs for name in differences(config, run.config)]
    told = [said(config, name) for name in dict.fromkeys(names)]
    return " and ".join(told) or "these settings"


def measured(history: History) -> str:
    """The end of a run: "a test accuracy of 93.1 % and 0 of 50 hidden units dead"."""
    facts = Facts(history)
    reached = f"a test accuracy of {percent(facts.test_accuracy)}"
    if facts.lost_from is not None:
        return f"{reached} and weights that are no numbers any more"
    dead = units(facts.dead_units, history.config.hidden_size)
    return f"{reached} and {dead} hidden units dead"
