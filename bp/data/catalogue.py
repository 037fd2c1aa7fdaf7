"""The data sets that come by name, each loaded once per process."""

import copyreg
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from bp.data.dataset import Dataset, DatasetError
from bp.data.digits import load_digits
from bp.data.mnist import load_mnist, report_split
from bp.data.mnist5k import load_mnist5k


@dataclass(frozen=True)
class Source:
    """One entry of the data menu."""

    label: str
    description: str
    load: Callable[[], Dataset]


def _load_mnist_report() -> Dataset:
    return report_split(load_dataset("mnist"))


DATASETS: dict[str, Source] = {
    "mnist-5k": Source(
        "MNIST, 5,000 digits",
        "5,000 real MNIST digits of 28 × 28 pixels, 500 of each. No network needed.",
        load_mnist5k,
    ),
    "digits": Source(
        "Digits, 8 × 8",
        "1,797 digits of 8 × 8 pixels from scikit-learn. No network needed.",
        load_digits,
    ),
    "mnist": Source(
        "MNIST, all 70,000 digits",
        "60,000 digits to train on and 10,000 to test, downloaded on first use.",
        load_mnist,
    ),
    "mnist-report": Source(
        "MNIST, the report's split",
        "MNIST's 60,000 training digits, split as the report did: 49,200 and 10,800.",
        _load_mnist_report,
    ),
}

_loaded: dict[str, Dataset] = {}
_locks: dict[str, Lock] = {}  # one a name: a slow download must not hold up the others


def load_dataset(name: str) -> Dataset:
    """Return the data set called `name`, the same object to every caller in this process.

    Raises DatasetError for a name that is not in DATASETS, or where loading fails; a failure is
    not remembered, so the next call tries again.
    """
    if name not in DATASETS:
        raise DatasetError(f"There is no data set {name!r}: choose one of {', '.join(DATASETS)}.")
    with _locks.setdefault(name, Lock()):
        if name not in _loaded:
            _loaded[name] = DATASETS[name].load()
        return _loaded[name]


def load_varying_pixels(name: str) -> Dataset:
    """Return the data set called `name` without its constant zero pixels."""
    return load_dataset(name).varying_pixels.data


def _reduce(dataset: Dataset) -> tuple[Callable[..., Any], tuple[Any, ...]]:
    """Pickle what this catalogue loaded as its name: a worker loads its own, 47 MB stay here."""
    loaded = _loaded.get(dataset.name)
    if loaded is dataset:
        return load_dataset, (dataset.name,)
    if loaded is not None and loaded.varying_pixels.data is dataset:
        return load_varying_pixels, (dataset.name,)
    return dataset.__reduce__()


copyreg.pickle(Dataset, _reduce)
