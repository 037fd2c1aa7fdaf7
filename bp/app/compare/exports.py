"""Taking a comparison away: its results, its curves, and a script that repeats it."""

from collections.abc import Sequence

import streamlit as st

from bp.app.components.exports import curves
from bp.diagnosis.ranking import Variant, ranking
from bp.training import TrainConfig

SCRIPT = '''"""Repeats a comparison: python {file}, where the package bp can be imported."""

from bp import TrainConfig, Trainer, diagnose, load_dataset

CONFIGS = [
{configs}
]

trainer = Trainer(load_dataset({dataset!r}), CONFIGS)
trainer.advance({iterations})
for history in trainer.histories:
    print(history.config.{field}, history.last.test_accuracy, diagnose(history).headline)
'''
SCRIPT_NAME = "comparison.py"


def export_menu(variants: Sequence[Variant], field: str) -> None:
    """A popover with three downloads; each is made only when it is asked for."""
    histories = [history for variant in variants for history in variant.histories]
    with st.popover("Export", icon=":material/download:"):
        st.download_button(
            "Results (CSV)",
            lambda: ranking(variants).drop(columns="place").to_csv(index=False),
            "results.csv",
            "text/csv",
            on_click="ignore",
        )
        st.download_button(
            "Curves (CSV)",
            lambda: curves(histories, field).to_csv(index=False),
            "curves.csv",
            "text/csv",
            on_click="ignore",
        )
        st.download_button(
            "A script that repeats it",
            lambda: script([history.config for history in histories], field),
            SCRIPT_NAME,
            "text/x-python",
            on_click="ignore",
        )


def script(configs: Sequence[TrainConfig], field: str) -> str:
    """A Python script that trains the same runs with `bp` alone."""
    return SCRIPT.format(
        file=SCRIPT_NAME,
        configs="\n".join(f"    {config!r}," for config in configs),
        dataset=configs[0].dataset,
        iterations=configs[0].iterations,
        field=field,
    )
