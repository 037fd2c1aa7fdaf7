"""A lesson in which a network is trained, in a place of its own: the one on Train stays."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from bp.app.components.buttons import pause_button
from bp.app.components.chart import draw
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.data import dataset_or_stop
from bp.app.lessons.checked import show_result
from bp.app.lessons.controls import free_controls
from bp.app.lessons.state import expected, finished_runs, slot_of
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.train.view import live_view
from bp.charts.one_run.loss_by_epoch import loss_by_epoch, losses_by_epoch
from bp.data import Dataset
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import loss, percent, units
from bp.lessons import Lesson, Result, Training
from bp.lessons.wording import measured, said, value_text
from bp.training import History, TrainConfig, Trainer
from bp.training.config import label

CHOICE = ChartChoice(loss_axis="Auto", smoothing=0.6)


def training_view(lesson: Lesson, place: DeltaGenerator) -> str:
    """The free controls, the buttons, the check, the curves; returns what came."""
    task: Training = lesson.task
    dataset = dataset_or_stop(task.start.dataset)
    slot = slot_of(lesson)
    live = slot.current
    with place:
        config = task.config(free_controls(lesson), len(dataset.x_train))
        _buttons(lesson, slot, live, config, dataset)
    runs = finished_runs(lesson)
    result = _result(task, live, runs)
    show_result(lesson, result, "Train, and let the run go on to its end.")
    if live is not None:
        if live.configs != [config]:
            told = " and ".join(said(live.configs[0], name) for name in task.free)
            st.caption(f":material/info: What follows is the run with {told}.")
        live_view(live, CHOICE)
        if task.shows_losses and live.trainer.finished:
            _losses(live.trainer.histories[0])
    if len(runs) > 1:
        _table(task, runs)
    return _what_came(lesson, runs, result) if runs else ""


def _buttons(
    lesson: Lesson,
    slot: TrainingSlot,
    live: LiveTraining | None,
    config: TrainConfig,
    dataset: Dataset,
) -> None:
    same = live is not None and live.configs == [config]
    finished = same and live is not None and live.trainer.finished
    waits = expected(lesson) is None
    why = "Answer the question first." if waits else "Move a control first." if finished else None
    with st.container(horizontal=True, gap="small", key="lesson_buttons"):
        st.button(
            "Go on" if same and live and not live.untouched and not finished else "Train",
            icon=":material/play_arrow:",
            key="train",
            type="primary",
            help=why,
            on_click=partial(_train, slot, config, dataset),
            disabled=waits or finished or bool(same and live and live.running),
        )
        if live is not None:
            pause_button(live, "Pause", icon=":material/pause:", key="pause")


def _train(slot: TrainingSlot, config: TrainConfig, dataset: Dataset) -> None:
    live = slot.current
    if live is None or live.configs != [config] or live.trainer.finished:
        live = slot.put(LiveTraining(Trainer(dataset, [config])))
    live.start()


def _result(task: Training, live: LiveTraining | None, runs: Sequence[History]) -> Result | None:
    if not runs or (live is not None and live.running):
        return None
    return task.check(runs)


def _what_came(lesson: Lesson, runs: Sequence[History], result: Result | None) -> str:
    """What was checked; of a question about the start, the run with those settings."""
    if result and result.passed and not lesson.question.about_start:
        return result.sentence
    task: Training = lesson.task
    first = next((run for run in runs if _is_start(task, run.config)), runs[0])
    best = percent(first.best_test_accuracy)
    told = " and ".join(said(first.config, name) for name in task.free)
    return f"with {told}, {measured(first)}; its best test accuracy was {best}."


def _is_start(task: Training, config: TrainConfig) -> bool:
    return all(getattr(config, name) == getattr(task.start, name) for name in task.free)


def _losses(history: History) -> None:
    """The loss on all training and on all test images."""
    st.markdown("**Loss by epoch**, on all data, from the first epoch on")
    facts = Facts(history)
    lowest, end = facts.lowest_test_loss, facts.test_loss
    description = (
        f"Line chart of the loss by epoch: the test loss is lowest, {loss(lowest)}, at iteration "
        f"{lowest.iteration:,}, and {loss(end)} at the end."
    )
    draw(loss_by_epoch, *losses_by_epoch(history), description=description)


def _table(task: Training, runs: Sequence[History]) -> None:
    """All runs of the lesson that went to their end."""
    st.markdown("**Your runs**, the latest last")
    rows = [
        {
            **{label(name): value_text(getattr(run.config, name)) for name in task.free},
            "Test accuracy": percent(Facts(run).test_accuracy),
            "Test loss": loss(Facts(run).test_loss),
            "Dead units": units(Facts(run).dead_units, run.config.hidden_size),
        }
        for run in runs
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, key="lesson_runs")
