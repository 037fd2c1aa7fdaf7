"""The moving part of the Train page: figures and charts, then a slice of training."""

import streamlit as st

from bp.app.components.chart import draw
from bp.app.components.chart_controls import ChartChoice
from bp.app.components.cure import cure_at_once
from bp.app.components.curves import LIVE_EPOCHS
from bp.app.components.figures import say_penalty, show_figures, show_progress
from bp.app.components.verdict import verdict_line
from bp.app.live.training import LiveTraining
from bp.app.live.watch import watch
from bp.app.train.state import SLOT
from bp.charts import (
    LIVE_POINTED,
    LIVE_POINTS,
    RESTING_POINTED,
    RESTING_POINTS,
    accuracy_by_epoch,
    accuracy_pointed,
    accuracy_table,
    chance_level,
    loss_curve,
    loss_marks,
    loss_pointed,
    loss_table,
)
from bp.diagnosis import diagnose
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import loss as loss_words
from bp.training import History, Trainer


def live_view(live: LiveTraining, choice: ChartChoice) -> None:
    """Show the training, and go on showing it while it runs."""

    def show(trainer: Trainer, running: bool) -> None:
        history = trainer.histories[0]
        show_progress(trainer, live, running=running)
        show_figures(history)
        show_curves(history, choice, running=running)
        if not live.untouched:
            diagnosis = diagnose(history)
            verdict_line(diagnosis)
            if running:
                cure_at_once(SLOT, live, diagnosis)

    watch(live, show)


def show_curves(history: History, choice: ChartChoice, *, running: bool) -> None:
    """Loss and accuracy side by side; one above the other on a phone."""
    points = LIVE_POINTS if running else RESTING_POINTS
    pointed = LIVE_POINTED if running else RESTING_POINTED
    loss, accuracy = st.columns(2, gap="small")
    with loss:
        st.markdown("**Loss of each batch**, before its update")
        losses = loss_table(history, points=points, smoothing=choice.smoothing)
        draw(
            loss_curve,
            losses,
            loss_pointed(losses, points=pointed),
            loss_marks(history),
            chance_level(history),
            description=_loss_in_words(history, running=running),
            log=choice.is_log([history]),
        )
        say_penalty([history])
    with accuracy:
        st.markdown("**Accuracy by epoch**, on all data")
        accuracies = accuracy_table(history, points=LIVE_EPOCHS if running else RESTING_POINTS)
        draw(
            accuracy_by_epoch,
            accuracies,
            accuracy_pointed(accuracies, points=pointed),
            description=_accuracy_in_words(history, running=running),
        )


def _loss_in_words(history: History, *, running: bool) -> str:
    if running or not history.iteration:
        return "Line chart of the loss by iteration."
    facts = Facts(history)
    return (
        f"Line chart of the loss by iteration: {loss_words(history.loss[0])} at first, "
        f"{loss_words(facts.recent_loss)} after {history.iteration:,} iterations."
    )


def _accuracy_in_words(history: History, *, running: bool) -> str:
    if running or history.last is None:
        return "Line chart of the accuracy by epoch."
    return (
        f"Line chart of the accuracy by epoch: train {history.last.train_accuracy:.4f} and "
        f"test {history.last.test_accuracy:.4f} at epoch {history.last.epoch:.4g}."
    )
