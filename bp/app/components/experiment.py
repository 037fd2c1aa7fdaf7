"""An experiment that a page tells of: one press, live curves, and what came of it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from bp.app.components.buttons import bring_back_button
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.curves import Picture, curves_together
from bp.app.components.data import dataset_or_stop
from bp.app.components.figures import show_progress
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.watch import watch
from bp.diagnosis.ranking import Variant
from bp.training import History, TrainConfig, Trainer

CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)


def experiment(
    name: str,
    runs: dict[str, TrainConfig],
    colours: Sequence[str],
    *,
    button: str,
    result: Callable[[Sequence[History]], None],
    disabled: bool = False,
) -> list[History] | None:
    """Offer `runs` (label → config) behind one button, show them live, then their `result`.

    Returns the histories once they are trained to the end. While it is `disabled`, it cannot begin.
    """
    slot = TrainingSlot(name)
    configs = list(runs.values())
    live, before = slot.current, slot.before_like(configs)
    if live is None or live.configs != configs:  # the page asks for something else now
        live, before = slot.bring_back(before) if before else None, None
    _buttons(slot, live, configs, button, disabled=disabled)
    if before:
        bring_back_button(before, slot.bring_back, key=f"{name}_bring_back")
    if live is None:
        return None
    _watch(live, tuple(runs), tuple(colours), result)
    return live.trainer.histories if live.trainer.finished else None


def _buttons(
    slot: TrainingSlot,
    live: LiveTraining | None,
    configs: list[TrainConfig],
    button: str,
    *,
    disabled: bool,
) -> None:
    with st.container(horizontal=True, gap="small", key=f"{slot.name}_buttons"):
        st.button(
            button if live is None else "Once more",
            icon=":material/play_arrow:" if live is None else ":material/replay:",
            key=f"{slot.name}_run",
            type="primary" if live is None else "secondary",
            on_click=partial(_start, slot, configs),
            disabled=disabled or (live is not None and live.running),
        )
        if live is not None and live.running:
            st.button(
                "Pause", icon=":material/pause:", key=f"{slot.name}_pause", on_click=live.pause
            )
        elif live is not None and not live.trainer.finished:
            st.button(
                "Go on", icon=":material/play_arrow:", key=f"{slot.name}_on", on_click=live.start
            )


def _start(slot: TrainingSlot, configs: list[TrainConfig]) -> None:
    dataset = dataset_or_stop(configs[0].dataset)
    slot.put(LiveTraining(Trainer(dataset, configs))).start()


def _watch(
    live: LiveTraining,
    labels: tuple[str, ...],
    colours: tuple[str, ...],
    result: Callable[[Sequence[History]], None],
) -> None:
    def show(trainer: Trainer, running: bool) -> None:
        show_progress(trainer, live, running=running)
        pairs = zip(labels, trainer.histories, strict=True)
        variants = [Variant(label, (history,)) for label, history in pairs]
        curves_together(Picture(variants, colours, None, running, CHOICE))
        result(trainer.histories)

    watch(live, show)
