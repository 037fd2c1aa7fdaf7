"""The record of a run in pages of fixed length, so that to add to it costs little however long.

A page holds plain little-endian numbers: losses are float32, all else float64. The names of the
columns of evaluations and probes are kept beside them, so that later releases may have others.
"""

import time
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bp.training import Evaluation, History, Probe, TrainConfig

SPARKS = 24  # points of a spark line
ROWS = {"loss": 16_384, "seconds": 4_096, "evaluations": 1_024, "probes": 1_024}  # of a page
COLUMNS = {
    "evaluations": [field.name for field in fields(Evaluation)],
    "probes": [field.name for field in fields(Probe)],
}


class Page(NamedTuple):
    """Rows of one curve of a run: page `number` begins with row `number * ROWS[curve]`."""

    curve: str
    number: int
    content: bytes

    def continues(self, written: Mapping[str, int]) -> bool:
        """Whether its first rows are among those that are `written` already."""
        return self.number * ROWS[self.curve] < written.get(self.curve, 0)


def pages_from(history: History, written: Mapping[str, int]) -> Iterator[Page]:
    """The pages that are new or longer, where so many rows of each curve are written already."""
    for curve, rows in curves(history).items():
        size = ROWS[curve]
        for number in range(min(written.get(curve, 0), len(rows)) // size, -(-len(rows) // size)):
            part = rows[number * size : (number + 1) * size]
            yield Page(curve, number, part.tobytes())


def lengths(history: History) -> dict[str, int]:
    """How many rows each curve has."""
    return {
        "loss": len(history.loss),
        "seconds": len(history.seconds),
        "evaluations": len(history.evaluation_records),
        "probes": len(history.probe_records),
    }


def facts_of(history: History) -> dict[str, Any]:
    """What else a history holds, as JSON has it."""
    return {
        "rates": history.rates,
        "train_size": history.train_size,
        "class_shares": list(history.class_shares),
        "pixel_max": history.pixel_max,
        "columns": COLUMNS,
        "lengths": lengths(history),
    }


def figures(history: History, verdict: str, nearly: str | None) -> dict[str, Any]:
    """What the table of runs shows of a run, which is judged already."""
    records = history.evaluation_records
    accuracies = records.column("test_accuracy")
    some = np.linspace(0, len(accuracies) - 1, min(SPARKS, len(accuracies))).astype(int)
    return {
        "changed": time.time(),
        "config": dict(vars(history.config)),
        "iteration": history.iteration,
        "test_accuracy": float(accuracies[-1]) if len(accuracies) else None,
        "best_test_accuracy": float(accuracies.max()) if len(accuracies) else None,
        "verdict": verdict,
        "sparkline": [round(float(accuracy), 4) for accuracy in accuracies[some]],
        "facts": facts_of(history) | {"nearly": nearly},
    }


def history_of(config: TrainConfig, facts: Mapping[str, Any], pages: list[Page]) -> History:
    """The history that was taken apart into `facts` and `pages`."""
    history = History(
        config,
        train_size=facts["train_size"],
        class_shares=tuple(facts["class_shares"]),
        pixel_max=facts.get("pixel_max", 255),  # the first kept runs did not have it
    )
    columns = {curve: len(facts["columns"].get(curve, [""])) for curve in ROWS}
    rows = {
        curve: _joined(curve, pages, columns[curve])[: facts["lengths"][curve]] for curve in ROWS
    }
    history.record_losses(rows["loss"].ravel())
    history.rates = [(int(iteration), float(rate)) for iteration, rate in facts["rates"]]
    evaluations = _records(Evaluation, facts["columns"]["evaluations"], rows["evaluations"])
    for evaluation, seconds in zip(evaluations, rows["seconds"].ravel().tolist(), strict=True):
        history.record_evaluation(evaluation, seconds)
    for row in _records(Probe, facts["columns"]["probes"], rows["probes"]):
        history.record_probe(row)
    return history


def curves(history: History) -> dict[str, NDArray[Any]]:
    """The rows of each curve."""
    return {
        "loss": history.loss.astype("<f4"),
        "seconds": np.array(history.seconds, "<f8"),
        "evaluations": _table(history.evaluation_records, COLUMNS["evaluations"]),
        "probes": _table(history.probe_records, COLUMNS["probes"]),
    }


def _table(records: Any, columns: list[str]) -> NDArray[np.float64]:
    return np.stack([records.column(name) for name in columns], axis=1).astype("<f8")


def _joined(curve: str, pages: list[Page], columns: int) -> NDArray[Any]:
    """All rows of a curve, `(rows, columns)`, and maybe more where a longer one was replaced."""
    ordered = sorted((page for page in pages if page.curve == curve), key=lambda page: page.number)
    content = b"".join(page.content for page in ordered)
    return np.frombuffer(content, "<f4" if curve == "loss" else "<f8").reshape(-1, columns)


def _records(kind: Any, columns: list[str], rows: NDArray[np.float64]) -> Iterator[Any]:
    """One record a row; what an earlier release did not measure is 0, as is what is unknown now."""
    types: dict[str, Any] = {field.name: field.type for field in fields(kind)}
    found = [(columns.index(name) if name in columns else None) for name in types]
    for row in rows.tolist():
        values = [0 if place is None else row[place] for place in found]
        yield kind(*[type_(value) for type_, value in zip(types.values(), values, strict=True)])
