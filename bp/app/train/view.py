"""The moving part of the Train page: progress, figures, charts and verdict."""

from collections.abc import Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from bp.app.components.chart import Drawing, drawing
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.cure import cure_at_once
from bp.app.components.curves import LIVE_EPOCHS
from bp.app.components.figures import figures, progress_line, say_penalty, share, show_figures
from bp.app.components.verdict import verdict_line
from bp.app.live.follow import follow
from bp.app.live.frames import Drawing as Chart
from bp.app.live.frames import Frame
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.train.learned import Learned, turn
from bp.charts import (
    AXES,
    LIVE_POINTED,
    LIVE_POINTS,
    RESTING_POINTED,
    RESTING_POINTS,
    accuracy_curve,
    accuracy_pointed,
    accuracy_table,
    chance_level,
    evaluated_table,
    loss_curve,
    loss_marks,
    loss_pointed,
    loss_table,
    lowest_table,
    peak_table,
    room_table,
)
from bp.charts.palette import BLUE, VERMILLION
from bp.diagnosis import diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import accuracy
from bp.diagnosis.wording import loss as loss_words
from bp.training import History, Trainer


def live_view(live: LiveTraining, choice: ChartChoice, cures: TrainingSlot | None = None) -> None:
    """Show the training, and go on showing it while it runs.

    A lost network is offered its cure while it runs, where there is a slot for it: `cures`.
    """

    shown = turn()

    def frame(trainer: Trainer, running: bool) -> Frame:
        history = trainer.histories[0]
        return Frame(
            share(trainer),
            progress_line(trainer, live, running=running),
            curves_of(history, choice, running=running),
            figures(history),
            diagnose(history) if history.iteration else None,
            Learned(trainer, shown, running),
        )

    follow(live, frame, partial(show, live, cures))


def show(live: LiveTraining, cures: TrainingSlot | None, frame: Frame) -> None:
    """Loss and accuracy side by side; one above the other on a phone."""
    st.progress(frame.share, text=frame.progress)
    show_figures(frame.metrics)
    if frame.learned:
        with st.container(key="learned"):
            frame.learned.show()
    show_curves(frame.charts, live.trainer.histories)
    if frame.verdict:
        with st.container(key="verdict"):
            verdict_line(frame.verdict)
        if live.running and cures:
            cure_at_once(cures, live, frame.verdict)


def curves_of(history: History, choice: ChartChoice, *, running: bool) -> tuple[Drawing, Drawing]:
    """The charts of a run: its loss, and its accuracy."""
    return _loss(history, choice, running=running), _accuracy(history, choice, running=running)


def show_curves(charts: Sequence[Chart], histories: Sequence[History]) -> None:
    """What `curves_of` returns, side by side."""
    with st.container(key="curves"):
        loss, accuracy = st.columns(2, gap="small")
    with loss:
        st.html(_title("Loss", "training batches, smoothed", "all test images"))
        charts[0].show(fill=True)
        say_penalty(histories)
    with accuracy:
        st.html(_title("Accuracy", "all training images", "all test images"))
        charts[1].show(fill=True)


def _title(name: str, train: str, test: str) -> str:
    """A chart's name, and what its two lines are: a legend above it would take a third of it."""
    return (
        f'<p class="curve-title"><b>{name}</b> '
        f'<span style="--line: 2.5px solid {BLUE}">{train}</span> '
        f'<span style="--line: 2.5px dashed {VERMILLION}">{test}</span></p>'
    )


def _loss(history: History, choice: ChartChoice, *, running: bool) -> Drawing:
    points = LIVE_POINTS if running else RESTING_POINTS
    pointed = LIVE_POINTED if running else RESTING_POINTED
    axis, log_x = choice.axis, choice.log_x
    sampling: dict[str, Any] = {"points": points, "axis": axis, "log_x": log_x}
    losses = cache(partial(loss_table, history, smoothing=choice.smoothing, **sampling))
    evaluations = LIVE_EPOCHS if running else RESTING_POINTS
    tested = cache(partial(evaluated_table, history, points=evaluations, axis=axis))
    return drawing(
        loss_curve,
        losses,
        lambda: loss_pointed(losses(), tested(), points=pointed),
        lambda: loss_marks(history, axis, log_x=log_x),
        chance_level(history),
        tested,
        lambda: lowest_table(history, axis),
        lambda: peak_table(history, losses(), axis),
        lambda: room_table([history], axis),
        description=_loss_in_words(history, running=running),
        log=choice.is_log([history]),
        x_title=AXES[axis].title,
        log_x=log_x,
    )


def _accuracy(history: History, choice: ChartChoice, *, running: bool) -> Drawing:
    points = LIVE_EPOCHS if running else RESTING_POINTS
    pointed = LIVE_POINTED if running else RESTING_POINTED
    accuracies = cache(partial(accuracy_table, history, points=points, axis=choice.axis))
    return drawing(
        accuracy_curve,
        accuracies,
        lambda: accuracy_pointed(accuracies(), points=pointed),
        lambda: room_table([history], choice.axis),
        description=_accuracy_in_words(history, running=running),
        x_title=AXES[choice.axis].title,
        log_x=choice.log_x,
    )


def _loss_in_words(history: History, *, running: bool) -> str:
    if running or not history.iteration:
        return "Line chart of the loss."
    facts = Facts(history)
    return (
        f"Line chart of the loss: {loss_words(history.loss[0])} at first, "
        f"{loss_words(facts.recent_loss)} after {history.iteration:,} iterations."
    )


def _accuracy_in_words(history: History, *, running: bool) -> str:
    if running or history.last is None:
        return "Line chart of the accuracy."
    return (
        f"Line chart of the accuracy: train {accuracy(history.last.train_accuracy)} and "
        f"test {accuracy(history.last.test_accuracy)} at epoch {history.last.epoch:.4g}."
    )
