"""Find the edge: the rate at which the network dies, tried one by one on raw and scaled pixels."""

import os
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import streamlit as st

from bp.app.components.chart import draw
from bp.app.components.controls.widgets import in_the_address
from bp.app.components.data import dataset_or_stop
from bp.app.components.verdict import edge_line
from bp.charts.edge import edge_chart, edges_table, tried_table
from bp.diagnosis.edge import ITERATIONS, SEEDS, Edge, edge, seeds_at
from bp.diagnosis.wording import rate
from bp.training import TrainConfig, Trainer

RATES = [float(f"{digit}e{power}") for power in range(-4, 2) for digit in (1, 2, 3, 5, 7)]
FIRST = {"raw": 0.01, "unit": 1.0}
TRIED = "edges_tried"  # in the session: what was found by data set, pixels and rate


def find_the_edge(dataset: str) -> None:
    """Sliders for the rate, what is found there, and all that was tried as a picture."""
    st.markdown("#### Find the edge")
    st.markdown(
        f"At which learning rate do the hidden units die? Each rate is tried for {ITERATIONS} "
        f"iterations with {SEEDS} seeds: near the edge it depends on the seed."
    )
    for column, scaling in zip(st.columns(2, gap="large"), FIRST, strict=True):
        with column:
            chosen = st.select_slider(
                f"Learning rate on {scaling} pixels",
                RATES,
                value=FIRST[scaling],
                format_func=rate,
                **in_the_address(f"edge_{scaling}"),
            )
            found = _found(dataset, scaling, chosen)
            edge_line(found)
            _tried(dataset)[scaling, chosen] = found.label
    _draw(dataset)


def _draw(dataset: str) -> None:
    tried = tried_table((*key, found) for key, found in _tried(dataset).items())
    edges = edges_table(tried)
    words = in_words(edges)
    draw(edge_chart, tried, edges, span=(RATES[0], RATES[-1]), description=f"Dot plot. {words}")
    st.caption(words)


def in_words(edges: pd.DataFrame) -> str:
    """Between which tried rates the edge lies, and by how much it is higher on scaled pixels."""
    if edges.empty:
        return "Move a slider: each rate that was tried stays here as a dot."
    return " ".join(
        f"On {pixels} pixels the network lives at {rate(low)} and dies at {rate(high)}."
        for pixels, low, high in zip(edges["pixels"], edges["low"], edges["high"], strict=True)
    )


def _tried(dataset: str) -> dict[tuple[str, float], str]:
    """The label of each edge by pixels and rate, since the session began."""
    tried: dict[tuple[str, float], str] = st.session_state.setdefault(TRIED, {}).setdefault(
        dataset, {}
    )
    return tried


@st.cache_data(max_entries=64, show_spinner=f"Training {SEEDS} seeds …")
def _found(dataset: str, scaling: str, learning_rate: float) -> Edge:
    config = TrainConfig(dataset=dataset, scaling=scaling, learning_rate=learning_rate)
    trainer = Trainer(dataset_or_stop(dataset), seeds_at(config))
    with ThreadPoolExecutor(os.cpu_count()) as cores:
        trainer.advance(ITERATIONS, cores)
    return edge(trainer.histories)
