"""Why a run went as it did; and its cures, only called so once they have been trained."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from bp.app.components.chart_controls import ChartChoice
from bp.app.components.controls.form import value_text
from bp.app.components.curves import Picture, curves_together
from bp.app.components.data import dataset_or_stop
from bp.app.components.glossary import say
from bp.app.components.verdict import verdict_line
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.watch import watch
from bp.charts.palette import GREEN, VERMILLION
from bp.diagnosis import Cure, Diagnosis, chain_of_events, diagnose, outcome
from bp.diagnosis.ranking import Variant
from bp.training import History, TrainConfig, Trainer, differences
from bp.training.config import named

LOST = {"dead", "diverged"}  # verdicts on a network that no waiting helps
CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)


def why(
    slot: TrainingSlot,
    history: History,
    repeats: Sequence[History] = (),
    *,
    title: str = "Why",
    with_verdict: bool = False,
) -> None:
    """Why a run went as it did, the cures to try, and what was measured, folded away."""
    diagnosis = diagnose(history, repeats)
    with st.container(border=True, key="why"):
        st.markdown(f"**{title}**")
        if with_verdict:
            verdict_line(diagnosis)
        say(diagnosis.why)
        for place, cure in enumerate(diagnosis.cures):
            _cure(slot, history, cure, place)
        _measured(history, diagnosis)


def _measured(history: History, diagnosis: Diagnosis) -> None:
    """What happened in which order, and the figures behind the verdict."""
    events, evidence = st.columns([3, 2], gap="medium")
    with events, st.expander("What happened, step by step", icon=":material/list:"):
        st.markdown(
            "\n".join(
                f"- **Iteration {event.iteration:,}:** {event.sentence}"
                for event in chain_of_events(history)
            )
        )
    with evidence, st.expander("What was measured", icon=":material/straighten:"):
        st.table(dict(diagnosis.evidence), border="horizontal")


def cure_at_once(slot: TrainingSlot, live: LiveTraining, diagnosis: Diagnosis) -> None:
    """While a lost network trains on: stop it and run the first cure, in one press."""
    if diagnosis.verdict in LOST and diagnosis.cures:
        cure = diagnosis.cures[0]
        st.button(
            f"Stop, and run the cure: {in_words(cure)}",
            icon=":material/healing:",
            key="cure_at_once",
            on_click=partial(_instead, slot, live, cure.config),
        )


def _instead(slot: TrainingSlot, live: LiveTraining, proposed: TrainConfig) -> None:
    live.pause()
    _start(slot, proposed)


def _cure(slot: TrainingSlot, history: History, cure: Cure, place: int) -> None:
    """The button with its reason, and what came of it beside the run that it is to cure."""
    treated = slot.cures.get(cure.config)
    st.button(
        f"Run the cure: {in_words(cure)}",
        icon=":material/healing:",
        key=f"cure_{place}" if place else "cure",
        type="secondary" if place else "primary",
        on_click=partial(_start, slot, cure.config),
        disabled=treated is not None,
    )
    st.caption(cure.reason)
    if treated:
        _beside(history, treated)


def in_words(cure: Cure) -> str:
    """What a cure changes: "pixels unit instead of raw"."""
    changes = differences(cure.instead_of, cure.config)
    return ", ".join(
        f"{named(name)} {value_text(new)} instead of {value_text(old)}"
        for name, (old, new) in changes.items()
    )


def _start(slot: TrainingSlot, proposed: TrainConfig) -> None:
    slot.run_cure(LiveTraining(Trainer(dataset_or_stop(proposed.dataset), [proposed])))


def _beside(failed: History, treated: LiveTraining) -> None:
    def show(trainer: Trainer, running: bool) -> None:
        _say_outcome(failed, trainer)
        pair = [Variant("as it was", (failed,)), Variant("the cure", tuple(trainer.histories))]
        curves_together(Picture(pair, (VERMILLION, GREEN), None, running, CHOICE))

    watch(treated, show)


def _say_outcome(failed: History, trainer: Trainer) -> None:
    """How far it is, and then whether it worked: said only once it was trained to its end."""
    done, all_of_them = trainer.iteration, trainer.iterations
    text = f"The cure trains: {done:,} of {all_of_them:,} iterations."
    if trainer.finished:
        text = outcome(failed, trainer.histories[0]).sentence
    st.progress(done / all_of_them, text=text)
