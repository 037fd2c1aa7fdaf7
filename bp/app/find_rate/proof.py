"""The proof of a range test: what it suggests is trained, beside a tenth and ten times of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from bp.app.components.experiment import experiment
from bp.charts import ordered
from bp.diagnosis import diagnose
from bp.diagnosis.wording import percent, rate
from bp.search import RangeTest
from bp.training import LIMITS, History

ITERATIONS = 2_000


def proof(test: RangeTest) -> None:
    """Offer to train them all together, and show which of them wins."""
    st.markdown("#### Does it hold?")
    st.markdown(
        "A suggestion is a guess until it is trained. These start from the same weights, see the "
        f"same batches, and train for {ITERATIONS:,} iterations."
    )
    rules = proof_rates(test)
    runs = {
        rate(value): replace(test.config, learning_rate=value, iterations=ITERATIONS)
        for value in rules
    }
    table = partial(show_winner, list(rules.values()))
    by_rate = dict(zip(sorted(rules), ordered(len(rules)), strict=True))
    colours = [by_rate[value] for value in rules]
    experiment("find_rate", runs, colours, button="Train them all", result=table)


def proof_rates(test: RangeTest) -> dict[float, str]:
    """The rates to train with, and what proposes each; those that round to one are one."""
    limits = LIMITS["learning_rate"]
    proposed = [(each.rule, each.learning_rate) for each in test.suggestions]
    proposed += [
        ("a tenth of the recommended", test.recommended / 10),
        ("ten times the recommended", test.recommended * 10),
    ]
    rules: dict[float, str] = {}
    for rule, value in proposed:
        rounded = float(f"{min(max(value, limits.lowest), limits.highest):.2g}")
        rules[rounded] = f"{rules[rounded]}, {rule}" if rounded in rules else rule
    return rules


def show_winner(rules: Sequence[str], histories: Sequence[History]) -> None:
    """Every rate with what proposes it, its accuracy and its verdict; the best first."""
    pairs = zip(rules, histories, strict=True)
    rows = [
        {
            "Learning rate": rate(history.config.learning_rate),
            "Proposed by": rule,
            "Test accuracy": percent(history.last.test_accuracy) if history.last else "–",
            "Best": percent(history.best_test_accuracy) if history.last else "–",
            "Verdict": diagnose(history).label,
        }
        for rule, history in sorted(pairs, key=lambda pair: -_reached(pair[1]))
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)


def _reached(history: History) -> float:
    return history.last.test_accuracy if history.last else 0.0
