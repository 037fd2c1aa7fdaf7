"""Taking curves away: a table of every loss and of every evaluation."""

from collections.abc import Sequence

import pandas as pd

from bp.training import History

EVALUATED = ["train_accuracy", "test_accuracy", "test_loss"]


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
    return table.assign(**{field: getattr(history.config, field), "seed": history.config.seed})
