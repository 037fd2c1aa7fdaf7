"""The comparison at hand: made from the controls, kept when they move on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bp.app.compare.controls import SETTINGS, comparison, comparison_controls, defaults
from bp.app.components.controls.fields import as_controls, text_of
from bp.app.components.data import dataset_or_stop
from bp.app.live.connection import run_again
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.diagnosis.ranking import Variant, variants_of
from bp.training import TrainConfig, Trainer
from bp.training.variations import varied_field

SLOT = TrainingSlot("comparison")


def controls() -> tuple[str, list[TrainConfig]]:
    """Draw the controls. The hand on the iterations moves the end of the comparison at hand."""
    live = SLOT.begun
    own = defaults() | as_controls(TrainConfig()) | (_as_compared(live) if live else {})
    with SETTINGS.drawn(own, held={"iterations"} if live else ()):
        return comparison_controls({"iterations": SLOT.move_end})


def comparison_for(configs: list[TrainConfig]) -> LiveTraining | None:
    """The comparison at hand, or a new one where nothing is lost; it runs if Train was pressed.

    Without configs, since the controls cannot be read, nothing is begun.
    """
    live, pressed = SLOT.current, SLOT.take_press()
    if not configs:
        return live
    dataset_or_stop(configs[0].dataset)  # here, since a button cannot say why there is none
    if live is None or (SLOT.begun is None and live.configs != configs):
        live = begin(configs)
    if pressed:
        (begin(configs) if is_changed(live, configs) else live).start()
        run_again()  # so that the address names what has begun, and all is drawn as it is now
    return live


def is_changed(live: LiveTraining, configs: list[TrainConfig]) -> bool:
    """Whether the controls ask for another comparison than the one at hand."""
    end = live.trainer.iterations  # moved by hand, it needs no new start
    return bool(configs) and live.configs != [replace(each, iterations=end) for each in configs]


def begin(configs: list[TrainConfig]) -> LiveTraining:
    """Take another comparison to hand; the one so far is set aside, not lost."""
    return SLOT.put(LiveTraining(Trainer(dataset_or_stop(configs[0].dataset), configs)))


def ask_for(config: TrainConfig, field: str, values: Sequence[Any]) -> None:
    """Let the controls of this page ask for a comparison, from another page."""
    texts = ", ".join(map(_text, values))
    SETTINGS.move(**as_controls(config), **comparison(field, texts, 1))


def compared(trainer: Trainer) -> tuple[str, list[Variant]]:
    """The varied field of a comparison, and its runs by value."""
    field = varied_field([history.config for history in trainer.histories])
    return field, variants_of(trainer.histories, field)


def bring_back(earlier: LiveTraining) -> None:
    """Exchange the comparison with an earlier one, and move the controls to it."""
    SETTINGS.move(**_as_compared(SLOT.bring_back(earlier)))


def begin_with(configs: list[TrainConfig]) -> None:
    """Have this page show a fresh comparison, from another page; the one there is set aside."""
    SETTINGS.move(**_as_compared(begin(configs)))


def _as_compared(live: LiveTraining) -> dict[str, Any]:
    """What the controls say of a comparison, by key."""
    field, variants = compared(live.trainer)
    values = ", ".join(_text(variant.value) for variant in variants)
    return as_controls(live.configs[0]) | comparison(field, values, len(variants[0].histories))


def _text(value: Any) -> str:
    return text_of(value) if isinstance(value, int | float) else str(value)
