"""A canvas to draw on with mouse, pen or finger."""

from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

CELLS = 56  # a side; canvas.js sends CELLS × CELLS values from 0 to 255
HERE = Path(__file__).parent

_component = st.components.v2.component(
    "draw_a_digit",
    html=(HERE / "canvas.html").read_text(),
    css=(HERE / "canvas.css").read_text(),
    js=(HERE / "canvas.js").read_text(),
)


def canvas(key: str) -> NDArray[np.float64] | None:
    """Show the canvas and return what is drawn on it, `(CELLS, CELLS)`; None at first."""
    return read_ink(_component(key=key, on_ink_change=lambda: None).ink)


def read_ink(sent: Any) -> NDArray[np.float64] | None:
    """What a browser sent as an image; None for anything else than one of this size."""
    try:
        ink = np.asarray(sent, np.float64)
    except (TypeError, ValueError):
        return None
    if ink.shape != (CELLS**2,) or not np.isfinite(ink).all():
        return None
    return ink.clip(0, 255).reshape(CELLS, CELLS)
