"""The comparison at hand: made from the controls, kept when they move on."""

from bp.app.compare_controls import set_comparison
from bp.app.controls import set_controls
from bp.app.data import dataset_or_stop
from bp.app.desk import Desk
from bp.app.live import LiveTraining
from bp.insight.ranking import Variant, variants
from bp.training import TrainConfig, Trainer
from bp.training.variations import varied_field

DESK = Desk("comparison")


def comparison_for(configs: list[TrainConfig]) -> LiveTraining | None:
    """The comparison at hand; a new one where nothing is lost by it."""
    if configs:
        dataset_or_stop(configs[0].dataset)  # here, since a button cannot say why there is none
    live = DESK.current
    if configs and (live is None or (live.untouched and is_changed(live, configs))):
        live = DESK.put(_fresh(configs))
    return live


def is_changed(live: LiveTraining, configs: list[TrainConfig]) -> bool:
    """Whether the controls ask for another comparison than the one at hand."""
    return bool(configs) and live.configs != configs


def start_anew(configs: list[TrainConfig], *, running: bool) -> None:
    """Begin another comparison; the one at hand is set aside, not lost."""
    fresh = DESK.put(_fresh(configs))
    if running:
        fresh.start()


def compared(trainer: Trainer) -> tuple[str, list[Variant]]:
    """The varied field of a comparison, and its runs by value."""
    field = varied_field([history.config for history in trainer.histories])
    return field, variants(trainer.histories, field)


def bring_back(earlier: LiveTraining) -> None:
    """Exchange the comparison with an earlier one, and move the controls to it."""
    live = DESK.bring_back(earlier)
    field, entrants = compared(live.trainer)
    set_controls(live.configs[0])
    values = ", ".join(str(variant.value) for variant in entrants)
    set_comparison(field, values, len(entrants[0].histories))


def _fresh(configs: list[TrainConfig]) -> LiveTraining:
    return LiveTraining(Trainer(dataset_or_stop(configs[0].dataset), configs))
