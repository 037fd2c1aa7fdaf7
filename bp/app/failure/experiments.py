"""The experiments of the page on the report's failure: each one press, live, with its outcome."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from bp.app.components.experiment import experiment
from bp.app.components.verdict import verdict_line
from bp.charts import ordered
from bp.charts.palette import GREEN, VERMILLION
from bp.diagnosis import diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.report import PUBLISHED, RATES, failing_configs
from bp.diagnosis.wording import percent, rate, units
from bp.training import History, TrainConfig

COLOURS = dict(zip(RATES, ordered(len(RATES))[::-1], strict=True))  # a run's, wherever it is drawn


def reproduction(dataset: str) -> list[History] | None:
    """All five rates on raw pixels, together."""
    configs = failing_configs(dataset)
    runs = {rate(config.learning_rate): config for config in configs}
    return experiment(
        "failure",
        runs,
        tuple(COLOURS.values()),
        button="Reproduce",
        result=beside_the_report,
    )


def beside_the_report(histories: Sequence[History]) -> None:
    """Measured beside published, a row a rate."""
    rows = [
        {
            "Learning rate": rate(history.config.learning_rate),
            "The report states": PUBLISHED.get(history.config.learning_rate, "–"),
            "Test accuracy here": percent(history.last.test_accuracy) if history.last else "–",
            "Best": percent(history.best_test_accuracy) if history.last else "–",
            "Dead units": units(Facts(history).dead_units, history.config.hidden_size)
            if history.last
            else "–",
            "Verdict": diagnose(history).label,
        }
        for history in histories
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True)
    if histories[0].config.dataset == "mnist-5k":
        st.caption(
            f"The report trained on 49,200 images for 10,000 iterations. Here it is "
            f"{histories[0].train_size:,} images and {histories[0].config.iterations:,} "
            "iterations, so the runs that learn end a few points lower."
        )


def cures(history: History) -> None:
    """Scaled pixels at the same rate, and a smaller rate on raw pixels, beside the failure."""
    st.markdown("#### Two cures, run beside it")
    config = history.config
    failed = rate(config.learning_rate)
    runs = {
        f"raw, {failed}": config,
        f"unit, {failed}": replace(config, scaling="unit"),
        "raw, 0.001": replace(config, learning_rate=0.001),
    }
    if config.learning_rate == RATES[-1]:
        st.markdown("This rate learns; choose one above that fails.")
        return
    st.markdown("Scale the pixels and keep the rate, or keep the raw pixels and lower the rate.")
    experiment(
        "failure_cures",
        runs,
        (COLOURS[config.learning_rate], GREEN, COLOURS[0.001]),
        button="Run both cures",
        result=_outcomes(tuple(runs)),
    )


def other_flat_line(dataset: str) -> None:
    """The same flat line with the opposite cause, and the opposite cure."""
    st.markdown("#### The other flat line")
    st.markdown(
        "A loss that stays at ln 10 has a second cause, with the opposite cure. On scaled pixels "
        "a rate of 0.001 hardly moves in 1,000 iterations, and no unit is dead: here the rate "
        "must go **up**."
    )
    slow = TrainConfig(dataset=dataset, learning_rate=0.001, iterations=1_000)
    runs = {"unit, 0.001": slow, "unit, 0.1": replace(slow, learning_rate=0.1)}
    experiment(
        "failure_other",
        runs,
        (VERMILLION, GREEN),
        button="Run it with its cure",
        result=_outcomes(tuple(runs)),
    )


def _outcomes(labels: tuple[str, ...]) -> Callable[[Sequence[History]], None]:
    def say(histories: Sequence[History]) -> None:
        for label, history in zip(labels, histories, strict=True):
            accuracy = (
                f": test accuracy {percent(history.last.test_accuracy)}" if history.last else ""
            )
            st.markdown(f"**{label}**{accuracy}")
            verdict_line(diagnose(history))

    return say
