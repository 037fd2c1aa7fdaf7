"""The row of figures above the charts, and the progress bar."""

import streamlit as st

from bp.app.engine import engine
from bp.training import History, Trainer

EXPLANATIONS = {
    "Epoch": "How often the whole training part was drawn: iterations × batch size / its size.",
    "Loss": "Mean cross-entropy of the last batch, before its update. Guessing costs ln C.",
    "Train accuracy": "Share of the training part read correctly, at the end of the last epoch.",
    "Test accuracy": "Share of the test part, never trained on, read correctly.",
    "Best test accuracy": "The highest test accuracy at the end of any epoch so far.",
    "Dead units": "Hidden units that are off for every one of 1,000 training samples.",
}


def show_progress(trainer: Trainer, *, speed: float, running: bool) -> None:
    """A bar with the iterations done and, while it runs, the speed and the time left."""
    done, all_of_them = trainer.iteration, trainer.iterations
    text = f"{done:,} of {all_of_them:,} iterations"
    if running and speed:
        text += f" · {speed:,.0f} a second · {duration((all_of_them - done) / speed)} left"
    elif trainer.finished:
        text += " · done"
    elif done:
        text += " · paused"
    if problem := engine().problem:
        text += f" · {problem}, so it trains in this page's thread"
    st.progress(done / all_of_them, text=text)


def show_figures(history: History) -> None:
    """The latest figures of a run, each with a unit or a reference."""
    last, hidden_size = history.last, history.config.hidden_size
    epoch = history.iteration * history.config.batch_size / history.train_size
    figures = {
        "Epoch": f"{epoch:,.1f}",
        "Loss": f"{history.loss[-1]:.4g}" if history.iteration else "–",
        "Train accuracy": f"{last.train_accuracy:.4f}" if last else "–",
        "Test accuracy": f"{last.test_accuracy:.4f}" if last else "–",
        "Best test accuracy": f"{history.best_test_accuracy:.4f}" if last else "–",
        "Dead units": f"{last.dead_units} of {hidden_size}" if last else "–",
    }
    with st.container(horizontal=True, gap="small", key="figures"):
        for label, value in figures.items():
            st.metric(label, value, help=EXPLANATIONS[label], border=True, width="stretch")


def duration(seconds: float) -> str:
    """A time as a person says it: 4 s, 2 min 5 s."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60} s"
