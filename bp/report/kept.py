"""Reports of kept runs."""

from collections.abc import Sequence

from sqlalchemy import Engine

from bp.data import Dataset, DatasetError, load_dataset
from bp.report.page import report
from bp.report.run import Reported
from bp.store import KeptRun, load_history, load_network


def kept_report(database: Engine, runs: Sequence[KeptRun]) -> str:
    """The report of runs as they were kept. Raises StoreError where one is gone."""
    labels = [run.label for run in runs]
    names = [
        f"{run.label} ({run.id})" if labels.count(run.label) > 1 else run.label for run in runs
    ]
    title = names[0] if len(runs) == 1 else f"{len(runs)} runs beside each other"
    return report(title, [_reported(database, *each) for each in zip(runs, names, strict=True)])


def _reported(database: Engine, run: KeptRun, name: str) -> Reported:
    history, network = load_history(database, run.id), load_network(database, run.id)
    return Reported(name, history, network, _data(history.config.dataset), run.notes)


def _data(name: str) -> Dataset | None:
    """None where it cannot be had: the report is without images of the weights then."""
    try:
        return load_dataset(name)
    except DatasetError:
        return None
