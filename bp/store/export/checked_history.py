"""The history in an archive, checked: each number is one that a training could have recorded."""

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.store.export.values import is_number, is_whole, mapping, need, within
from bp.store.keeping import one_line
from bp.store.pages import COLUMNS, Page, history_of
from bp.training import History, TrainConfig
from bp.training.config import LIMITS

Rows = Mapping[str, NDArray[Any]]


def checked_history(config: TrainConfig, facts: Any, curves: Rows) -> History:
    """The history of an archive, of its facts and curves. Raises ValueError with a sentence."""
    facts = _facts(facts, curves)
    need(len(curves["loss"]) <= config.iterations, "its curve is longer than its iterations.")
    for curve, rows in curves.items():
        columns = facts["columns"].get(curve)
        shape = (len(rows),) if columns is None else (len(rows), len(columns))
        need(rows.shape == shape, f"its {curve} have shape {rows.shape}.")
    seconds, evaluations = curves["seconds"], curves["evaluations"]
    need(len(seconds) == len(evaluations), "it has a time for less, or more, than was evaluated.")
    need(within(seconds, 0, np.inf), "its seconds cannot be.")
    for curve in COLUMNS:
        for name, column in zip(facts["columns"][curve], curves[curve].T, strict=True):
            _check_column(name, column, config.hidden_size, len(curves["loss"]))
    pages = [Page(curve, 0, rows.tobytes()) for curve, rows in curves.items()]
    return history_of(config, facts, pages)


def _facts(facts: Any, curves: Rows) -> dict[str, Any]:
    found = {"pixel_max": 255, **mapping("facts", facts)}  # the first archives did not have it
    for name in ("train_size", "pixel_max"):
        need(is_whole(found[name], 1, 10**9), f"its {name} cannot be.")
    shares = found["class_shares"]
    need(isinstance(shares, list) and shares, "it has no classes.")
    need(all(is_number(share, 0, 1) for share in shares), "its classes have shares that are none.")
    need(math.isclose(sum(shares), 1, abs_tol=1e-3), "its classes have shares that are none.")
    _check_rates(found["rates"], len(curves["loss"]))
    columns = mapping("columns", found["columns"])
    for curve in COLUMNS:
        names = columns[curve]
        are_names = isinstance(names, list) and all(isinstance(name, str) for name in names)
        need(are_names and len(set(names)) == len(names), f"its {curve} have columns without name.")
        need("iteration" in names, f"its {curve} have no iteration.")
    found["columns"] = {curve: columns[curve] for curve in COLUMNS}
    found["lengths"] = {curve: len(rows) for curve, rows in curves.items()}
    return found


def _check_rates(rates: Any, iterations: int) -> None:
    lowest, highest = LIMITS["learning_rate"].lowest, LIMITS["learning_rate"].highest
    need(isinstance(rates, list) and rates, "it has no learning rate.")
    for pair in rates:
        is_pair = isinstance(pair, list) and len(pair) == 2 and is_whole(pair[0], 0, iterations)
        need(is_pair and is_number(pair[1], lowest, highest), "its learning rates cannot be.")
    starts = [start for start, _ in rates]
    is_ordered = starts[0] == 0 and starts == sorted(set(starts))
    need(is_ordered, "its learning rates are in no order.")


def _check_column(name: str, column: NDArray[Any], hidden: int, iterations: int) -> None:
    """Losses and lengths may be infinite or no number, where a run diverged; nothing else may."""
    highest = {"iteration": iterations, "dead_units": hidden, "epoch": np.inf}.get(name)
    if name.endswith("_accuracy"):
        highest = 1
    if highest is not None:
        need(within(column, 0, highest), f"a value of {one_line(name)} cannot be.")
    if name in ("iteration", "dead_units"):
        need((column % 1 == 0).all(), f"a value of {name} is not whole.")
    if name == "iteration":
        need((np.diff(column) >= 0).all(), "its iterations are in no order.")
