"""Why a run went as it did; and its cure, which is only called one once it has been trained."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from bp.app.components.chart_controls import ChartChoice
from bp.app.components.controls.form import value_text
from bp.app.components.curves import Picture, curves_together
from bp.app.components.data import dataset_or_stop
from bp.app.components.verdict import verdict_line
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.watch import watch
from bp.charts.palette import GREEN, VERMILLION
from bp.diagnosis import VERDICTS, chain_of_events, diagnose
from bp.diagnosis.ranking import Variant
from bp.diagnosis.wording import percent
from bp.training import History, TrainConfig, Trainer, differences

LEARNT = {"learning", "overfitting"}  # verdicts on a network that has learnt what it was to
CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)


def why(
    slot: TrainingSlot,
    history: History,
    repeats: Sequence[History] = (),
    *,
    title: str = "Why",
    with_verdict: bool = False,
) -> None:
    """What was measured of a run, what happened in which order, and the cure to try."""
    diagnosis = diagnose(history, repeats)
    with st.container(border=True, key="why"):
        st.markdown(f"**{title}**")
        if with_verdict:
            verdict_line(diagnosis)
        events, evidence = st.columns([3, 2], gap="medium")
        with events:
            st.markdown(
                "\n".join(
                    f"- **Iteration {event.iteration:,}:** {event.sentence}"
                    for event in chain_of_events(history)
                )
            )
        with evidence, st.expander("What was measured", icon=":material/straighten:"):
            st.table(dict(diagnosis.evidence), border="horizontal")
        if diagnosis.cure:
            _cure(slot, history, diagnosis.cure)


def _cure(slot: TrainingSlot, history: History, proposed: TrainConfig) -> None:
    """The button, and what came of it beside the run that failed."""
    treated = slot.cures.get(proposed)
    st.button(
        f"Run the cure: {in_words(history.config, proposed)}",
        icon=":material/healing:",
        key="cure",
        type="primary",
        on_click=partial(_start, slot, proposed),
        disabled=treated is not None,
    )
    if treated:
        _beside(history, treated)


def in_words(config: TrainConfig, cure: TrainConfig) -> str:
    """What a cure changes: "scaling unit instead of raw"."""
    return ", ".join(
        f"{name.replace('_', ' ')} {value_text(new)} instead of {value_text(old)}"
        for name, (old, new) in differences(config, cure).items()
    )


def _start(slot: TrainingSlot, proposed: TrainConfig) -> None:
    slot.run_cure(LiveTraining(Trainer(dataset_or_stop(proposed.dataset), [proposed])))


def _beside(failed: History, treated: LiveTraining) -> None:
    def show(trainer: Trainer, running: bool) -> None:
        st.progress(trainer.iteration / trainer.iterations, text=outcome(failed, trainer))
        pair = [Variant("as it was", (failed,)), Variant("the cure", tuple(trainer.histories))]
        curves_together(Picture(pair, (VERMILLION, GREEN), None, running, CHOICE))

    watch(treated, show)


def outcome(failed: History, trainer: Trainer) -> str:
    """Whether it worked: said only once the cure was trained to its end."""
    cured = trainer.histories[0]
    if not trainer.finished or not cured.last or not failed.last:
        return f"The cure trains: {trainer.iteration:,} of {trainer.iterations:,} iterations."
    figures = (
        f"test accuracy {percent(cured.last.test_accuracy)} "
        f"instead of {percent(failed.last.test_accuracy)}"
    )
    if diagnose(cured).verdict in LEARNT:
        return f"The cure works: {figures}."
    better = cured.last.test_accuracy > failed.last.test_accuracy
    label = VERDICTS[diagnose(cured).verdict].label.lower()
    return f"It {'helps' if better else 'does not help'}: {label}, {figures}."
