"""The stanzas of the page on the report's failure, in reading order."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from bp.analysis.first_step import FirstStep, first_step
from bp.analysis.units import EARLY, unit_activity
from bp.app.components.chart import draw, scrolling
from bp.app.components.controls.widgets import in_the_address, segments
from bp.app.components.data import dataset_or_stop
from bp.app.components.glossary import say
from bp.app.components.verdict import verdict_line
from bp.charts import unit_grids
from bp.diagnosis import chain_of_events, diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.report import ITERATIONS
from bp.diagnosis.wording import loss, number, percent, rate, update
from bp.training import History, TrainConfig

SOURCE = (
    "A lab report trains 784–50–10 on MNIST with label indices, batch 100 and 10,000 iterations. "
    "Its author divided the pixels by 255, but then used the array from before that step: "
    "the network saw raw pixels, 0 to 255."
)


def data_choice() -> str:
    """The data to reproduce it on: what ships with the app, or the report's own split."""
    return segments(
        "Data",
        list(ITERATIONS),
        "mnist-5k",
        help="mnist-5k is here at once. mnist-report is the report's own 49,200 and 10,800 "
        "digits, downloaded on first use.",
        **in_the_address("failure_data"),
    )


def the_claim() -> None:
    """What the report states, and in what words."""
    st.markdown("#### What the report says")
    st.markdown(
        f"{SOURCE} It states: with a learning rate of **0.001** it reaches up to **97 %**; above "
        "**0.05** it “cannot train at all” and stays below **12 %**. It does not say why."
    )


def what_you_see(histories: Sequence[History]) -> None:
    """The two kinds of outcome, in figures."""
    st.markdown("#### What you see")
    for history in (histories[0], histories[-1]):
        st.markdown(f"Learning rate **{rate(history.config.learning_rate)}**, raw pixels:")
        verdict_line(diagnose(history))


def chosen_failure(histories: Sequence[History]) -> History:
    """The run that the rest of the page looks into."""
    labels = [rate(history.config.learning_rate) for history in histories]
    label = segments("Look into the learning rate", labels, labels[0], key="failure_rate")
    return histories[labels.index(label)]


def first_iterations(history: History) -> None:
    """The chain of events."""
    st.markdown("#### The first iterations, step by step")
    st.markdown(
        "\n".join(
            f"- **Iteration {event.iteration:,}:** {event.sentence}"
            for event in chain_of_events(history)
        )
    )


def dead_units(histories: Sequence[History], history: History) -> None:
    """Each hidden unit as a square, from iteration to iteration."""
    st.markdown("#### What is dead")
    configs = tuple(each.config for each in histories)
    activity = _activity(configs, configs.index(history.config))
    dead = activity[activity["share"] == 0].groupby("iteration").size()
    last = int(dead.get(EARLY[-1], 0))
    say(
        f"Each square is one of the {history.config.hidden_size} hidden units: light where it is "
        "on for many of 1,000 training images, dark where it is on for none. After "
        f"{EARLY[-1]} iterations **{last}** are on for none of them. A unit that is on for no "
        "training image at all gets a gradient of exactly 0: its weights never change again."
    )
    description = "Grids of squares: dead units by iteration. " + ", ".join(
        f"{iteration}: {dead.get(iteration, 0)}" for iteration in EARLY
    )
    with scrolling("unit_grids"):
        draw(unit_grids, activity, description=description, iterations=EARLY)


def zero_gradients(history: History) -> None:
    """The length of each array's gradient at the probes."""
    st.markdown("#### Where the gradient is exactly zero")
    say(
        "Length of the gradient of each parameter array. Where no unit is on, nothing flows back "
        "to W1 and b1, and W2 is multiplied by hidden values that are all 0. Only b2, which needs "
        "no hidden unit, still learns: how common each class is. Then every image gets the same "
        f"answer, and the loss stays near ln 10 = 2.303. {_so_it_ends(history)}"
    )
    columns = ["iteration", "gradient_W1", "gradient_b1", "gradient_W2", "gradient_b2"]
    probes = history.probes[columns].head(12)
    names = ["Iteration", "W1", "b1", "W2", "b2"]
    table = probes.set_axis(names, axis="columns").astype({"Iteration": str})
    for name in names[1:]:
        table[name] = ["exactly 0" if value == 0 else number(value) for value in table[name]]
    st.dataframe(table, hide_index=True)


def _so_it_ends(history: History) -> str:
    """Whether that is so in this run."""
    facts = Facts(history)
    reached = f"its loss is {loss(facts.recent_loss)} and its test accuracy "
    reached += f"{percent(facts.test_accuracy)} after {history.iteration:,} iterations"
    if facts.only_b2_learns:
        return f"So it is in this run: {reached}."
    return f"In this run some units stay on for some images: {reached}."


def why_255(history: History) -> None:
    """The same first step on raw and on scaled pixels, measured."""
    st.markdown("#### Why 255 matters")
    raw, unit = (_first_step(replace(history.config, scaling=name)) for name in ("raw", "unit"))
    times = raw.probe.gradient_W1 / unit.probe.gradient_W1
    say(
        "Same initial weights, same first batch, same learning rate, once on raw and once on "
        f"scaled pixels. The length of W1's gradient is **{number(raw.probe.gradient_W1)}** on "
        f"raw pixels and **{number(unit.probe.gradient_W1)}** on scaled ones, a factor of "
        f"**{times:,.0f}**. "
        f"The first update is **{update(raw.probe.update_ratio)}** on raw pixels, and "
        f"**{update(unit.probe.update_ratio)}** on scaled ones."
    )
    say(
        "Each weight of W1 is multiplied by a pixel. With pixels 255 times as large, its gradient "
        "grows by a factor of 255, and by more because the outputs of the network change too. If "
        "the outputs stayed the same, the curvature along W1 would grow by a factor of 255² = "
        "65,025. Over all weights, the largest curvature is "
        f"**{number(raw.curvature.largest)}** on raw pixels and "
        f"**{number(unit.curvature.largest)}** on scaled ones. A step along that direction makes "
        "the loss larger where the learning rate is above 2 / curvature: "
        f"**{rate(raw.curvature.limit)}** on raw pixels, **{rate(unit.curvature.limit)}** on "
        "scaled ones. This limit is local and changes while the network learns, so a rate "
        "somewhat above it may still train."
    )


@st.cache_data(max_entries=32, show_spinner=False)
def _activity(configs: tuple[TrainConfig, ...], run: int) -> pd.DataFrame:
    return unit_activity(dataset_or_stop(configs[0].dataset), configs, run)


@st.cache_data(max_entries=32, show_spinner=False)
def _first_step(config: TrainConfig) -> FirstStep:
    return first_step(dataset_or_stop(config.dataset), config)
