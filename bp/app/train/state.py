"""The one network of the Train page: made from the controls, moved by the user's own hand."""

from bp.app.components.buttons import take_step
from bp.app.components.controls.fields import as_controls
from bp.app.components.controls.form import value_text
from bp.app.components.controls.hyperparameters import training_controls
from bp.app.components.controls.settings import Settings
from bp.app.live.connection import run_again
from bp.app.live.slot import TRAIN, TrainingSlot
from bp.app.live.training import LiveTraining
from bp.data import Dataset
from bp.training import TrainConfig, Trainer, differences
from bp.training.config import named

SLOT = TrainingSlot("run")
SETTINGS = Settings("train")
CHANGED_IN_FLIGHT = {"learning_rate", "iterations"}  # all else needs a new start


def controls() -> TrainConfig:
    """Draw the controls. The hand on the rate or on the iterations moves those of the network."""
    live = SLOT.begun
    own = as_controls(live.config if live else TrainConfig())
    with SETTINGS.drawn(own, held=CHANGED_IN_FLIGHT if live else ()):
        return training_controls(
            SETTINGS, moved={"learning_rate": _move_rate, "iterations": SLOT.move_end}
        )


def training_for(config: TrainConfig, dataset: Dataset) -> LiveTraining:
    """The training at hand, or a new one where nothing is lost; what was pressed is done."""
    live = SLOT.begun or SLOT.current
    if live is None or (SLOT.begun is None and live.config != config):
        live = begin(config, dataset)
    if (pressed := SLOT.take_press()) and not SETTINGS.refused:
        _obey(pressed, live, config, dataset)
        run_again()  # so that the address names what has begun, and all is drawn as it is now
    return live


def changes(live: LiveTraining, config: TrainConfig) -> list[str]:
    """What the controls say that the network in training is not: "hidden size 50 → 100"."""
    return [
        f"{named(name)} {value_text(now)} → {value_text(wanted)}"
        for name, (now, wanted) in differences(live.config, config).items()
        if name not in CHANGED_IN_FLIGHT
    ]


def begin(config: TrainConfig, dataset: Dataset) -> LiveTraining:
    """Take fresh weights to hand; the network so far is set aside, not lost."""
    return SLOT.put(LiveTraining(Trainer(dataset, [config])))


def begin_with(config: TrainConfig, dataset: Dataset) -> None:
    """Have this page show a fresh network, from another page; the one there is set aside."""
    restore_controls(begin(config, dataset))


def bring_back(earlier: LiveTraining) -> None:
    """Exchange the network with one that was set aside, and the controls with it."""
    restore_controls(SLOT.bring_back(earlier))


def restore_controls(live: LiveTraining) -> None:
    """Move the controls back to the network in training."""
    SETTINGS.move(**as_controls(live.config))


def _obey(pressed: str, live: LiveTraining, config: TrainConfig, dataset: Dataset) -> None:
    is_changed = bool(changes(live, config))
    if pressed == TRAIN:
        (begin(config, dataset) if is_changed else live).start()
    elif not is_changed:  # where it is, Step is disabled
        take_step(live, pressed)


def _move_rate(value: float) -> None:
    if live := SLOT.begun:
        live.set_learning_rate(value)
