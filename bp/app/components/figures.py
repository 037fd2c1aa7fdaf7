"""The row of figures above the charts, and the progress bar."""

from collections.abc import Mapping, Sequence

import streamlit as st

from bp.app.components.saved import saving_problem
from bp.app.live.engine import engine
from bp.app.live.training import LiveTraining
from bp.app.live.work import GRACE
from bp.diagnosis.facts import Facts
from bp.diagnosis.wording import accuracy, loss, units
from bp.training import History, Trainer
from bp.training.recording.schedule import epoch_at

MINUTE, HOUR = 60, 3_600  # seconds
EXPLANATIONS = {
    "Epoch": "How often the whole training part was drawn: iterations × batch size / its size.",
    "Loss": "Mean cross-entropy of the latest batches, each before its update: a tenth of all, but "
    "no more than 100 batches, or than as many as hold 1,000 images where that is more, and none "
    "from before the learning rate was moved. A network that only guesses has a loss of about "
    "ln C, with C classes.",
    "Train accuracy": "Share of the training images read correctly: at the start, after the last "
    "whole epoch, or at the end.",
    "Test accuracy": "Share of the test images, which are never trained on, read correctly at the "
    "same moment.",
    "Best test accuracy": "The highest test accuracy of any evaluation so far: at the start, after "
    "each epoch, and at the end.",
    "Dead units": "Hidden units that pass no gradient for any of 1,000 training samples.",
}


def show_progress(trainer: Trainer, live: LiveTraining, *, running: bool) -> None:
    """A bar with the iterations done and, while it runs, the speed and the time left."""
    st.progress(share(trainer), text=progress_line(trainer, live, running=running))


def share(trainer: Trainer) -> float:
    """How much of the training is done, 0 to 1."""
    return trainer.iteration / trainer.iterations


def progress_line(trainer: Trainer, live: LiveTraining, *, running: bool) -> str:
    """The words above the bar."""
    done, all_of_them = trainer.iteration, trainer.iterations
    text = f"{done:,} of {all_of_them:,} iterations"
    if trainer.finished:
        text += " · done"
    elif running:
        text += _pace(live.speed, all_of_them - done)
    elif live.problem:
        text += f" · stopped: {live.problem}"
    elif done:
        text += " · paused"
        text += f", since no browser was there for {GRACE:.0f} s" if live.unwatched else ""
    text += where_instead()
    if saving_problem(live):
        text += " · saving waits"
    return text


def where_instead() -> str:
    """Where there are no workers: why, and where the work is done; nothing as a rule."""
    problem = engine().problem
    return f" · {problem}, so it runs in the server's own process" if problem else ""


def figures(history: History) -> dict[str, str]:
    """The latest figures of a run, each with a unit or a reference, by their names."""
    facts, last = Facts(history), history.last
    epoch = epoch_at(history.iteration, history.config, history.train_size)
    return {
        "Epoch": f"{epoch:,.1f}",
        "Loss": loss(facts.recent_loss) if history.iteration else "–",
        "Train accuracy": accuracy(last.train_accuracy) if last else "–",
        "Test accuracy": accuracy(last.test_accuracy) if last else "–",
        "Best test accuracy": accuracy(history.best_test_accuracy) if last else "–",
        "Dead units": (
            units(facts.dead_units, history.config.hidden_size)
            if last and facts.lost_from is None  # what is no number is neither on nor off
            else "–"
        ),
    }


def show_figures(values: Mapping[str, str]) -> None:
    """What `figures` returns, as a row of metrics."""
    with st.container(horizontal=True, gap="small", key="figures"):
        for label, value in values.items():
            st.metric(label, value, help=EXPLANATIONS[label], border=True, width="stretch")


def say_penalty(histories: Sequence[History]) -> None:
    """Where weights decay, say that the loss that is shown is without the penalty."""
    if any(history.config.weight_decay for history in histories):
        st.caption("The loss is the cross-entropy alone, without the penalty of the weight decay.")


def duration(seconds: float) -> str:
    """A time as a person says it: 4 s, 2 min 5 s, 3 h 20 min."""
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    if whole < HOUR:
        return f"{whole // MINUTE} min {whole % MINUTE} s"
    minutes = round(seconds / MINUTE)
    return f"{minutes // 60} h {minutes % 60} min"


def _pace(speed: float, left: int) -> str:
    """The speed and the time left; nothing until there is a speed."""
    if not speed:
        return ""
    per_second = f"{speed:,.0f}" if speed >= 10 else f"{speed:.2g}"
    return f" · {per_second} a second · {duration(left / speed)} left"
