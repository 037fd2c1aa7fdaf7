"""Taking a comparison away: its results, its curves, and a script that repeats it."""

from collections.abc import Sequence

import streamlit as st

from bp.app.compare.state import compared
from bp.app.components.exports import curves, report_button
from bp.diagnosis.ranking import ranking
from bp.report import Reported, report
from bp.training import TrainConfig, Trainer
from bp.training.config import named

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


def export_menu(trainer: Trainer) -> None:
    """A popover with the downloads; each is made only when it is asked for."""
    field, variants = compared(trainer)
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
        report_button(lambda: comparison_report(trainer))


def comparison_report(trainer: Trainer) -> str:
    """All runs of a comparison in one HTML file, each by its value and its seed."""
    field, variants = compared(trainer)
    repeated = len(variants[0].histories) > 1
    names = {
        history.run: f"{named(field)} {variant.label}"
        + (f", seed {history.config.seed}" if repeated and field != "seed" else "")
        for variant in variants
        for history in variant.histories
    }
    pairs = zip(trainer.histories, trainer.networks, strict=True)
    runs = [Reported(names[each.run], each, network, trainer.dataset) for each, network in pairs]
    return report(f"Comparison of the {named(field)}", runs)


def script(configs: Sequence[TrainConfig], field: str) -> str:
    """A Python script that trains the same runs with `bp` alone."""
    return SCRIPT.format(
        file=SCRIPT_NAME,
        configs="\n".join(f"    {config!r}," for config in configs),
        dataset=configs[0].dataset,
        iterations=configs[0].iterations,
        field=field,
    )
