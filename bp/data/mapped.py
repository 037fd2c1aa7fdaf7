"""Data sets in memory-mapped files, which all processes of a machine share.

A worker that is handed such a data set gets the name of its folder, and maps the same pages of
memory: nothing is copied, and nothing is read twice.
"""

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from bp.data.catalogue import load_dataset
from bp.data.dataset import Dataset

ARRAYS = ("x_train", "t_train", "x_test", "t_test")
Rest = tuple[tuple[str, Any], ...]  # the other fields of a Dataset, by name


class MappedDataset(Dataset):
    """A data set whose arrays lie in `folder`; it is pickled as the folder's name."""

    folder: Path
    rest: Rest

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Another process of this machine maps the same files."""
        return open_mapped, (self.folder, self.rest)


def store_mapped(dataset: Dataset, folder: Path) -> Dataset:
    """Write `dataset` into a new `folder`, and return it as mapped from there.

    Raises OSError where the disk is full or may not be written.
    """
    folder.mkdir(parents=True)
    for name in ARRAYS:
        np.save(folder / f"{name}.npy", getattr(dataset, name))
    names = [field.name for field in fields(dataset) if field.name not in ARRAYS]
    return open_mapped(folder, tuple((name, getattr(dataset, name)) for name in names))


@lru_cache(maxsize=16)
def open_mapped(folder: Path, rest: Rest) -> Dataset:
    """Map the data set in `folder`; on a machine that lacks it, load it by its name.

    Raises DatasetError where neither can be done.
    """
    if not folder.exists():
        whole = load_dataset(dict(rest)["name"])
        is_whole = dict(rest)["image_shape"] == whole.image_shape
        return whole if is_whole else whole.varying_pixels.data
    arrays = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in ARRAYS}
    mapped = MappedDataset(**arrays, **dict(rest))
    object.__setattr__(mapped, "folder", folder)  # the way to fill a frozen dataclass
    object.__setattr__(mapped, "rest", rest)
    return mapped
