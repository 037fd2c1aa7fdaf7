"""Data sets that every worker of a cluster holds: they are sent once, not with every slice."""

import hashlib
import pickle
from collections.abc import Callable
from dataclasses import fields
from typing import Any

from bp.data import Dataset

_HELD: dict[str, "HeldDataset"] = {}  # in this process, by their keys


class HeldDataset(Dataset):
    """A data set that is pickled as its key: who opens it finds the one that it holds itself."""

    key: str  # the same for the same content

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Another process holds the same data."""
        return _open, (self.key,)


def hold(data: Dataset) -> HeldDataset:
    """Keep a data set in this process, under the key of its content."""
    return hold_content(content(data))


def content(data: Dataset) -> tuple[Any, ...]:
    """All that makes a data set, to be sent."""
    return tuple(getattr(data, field.name) for field in fields(data))


def hold_content(whole: tuple[Any, ...]) -> HeldDataset:
    """Keep the data set of this `content` in this process; one that it holds already stays."""
    key = hashlib.sha256(pickle.dumps(whole)).hexdigest()
    if key not in _HELD:
        held = HeldDataset(*whole)
        object.__setattr__(held, "key", key)  # the way to fill a frozen dataclass
        _HELD[key] = held
    return _HELD[key]


def _open(key: str) -> HeldDataset:
    return _HELD[key]  # or a KeyError: a worker that was never given it counts as lost
