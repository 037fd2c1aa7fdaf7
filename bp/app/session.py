"""The one network of the Train page: made from the controls, following them as far as it can."""

from bp.app.controls import set_controls, value_text
from bp.app.desk import Desk
from bp.app.live import LiveTraining
from bp.data import Dataset
from bp.training import TrainConfig, Trainer, differences

DESK = Desk("run")
CHANGED_IN_FLIGHT = {"learning_rate", "iterations"}  # all else needs a new start


def training_for(config: TrainConfig, dataset: Dataset) -> LiveTraining:
    """The training at hand; a new one where nothing is lost by it."""
    live = DESK.current
    if live is None or (live.untouched and live.config != config):
        live = DESK.put(LiveTraining(Trainer(dataset, [config])))
    elif not changes(live, config):
        _follow(live, config)
    return live


def changes(live: LiveTraining, config: TrainConfig) -> list[str]:
    """What the controls say that the network in training is not: "hidden size 50 → 100"."""
    return [
        f"{name.replace('_', ' ')} {value_text(now)} → {value_text(wanted)}"
        for name, (now, wanted) in differences(live.config, config).items()
        if name not in CHANGED_IN_FLIGHT
    ]


def start_anew(config: TrainConfig, dataset: Dataset, *, running: bool) -> None:
    """Begin with fresh weights; the network so far is set aside, not lost."""
    fresh = DESK.put(LiveTraining(Trainer(dataset, [config])))
    if running:
        fresh.start()


def bring_back(earlier: LiveTraining) -> None:
    """Exchange the network with one that was set aside, and the controls with it."""
    set_controls(DESK.bring_back(earlier).config)


def restore_controls(live: LiveTraining) -> None:
    """Move the controls back to the network in training."""
    set_controls(live.config)


def _follow(live: LiveTraining, config: TrainConfig) -> None:
    trainer = live.trainer
    if config.learning_rate != trainer.histories[0].learning_rate:
        with live.changing():
            trainer.set_learning_rate(0, config.learning_rate)
    if trainer.iteration < config.iterations != trainer.iterations:
        with live.changing():
            trainer.set_iterations(config.iterations)
