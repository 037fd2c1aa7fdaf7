"""Below a comparison: why one of its runs went as it did, or how two of them differ."""

import streamlit as st

from bp.app.compare_session import compared
from bp.app.cure import why
from bp.app.ranking_table import chosen_places
from bp.insight import VERDICTS
from bp.insight.ranking import Variant, ranking
from bp.training import Trainer
from bp.training.variations import VARIATIONS

GRAVITY = ("bad", "warning", "info", "good")


def why_one_of(trainer: Trainer) -> None:
    """The reasons of the chosen run, or else of the one that went worst."""
    field, entrants = compared(trainer)
    chosen = [entrants[place] for place in chosen_places(entrants)]
    if len(chosen) == 2:
        difference(chosen[0], chosen[1], field)
        return
    labels = [variant.label for variant in entrants]
    asked = chosen[0] if chosen else _worst(entrants)
    label = st.segmented_control(
        f"Why did this {VARIATIONS[field].label.lower()} go as it did?",
        labels,
        default=asked.label,
        required=True,
        key=f"why_{field}_{asked.label}_{len(chosen)}",
    )
    variant = entrants[labels.index(label)]
    first, *repeats = variant.histories
    why(first, repeats, title=f"{VARIATIONS[field].label} {label}", with_verdict=True)


def difference(one: Variant, other: Variant, field: str) -> None:
    """Two runs beside each other, and by how much they differ."""
    ranked = ranking([one, other]).set_index("place")
    figures = ["best", "last", "gap", "to_90", "to_95", "dead_units", "seconds"]
    names = ["Best test accuracy", "Last", "Train − test", "To 90 %", "To 95 %", "Dead", "Seconds"]
    table = ranked.loc[[0, 1], figures].T.set_axis([one.label, other.label], axis="columns")
    table.insert(0, "", names)
    table["difference"] = table[other.label] - table[one.label]
    st.markdown(f"**{VARIATIONS[field].label} {one.label} against {other.label}**")
    st.dataframe(table, hide_index=True)


def _worst(entrants: list[Variant]) -> Variant:
    return min(
        entrants,
        key=lambda variant: (
            GRAVITY.index(VERDICTS[variant.diagnosis.verdict].severity),
            variant.histories[0].best_test_accuracy,
        ),
    )
