"""Draw a digit and have it read: what the network sees, answers, and which units fire."""

import numpy as np
import pandas as pd
import streamlit as st
from numpy.typing import NDArray

from bp.analysis.activity import are_on, hidden_activations
from bp.analysis.handwriting import as_stored
from bp.analysis.predictions import probabilities
from bp.analysis.unlike import references_of, share_nearer
from bp.app.components.chart import draw
from bp.app.inside.canvas import canvas
from bp.app.inside.picture import show_picture
from bp.app.inside.state import Subject
from bp.app.inside.weights import MOST_UNITS, grid_columns
from bp.charts import data_uris, probability_bars, weight_limit, weights_picture
from bp.diagnosis.wording import hidden_units_are, percent

OFF, WEAK = 0.08, 0.3  # strength of the picture of a unit that is off, and that is just on
SEEN = 112  # pixels
# Ten digits drawn on the canvas with two pens stay below 0.8 on MNIST; of 30 random scribbles 29
# are above (`tests/analysis/test_unlike.py`).
UNLIKE = 0.95  # of the test images are nearer to a training image
MNIST = "Scaled into a box of 20 × 20, then centred by its centre of mass."
UCI = "Stretched to full height, strokes as thick as this data set's, counted in 4 × 4 blocks."


@st.fragment
def drawing_view(subject: Subject) -> None:
    """The canvas, the answer, and on the right what the network sees and which units fire."""
    drawing, reading, inside = st.columns([3, 4, 4], gap="medium")
    with drawing:
        st.markdown("**Draw a digit**, large, with mouse or finger")
        ink = canvas(key="inside_canvas")
    pixels = None if ink is None else as_stored(ink, subject.dataset)
    if pixels is None:
        with reading:
            st.info("The canvas is empty: draw a digit on it.", icon=":material/draw:")
        return
    x = subject.scaling.apply(pixels[None])
    with reading:
        _show_doubt(share_nearer(pixels, subject.dataset), subject)
        _show_reading(subject, probabilities(subject.network, x)[0])
    with inside:
        _show_seen(subject, pixels)
        _show_units(subject, hidden_activations(subject.network, x)[0])


def _show_doubt(nearer: float, subject: Subject) -> None:
    """A network is sure of anything: where the image is unlike all it has seen, the page is not."""
    if nearer > UNLIKE:
        st.warning(
            "This does not look like what the network was trained on: the nearest of "
            f"{references_of(subject.dataset):,} training images is farther away than for "
            f"{percent(nearer)} of the test images. So the answer says little, however high its "
            "probability.",
            icon=":material/help:",
        )


def _show_reading(subject: Subject, y: NDArray[np.float64]) -> None:
    classes = subject.dataset.classes
    answer, second = np.argsort(-y)[:2]
    st.markdown(
        f"**It reads {classes[answer]}**, with {percent(y[answer])}; "
        f"next comes {classes[second]}, with {percent(y[second])}."
    )
    table = pd.DataFrame(
        {"class": classes, "probability": y, "predicted": np.arange(len(y)) == answer}
    )
    draw(probability_bars, table, description="Bar chart of the probability of each class.")


def _show_seen(subject: Subject, pixels: NDArray[np.uint8]) -> None:
    data = subject.dataset
    height, width = data.image_shape
    how = UCI if data.image_shape == (8, 8) else MNIST
    image, words = st.columns([1, 2], vertical_alignment="center", gap="small")
    with image:
        show_picture(
            data_uris(pixels[None], data.image_shape, data.pixel_max, enlarged=1)[0],
            "seen",
            description=f"The drawing as {height} × {width} pixels.",
            tiles=1,
            columns=1,
            widest=SEEN,
        )
    words.markdown(f"**As the network sees it**: {height} × {width} pixels. {how}")


def _show_units(subject: Subject, activations: NDArray[np.float32]) -> None:
    fired = are_on(subject.network, activations)
    shown = min(len(fired), MOST_UNITS)
    columns = grid_columns(shown)
    strength = np.where(fired, np.maximum(activations / max(activations.max(), 1e-9), WEAK), OFF)
    W1 = subject.network.params["W1"]
    sentence = f"{hidden_units_are(int(fired.sum()), len(fired))} on."
    picture = weights_picture(
        W1[:, :shown],
        subject.dataset.image_shape,
        limit=weight_limit(W1),
        columns=columns,
        strength=strength[:shown],
    )
    st.markdown(
        f"**{sentence}** The larger a unit's output, the stronger the colours of its weights."
    )
    show_picture(picture, "units", description=sentence, tiles=shown, columns=columns)
