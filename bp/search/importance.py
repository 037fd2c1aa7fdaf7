"""How much each varied parameter matters for the best test accuracy, judged from a sweep's table.

Source: Breiman, Random Forests (2001), section 10, for the permutation importance. It is measured
on runs that the forest has not seen, and on the same runs it is measured how good the forest is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis.wording import percent
from bp.training.config import CHOICES

if TYPE_CHECKING:
    import pandas as pd

Array = NDArray[Any]

TARGET = "best_test_accuracy"
FOLDS, TREES, SHUFFLES = 5, 50, 5
FEWEST = 2 * FOLDS  # runs: with fewer, no fold has two to compare
ENOUGH = 20  # runs for each varied parameter
POOR, FAIR = (
    0.2,
    0.6,
)  # R² on runs that were not seen: below POOR nothing is told, below FAIR a hint
COLUMNS = ["parameter", "importance", "deviation", "rank_correlation"]


@dataclass(frozen=True)
class Importance:
    """What matters, and how far it can be trusted.

    `table` has one row a parameter, the most important first: parameter (a field of TrainConfig),
    importance (by how much the mean absolute error of the forest grows when the parameter's
    values are shuffled, in test accuracy from 0 to 1), deviation (its standard deviation over
    folds and shuffles) and rank_correlation (Spearman's, nan for a choice such as the scaling).
    `r2` is the forest's R² on runs that it has not seen, nan where none was grown. Where the
    importance says nothing it is nan.
    """

    table: "pd.DataFrame"
    r2: float
    runs: int
    warning: str  # a sentence, or nothing where all is well

    @property
    def is_told(self) -> bool:
        """Whether the forest is good enough for its importances to be shown."""
        return self.r2 >= POOR


def importance(table: "pd.DataFrame", varied: Sequence[str]) -> Importance:
    """Judge the `varied` fields by the finished runs of a sweep's `table`.

    A field that has one value alone in the table is left out.
    """
    import pandas as pd  # here, since a worker needs none

    known = table[np.isfinite(table[TARGET])]
    fields = [field for field in varied if len(known[field].unique()) > 1]
    reached = known[TARGET].to_numpy(float)
    found = np.full((len(fields), 2), np.nan)
    r2 = float("nan")
    if fields and len(known) >= FEWEST and np.ptp(reached) > 0:
        columns = np.stack([_numbers(known[field]) for field in fields], axis=1)
        r2, found = _forest(columns, reached)
    if not r2 >= POOR:
        found = np.full((len(fields), 2), np.nan)
    rows = [
        (field, *found[place], _rank_correlation(known, field))
        for place, field in enumerate(fields)
    ]
    judged = pd.DataFrame(rows, columns=COLUMNS).sort_values(
        "importance", ascending=False, kind="stable", ignore_index=True
    )
    return Importance(judged, r2, len(known), _warning(reached, len(fields), r2))


def _forest(columns: Array, reached: Array) -> tuple[float, Array]:
    """R² on unseen runs, and importance and deviation `(fields, 2)`; `columns (runs, fields)`."""
    from sklearn.ensemble import RandomForestRegressor
    from sklearn.metrics import r2_score
    from sklearn.model_selection import KFold

    rng = np.random.default_rng(0)
    predicted, grown = np.empty(len(reached)), []
    for train, test in KFold(FOLDS, shuffle=True, random_state=0).split(columns):
        forest = RandomForestRegressor(TREES, random_state=0)
        forest.fit(columns[train], reached[train])
        predicted[test] = forest.predict(columns[test])
        shuffled = forest.predict(_shuffled(columns[test], rng))
        errors = np.abs(shuffled.reshape(-1, len(test)) - reached[test]).mean(axis=1)
        grown.append(errors - np.abs(predicted[test] - reached[test]).mean())
    by_field = np.concatenate(grown).reshape(FOLDS, columns.shape[1], SHUFFLES)
    found = np.stack([by_field.mean(axis=(0, 2)), by_field.std(axis=(0, 2))], axis=1)
    return float(r2_score(reached, predicted)), found


def _shuffled(columns: Array, rng: np.random.Generator) -> Array:
    """Copies of `columns (runs, fields)`, one below the other: each field shuffled some times.

    All at once, since a forest takes as long for one run as for a thousand.
    """
    copies = []
    for field in range(columns.shape[1]):
        for _ in range(SHUFFLES):
            copy = columns.copy()
            rng.shuffle(copy[:, field])
            copies.append(copy)
    return np.concatenate(copies)


def _numbers(values: "pd.Series") -> Array:
    """Numbers as they are: a tree sees their order alone. Choices as codes, in no order."""
    import pandas as pd

    if values.name in CHOICES:
        return pd.factorize(values, sort=True)[0].astype(float)
    return values.to_numpy(float)


def _rank_correlation(table: "pd.DataFrame", field: str) -> float:
    """Spearman's coefficient; nan for a choice, whose values have no order, and for a seed."""
    if field in CHOICES or field == "seed" or len(table) < 3 or table[TARGET].nunique() < 2:
        return float("nan")
    return float(table[field].rank().corr(table[TARGET].rank()))


def _warning(reached: Array, fields: int, r2: float) -> str:
    """What keeps a reader from trusting the importances, the gravest alone."""
    runs = f"{len(reached)} run{'' if len(reached) == 1 else 's'}"
    if not fields:
        return f"No parameter has two values in the {runs} so far: there is nothing to compare."
    if len(reached) < FEWEST:
        return f"{runs} are too few to tell what matters: it takes {FEWEST} at least."
    if np.ptp(reached) == 0:
        return f"All {runs} reached the same test accuracy: no parameter made a difference."
    if r2 < POOR:
        return (
            "What matters cannot be told from these runs: a random forest explains "
            f"{_explained(r2)} of how the test accuracy varies among runs that it has not seen."
        )
    if len(reached) < ENOUGH * fields:
        return (
            f"{runs} over {fields} parameters are few: the order may change with more. "
            f"About {ENOUGH * fields} are enough."
        )
    if r2 < FAIR:
        return (
            f"Take it as a hint: the forest explains only {_explained(r2)} of how the test "
            "accuracy varies among runs that it has not seen."
        )
    return ""


def _explained(r2: float) -> str:
    return "nothing" if r2 <= 0 else f"{percent(r2)}"
