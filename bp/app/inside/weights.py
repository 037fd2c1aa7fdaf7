"""What the hidden units look for: their weights as images through training, and how often on."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from bp.analysis.activity import share_histogram, unit_shares
from bp.analysis.replay import replay
from bp.app.components.chart import draw
from bp.app.inside.picture import show_picture
from bp.app.inside.state import Subject
from bp.charts import unit_histogram, weight_limit, weights_picture
from bp.data import Dataset
from bp.data.dataset import SAMPLE_SIZE
from bp.diagnosis.wording import percent, units
from bp.nn import ACTIVATIONS, TwoLayerNet
from bp.training import TrainConfig

MOST_UNITS = 200  # tiles: some 150 kB
LEGEND = (
    "Each square is a hidden unit, each of its pixels a weight: :blue[blue] where ink turns the "
    "unit on, :orange[orange] where ink turns it off, pale where ink changes little."
)


@st.fragment
def weights_view(subject: Subject) -> None:
    """The weights on the left, how often each unit is on on the right."""
    networks = networks_through_training(subject)
    weights, activity = st.columns([5, 3], gap="medium")
    with weights:
        moment, same = _controls(list(networks))
    shares = unit_shares(networks[moment], _pixels(subject))
    with weights:
        scale = networks[subject.iteration if same else moment]
        _show_weights(subject, networks[moment], scale, shares)
    with activity:
        _show_activity(shares, ACTIVATIONS[subject.network.activation].on_means)


def networks_through_training(subject: Subject) -> dict[int, TwoLayerNet]:
    """The network by the iterations it had done: its beginning trained again, and as it is."""
    if subject.running:
        return {subject.iteration: subject.network}
    history = subject.history
    kept = _replayed(subject.dataset, history.config, tuple(history.rates), subject.iteration)
    return {**kept, subject.iteration: subject.network}


@st.cache_data(
    max_entries=4,
    show_spinner="Training the first iterations again …",
    hash_funcs={Dataset: lambda data: (data.name, data.x_train[:100], data.t_train[:100])},
)
def _replayed(
    dataset: Dataset, config: TrainConfig, rates: Sequence[tuple[int, float]], done: int
) -> dict[int, TwoLayerNet]:
    return replay(dataset, config, rates, done)


def _controls(moments: list[int]) -> tuple[int, bool]:
    now = moments[-1]
    if len(moments) == 1:  # it trains
        st.markdown("**First-layer weights**, as they are now")
        return now, True
    if st.session_state.get("inside_moment") not in moments:
        st.session_state["inside_moment"] = now
    heading, choice = st.columns(2, vertical_alignment="center")
    heading.markdown(
        "**First-layer weights**, by iterations done",
        help="The beginning is trained again from the same seed, so these are the same weights.",
    )
    same = choice.toggle(
        "Same colours at every moment",
        value=True,
        key="inside_same_colours",
        help="Off, the strongest weights of the moment have the full colour, however small.",
    )
    moment = st.select_slider(
        "Iterations done",
        moments,
        format_func=lambda moment: f"{moment:,}",
        key="inside_moment",
        label_visibility="collapsed",
    )
    return moment, same


def _pixels(subject: Subject) -> np.ndarray:
    return subject.scaling.apply(subject.dataset.sample[0])


def _show_weights(
    subject: Subject, network: TwoLayerNet, scale: TwoLayerNet, shares: pd.DataFrame
) -> None:
    W1, dead = network.params["W1"], shares["dead"].to_numpy()
    hidden, shown = W1.shape[1], min(W1.shape[1], MOST_UNITS)
    columns = grid_columns(shown)
    picture = weights_picture(
        W1[:, :shown],
        subject.dataset.image_shape,
        limit=weight_limit(scale.params["W1"]),
        columns=columns,
        crossed=dead[:shown],
    )
    words = f"Weights of {units(shown, hidden)} hidden units as images; {dead.sum()} dead."
    show_picture(picture, "weights", description=words, tiles=shown, columns=columns)
    first = f" The first {shown} of {hidden} are shown." if shown < hidden else ""
    st.caption(f"{LEGEND} Dead units are crossed out.{first}")


def grid_columns(tiles: int) -> int:
    """So many that a grid is about twice as wide as high."""
    return int(np.ceil(np.sqrt(2 * tiles)))


def _show_activity(shares: pd.DataFrame, on_means: str) -> None:
    sentence = activity_in_words(shares)
    st.markdown("**How often the hidden units are on**")
    st.markdown(sentence)
    draw(unit_histogram, share_histogram(shares), description=f"Histogram. {sentence}")
    st.caption(on_means)


def activity_in_words(shares: pd.DataFrame) -> str:
    """How many units are dead, and how often the others are on."""
    living = shares["share"][~shares["dead"]]
    count = len(shares) - len(living)
    dead = f"{units(count, len(shares))} units {'is' if count == 1 else 'are'} dead."
    others = "of the others" if len(living) < len(shares) else "of them"
    if living.empty:
        if shares["share"].isin([0, 1]).all():
            return f"{dead} The network answers the same for all {SAMPLE_SIZE:,} training images."
        return f"{dead} Their values still differ from image to image, and so do the answers."
    return (
        f"{dead} Half {others} are on for at least {percent(float(living.median()))} of "
        f"{SAMPLE_SIZE:,} training images."
    )
