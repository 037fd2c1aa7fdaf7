"""Taking runs away: a table of every loss and of every evaluation, and a report."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import streamlit as st

from bp.training import History

EVALUATED = ["train_accuracy", "test_accuracy", "test_loss"]


def report_button(made: Callable[[], str], key: str = "report") -> None:
    """A download of what `made` returns, when it is asked for: a report as HTML."""
    st.download_button(
        "Report (HTML)",
        made,
        "report.html",
        "text/html",
        key=key,
        icon=":material/description:",
        on_click="ignore",
        help="One file with settings, curves, verdict, what was measured and the weights as "
        "images. It opens in any browser, without a network.",
    )


def curves(histories: Sequence[History], field: str = "learning_rate") -> pd.DataFrame:
    """Every curve of every run: columns iteration, loss, those of EVALUATED, `field` and seed.

    A row an iteration, and one more for the end. `loss` is that of the batch that is drawn then;
    what was evaluated after so many iterations stands beside it, and nothing where nothing was.
    """
    return pd.concat([_curves(history, field) for history in histories], ignore_index=True)


def _curves(history: History, field: str) -> pd.DataFrame:
    losses = pd.DataFrame({"iteration": range(history.iteration), "loss": history.loss})
    evaluated = history.evaluations[["iteration", *EVALUATED]]
    evaluated = evaluated.drop_duplicates("iteration", keep="last")
    table = losses.merge(evaluated, on="iteration", how="outer", sort=True)
    value = getattr(history.config, field)
    if field == "learning_rate":  # that of the iteration, which may have been moved
        starts, rates = map(np.array, zip(*history.used_rates, strict=True))
        value = rates[np.searchsorted(starts, table["iteration"], side="right") - 1]
    return table.assign(**{field: value, "seed": history.config.seed})
