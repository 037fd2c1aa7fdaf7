"""Below a comparison: why one of its runs went as it did, or how two of them differ."""

import pandas as pd
import streamlit as st

from bp.app.compare.state import SLOT, compared
from bp.app.compare.table import chosen_places
from bp.app.components.controls.widgets import segments
from bp.app.components.cure import why
from bp.diagnosis.ranking import Variant, ranking
from bp.training import Trainer
from bp.training.config import label, named

FIGURES = {
    "best": ("Best test accuracy", "{:.2%}"),
    "last": ("Last test accuracy", "{:.2%}"),
    "gap": ("Train − test", "{:.2%}"),
    "to_90": ("Iterations to 90 %", "{:,.0f}"),
    "to_95": ("Iterations to 95 %", "{:,.0f}"),
    "dead_units": ("Dead units", "{:.3g}"),
    "seconds": ("Seconds", "{:.1f}"),
}
GRAVITY = ("bad", "warning", "info", "good")


def why_one_of(trainer: Trainer) -> None:
    """The reasons of the chosen run, or else of the one that went worst."""
    field, variants = compared(trainer)
    chosen = [variants[place] for place in chosen_places(variants)]
    if len(chosen) == 2:
        difference(chosen[0], chosen[1], field)
        return
    labels = [variant.label for variant in variants]
    asked = chosen[0] if chosen else _worst(variants)
    chosen_label = segments(
        f"Explain the run with {named(field)}",
        labels,
        asked.label,
        key=f"why_{field}_{asked.label}_{len(chosen)}",
    )
    variant = variants[labels.index(chosen_label)]
    first, *repeats = variant.histories
    title = f"{label(field)} {variant.label}"
    if repeats:
        title += f", seed {first.config.seed}: the first of its {len(variant.histories)}"
    why(SLOT, first, repeats, title=title, with_verdict=True)


def difference(one: Variant, other: Variant, field: str) -> None:
    """Two runs beside each other, and by how much they differ."""
    ranked = ranking([one, other]).set_index("place")
    rows = [
        (name, *(figure.format(value) if value == value else "–" for value in _pair(ranked[key])))
        for key, (name, figure) in FIGURES.items()
    ]
    st.markdown(f"**{label(field)} {one.label} against {other.label}**")
    table = pd.DataFrame(rows, columns=["", one.label, other.label, "difference"])
    st.dataframe(table, hide_index=True)


def _pair(figures: pd.Series) -> tuple[float, float, float]:
    """Both figures and by how much the second is larger."""
    one, other = float(figures.loc[0]), float(figures.loc[1])
    return one, other, other - one


def _worst(variants: list[Variant]) -> Variant:
    return min(
        variants,
        key=lambda variant: (
            GRAVITY.index(variant.diagnosis.gravest.severity),
            variant.histories[0].best_test_accuracy,
        ),
    )
