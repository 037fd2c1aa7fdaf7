"""The networks that a session has trained, and which of them the page looks into."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import streamlit as st

from bp.app.compare import state as compare_session
from bp.app.components.controls.form import value_text
from bp.app.components.data import dataset_or_stop
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.train import state as session
from bp.data import Dataset, Scaling, fit_scaling
from bp.diagnosis.wording import rates_in_short
from bp.nn import TwoLayerNet
from bp.nn.precision import recast
from bp.training import History, TrainConfig, Trainer
from bp.training.config import named
from bp.training.variations import varied_field

HERE = TrainingSlot("inside")  # what was trained on this page
SLOTS = {"Train": session.SLOT, "Compare": compare_session.SLOT, "Trained here": HERE}
NETWORK = "inside_network"
ITERATIONS = 1_000
OFFERS = {  # data set → label of the button that trains on it
    "mnist-5k": "Train one in two seconds",
    "digits": "The same on 8 × 8 digits",
}


@dataclass(frozen=True, eq=False)
class Subject:
    """A trained network, as it was when the page ran, and what it learnt from."""

    dataset: Dataset
    network: TwoLayerNet
    history: History
    iteration: int  # iterations done
    running: bool  # so that only what is of now is shown

    @property
    def scaling(self) -> Scaling:
        """How pixels become what the network sees."""
        return fit_scaling(self.dataset, self.history.config.scaling)

    @property
    def finite(self) -> bool:
        """Whether every weight is a number."""
        return all(np.isfinite(array).all() for array in self.network.params.values())


@dataclass(frozen=True, eq=False)
class Candidate:
    """One run of a training at hand."""

    label: str
    live: LiveTraining
    place: int

    @property
    def history(self) -> History:
        """Its record."""
        return self.live.trainer.histories[self.place]

    def subject(self, trainer: Trainer, *, running: bool) -> Subject:
        """A copy to look into, of a snapshot of its training."""
        history = trainer.histories[self.place]
        network = recast(trainer.networks[self.place], np.float32)
        return Subject(trainer.dataset, network, history, history.iteration, running)


def chosen_run() -> Candidate | None:
    """Let the user choose among what is trained; None where nothing is."""
    found = dict(_candidates())
    if not found:
        return None
    if st.session_state.get(NETWORK) not in found:
        st.session_state[NETWORK] = _first_choice(found)
    key = st.selectbox(
        "Network",
        list(found),
        format_func=lambda key: found[key].label,
        key=NETWORK,
        label_visibility="collapsed",
        persist_state="session",
    )
    with st.popover("Train another", icon=":material/play_arrow:"):
        _offer_buttons()
    return found[key]


def offer() -> None:
    """Say what there would be to see, with a button that fills the page."""
    st.info(
        "Nothing is trained yet. Train a network on the pages Train or Compare, or here with "
        f"{ITERATIONS:,} iterations, and see what its hidden units look for, which digits it "
        "mistakes, how it reads yours, and how sharply its loss is curved.",
        icon=":material/neurology:",
    )
    _offer_buttons()


def _candidates() -> Iterator[tuple[str, Candidate]]:
    for page, slot in SLOTS.items():
        live = slot.current
        if live and (live.running or not live.untouched):
            for place in range(len(live.configs)):
                rates = live.trainer.histories[place].used_rates
                label = f"{page} · {_settings(live.configs, place, rates)}"
                yield f"{page} {place}", Candidate(label, live, place)


def _settings(configs: list[TrainConfig], place: int, rates: list[tuple[int, float]]) -> str:
    """What tells a run from the others of its training; alone, its learning rates."""
    config = configs[place]
    if len(configs) == 1:
        return f"{config.dataset}, learning rate {rates_in_short(rates)}"
    field = varied_field(configs)
    label = f"{named(field)} {value_text(getattr(config, field))}"
    several = field != "seed" and len({config.seed for config in configs}) > 1
    return f"{label}, seed {config.seed}" if several else label


def _first_choice(found: dict[str, Candidate]) -> str:
    """The network of the Train page, or else the one that read best."""
    return max(found, key=lambda key: (key == "Train 0", found[key].history.best_test_accuracy))


def _offer_buttons() -> None:
    with st.container(horizontal=True, gap="small"):
        for place, (name, label) in enumerate(OFFERS.items()):
            st.button(
                label,
                icon=":material/play_arrow:",
                key=f"inside_train_{name}",
                type="secondary" if place else "primary",
                on_click=partial(_train, name),
            )


def _train(name: str) -> None:
    config = TrainConfig(dataset=name, iterations=ITERATIONS)
    HERE.put(LiveTraining(Trainer(dataset_or_stop(name), [config]))).start()
    st.session_state[NETWORK] = "Trained here 0"
