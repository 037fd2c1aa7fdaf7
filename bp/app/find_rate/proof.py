"""The proof of a range test: what it suggests is trained, beside a tenth and ten times of it."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from bp.app.components.experiment import experiment
from bp.charts import distinct
from bp.diagnosis import VERDICTS, diagnose
from bp.diagnosis.wording import percent, rate
from bp.search import RangeTest
from bp.training import LIMITS, History, TrainConfig

ITERATIONS = 2_000


def proof(test: RangeTest) -> None:
    """Offer to train them all together, and show which of them wins."""
    st.markdown("#### Does it hold?")
    st.markdown(
        "A suggestion is a guess until it is trained. These start from the same weights, see the "
        f"same batches, and train for {ITERATIONS:,} iterations."
    )
    runs = proof_runs(test)
    experiment("find_rate", runs, distinct(len(runs)), button="Train them all", result=winner)


def proof_runs(test: RangeTest) -> dict[str, TrainConfig]:
    """The configs to train by label; rates that round to the same are trained once."""
    limits = LIMITS["learning_rate"]
    wanted = [(each.rule, each.learning_rate) for each in test.suggestions]
    wanted += [
        ("a tenth of the recommended", test.recommended / 10),
        ("ten times the recommended", test.recommended * 10),
    ]
    runs: dict[float, str] = {}
    for rule, value in wanted:
        rounded = float(f"{min(max(value, limits.lowest), limits.highest):.2g}")
        runs[rounded] = f"{runs[rounded]}, {rule}" if rounded in runs else rule
    return {
        f"{rate(value)} ({rules})": replace(test.config, learning_rate=value, iterations=ITERATIONS)
        for value, rules in runs.items()
    }


def winner(histories: Sequence[History]) -> None:
    """Every rate with its accuracy and verdict, the best first."""
    rows = [
        {
            "Learning rate": rate(history.config.learning_rate),
            "Test accuracy": percent(history.last.test_accuracy) if history.last else "–",
            "Best": percent(history.best_test_accuracy) if history.last else "–",
            "Verdict": VERDICTS[diagnose(history).verdict].label,
        }
        for history in sorted(
            histories, key=lambda each: -each.last.test_accuracy if each.last else 0.0
        )
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
