"""The ranking of a comparison as a table whose rows can be chosen."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from bp.diagnosis.ranking import Variant, ranking
from bp.diagnosis.wording import accuracy
from bp.training.variations import VARIATIONS

KEY = "ranking"


def chosen_places(variants: Sequence[Variant]) -> list[int]:
    """The places in `variants` of the rows that were chosen when the page last ran."""
    state = st.session_state.get(KEY)
    rows = state.selection.rows if state else []
    places = list(ranking(variants)["place"]) if rows else []
    return [int(places[row]) for row in rows if row < len(places)]


def ranking_table(
    variants: Sequence[Variant], field: str, colours: Sequence[str], *, choosable: bool
) -> None:
    """One row a value, the best first; choosing rows highlights their curves."""
    ranked = ranking(variants, moving=not choosable)
    repeated = len(variants[0].histories) > 1
    table = pd.DataFrame(
        {
            "colour": [swatch(colours[place]) for place in ranked["place"]],
            "label": [
                f"{label}{'  best' if place == 0 else ''}"
                for place, label in enumerate(ranked["label"])
            ],
            "verdict": ranked["judged"],
            "best": _means(ranked, "best", repeated),
            "last": _means(ranked, "last", repeated),
            "gap": 100 * ranked["gap"],
            "to_90": until(ranked, 90),
            "to_95": until(ranked, 95),
            "dead": [
                f"{dead:.3g} of {units}"
                for dead, units in zip(ranked["dead_units"], ranked["hidden_units"], strict=True)
            ],
            "seconds": ranked["seconds"],
        }
    )
    options: dict[str, Any] = {}
    if choosable:
        options = {"on_select": "rerun", "selection_mode": "multi-row", "key": KEY}
    st.dataframe(table, hide_index=True, column_config=_columns(field), **options)


def swatch(colour: str) -> str:
    """A square of a colour as an image; styled cells would double what each frame sends."""
    path = f"<path fill='{colour}' d='M0 0h9v9H0z'/>"
    square = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>{path}</svg>"
    return f"data:image/svg+xml,{quote(square)}"


def until(ranked: pd.DataFrame, goal: int) -> list[str]:
    """After how many iterations it got there, on average where all seeds did; else how many did."""
    columns = [f"to_{goal}", f"reached_{goal}", "repeats", "goes_on"]
    return [
        f"{iterations:,.0f}"
        if reached == repeats
        else f"{reached} of {repeats} seeds"
        if reached
        else "not yet"
        if goes_on
        else "never"
        for iterations, reached, repeats, goes_on in ranked[columns].itertuples(index=False)
    ]


def _means(ranked: pd.DataFrame, figure: str, repeated: bool) -> list[str]:
    """The accuracy, over several seeds as mean ± deviation in points."""
    pairs = zip(ranked[figure], ranked[f"{figure}_deviation"], strict=True)
    if repeated:
        return [f"{accuracy(mean)} ± {100 * deviation:.2f}" for mean, deviation in pairs]
    return [accuracy(mean) for mean, _ in pairs]


def _columns(field: str) -> dict[str, Any]:
    column = st.column_config
    return {
        "colour": column.ImageColumn("", width=30, pinned=True),
        "label": column.TextColumn(VARIATIONS[field].label, pinned=True),
        "verdict": column.TextColumn("Verdict"),
        "best": column.TextColumn("Best test accuracy"),
        "last": column.TextColumn("Last"),
        "gap": column.NumberColumn("Train − test", format="%.2f points"),
        "to_90": column.TextColumn("Iterations to 90 %"),
        "to_95": column.TextColumn("to 95 %"),
        "dead": column.TextColumn("Dead units"),
        "seconds": column.NumberColumn("Seconds", format="%.1f"),
    }
