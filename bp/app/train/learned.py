"""What is learned, not only how well: ten test images with the answers, and the units' weights."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import streamlit as st

from bp.analysis.activity import unit_shares
from bp.analysis.answers import Answer, answers, shown_images
from bp.charts import coarser, data_uris, weight_limit, weights_picture
from bp.charts.inside.pictures import LEVELS
from bp.data import Dataset, Scaling, fit_scaling
from bp.diagnosis.wording import percent
from bp.nn.precision import recast
from bp.training import Trainer

TURN = "turn"  # in the session: which ten images are shown
MOST_UNITS = 50
ROWS = 3  # of weights
FEW_LEVELS = 12  # of each colour
LEGEND = (
    "A square is a hidden unit, and each of its pixels a weight: :blue[blue] where ink turns the "
    "unit on, :orange[orange] where ink turns it off. Dead units are crossed out."
)
STYLE = Path(__file__).with_suffix(".css")


@dataclass(frozen=True, eq=False)
class Learned:
    """The only network of a training at one moment, looked into as little as is asked for."""

    trainer: Trainer
    turn: int
    running: bool

    @cached_property
    def network(self) -> Any:
        """A copy that nobody trains."""
        return recast(self.trainer.networks[0], np.float32)

    @property
    def dataset(self) -> Dataset:
        """What it learns from."""
        return self.trainer.dataset

    @cached_property
    def answers(self) -> list[Answer]:
        """For the ten images of this turn."""
        places = shown_images(self.dataset, self.turn)
        return answers(self.network, self._seen[0], self.dataset, places)

    @cached_property
    def weights(self) -> str:
        """The first units' weights as one picture; empty where they are no longer numbers."""
        W1 = self.network.params["W1"][:, :MOST_UNITS]
        if not np.isfinite(W1).all():
            return ""
        dead = unit_shares(self.network, self._seen[1])["dead"].to_numpy()[:MOST_UNITS]
        shape, levels = self.dataset.image_shape, LEVELS
        if self.running:  # it is sent every half second
            (W1, shape), levels = coarser(W1, shape), FEW_LEVELS
        return weights_picture(
            W1,
            shape,
            limit=weight_limit(W1),
            columns=-(-W1.shape[1] // ROWS),
            crossed=dead,
            levels=levels,
        )

    def figures(self, *, all_of_them: bool) -> dict[str, Any]:
        """What moves, as follow.js reads it. The picture is only in some frames: it is large."""
        said = [[answer.said, answer.right, in_words(answer)] for answer in self.answers]
        return {"answers": said, "weights": self.weights if all_of_them else ""}

    def show(self) -> None:
        """The images with their answers on the left, the weights on the right."""
        st.html(STYLE)
        images, weights = st.columns(2, gap="small")
        with images:
            self._show_images()
        with weights:
            self._show_weights()

    def _show_images(self) -> None:
        with st.container(horizontal=True, gap="small", key="answers_title"):
            st.markdown("**Ten test images** and the answers", width="content")
            st.button(
                "Others",
                key="others",
                type="tertiary",
                help="Ten other images of the test part, which the network never trains on.",
                on_click=_next_turn,
            )
        tiles = map(_tile, _pictures(self.dataset, self.turn), self.answers)
        st.html(f'<div class="answers">{"".join(tiles)}</div>')

    def _show_weights(self) -> None:
        hidden = self.trainer.histories[0].config.hidden_size
        of_all = f"{MOST_UNITS} of {hidden:,}" if hidden > MOST_UNITS else f"{hidden:,}"
        units = "hidden unit" if hidden == 1 else "hidden units"
        st.markdown(f"**First-layer weights** of {of_all} {units}", help=LEGEND)
        words = f"The weights of {of_all} {units} as images."
        st.html(f'<div class="weights"><img src="{self.weights}" alt="{words}"></div>')

    @property
    def _seen(self) -> tuple[Scaling, Any]:
        return _scaled_sample(self.dataset, self.trainer.histories[0].config.scaling)


def turn() -> int:
    """Which ten images are shown: 0 at first, and one more with each press."""
    return int(st.session_state.get(TURN, 0))


def in_words(answer: Answer) -> str:
    """The tooltip of an image: "3, read as 8 (61 %)"."""
    if not answer.said:
        return f"{answer.true}: the network's outputs are no longer numbers"
    return f"{answer.true}, read as {answer.said} ({percent(answer.probability)})"


def _next_turn() -> None:
    st.session_state[TURN] = turn() + 1


def _tile(picture: str, answer: Answer) -> str:
    words, said = escape(in_words(answer), quote=True), escape(answer.said)
    kind = "right" if answer.right else "wrong"
    return (
        f'<figure class="{kind}" title="{words}"><img src="{picture}" alt="{words}">'
        f"<figcaption>{said}</figcaption></figure>"
    )


@lru_cache(maxsize=4)
def _scaled_sample(dataset: Dataset, scaling: str) -> tuple[Scaling, Any]:
    """The fitted scaling, and the images on which units are looked at as the network sees them."""
    fitted = fit_scaling(dataset, scaling)
    return fitted, fitted.apply(dataset.sample[0])


@lru_cache(maxsize=64)
def _pictures(dataset: Dataset, turn: int) -> list[str]:
    pixels = dataset.x_test[shown_images(dataset, turn)]
    return data_uris(pixels, dataset.image_shape, dataset.pixel_max, enlarged=1)
