"""Data sets in memory-mapped files."""

import pickle
import shutil
from pathlib import Path

import numpy as np
import pytest

from bp.data import DatasetError, load_dataset
from bp.data.mapped import ARRAYS, open_mapped, store_mapped
from tests.data.examples import tiny_dataset


def test_it_is_the_data_set_in_files(tmp_path: Path) -> None:
    dataset = tiny_dataset()
    mapped = store_mapped(dataset, tmp_path / "tiny")
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(mapped, name), getattr(dataset, name))
        assert not getattr(mapped, name).flags.writeable
        base = getattr(mapped, name).base
        assert isinstance(base, np.memmap)
    assert (mapped.name, mapped.classes, mapped.image_shape) == ("tiny", ("no", "yes"), (1, 3))


def test_it_is_pickled_as_the_name_of_its_folder(tmp_path: Path) -> None:
    mapped = store_mapped(tiny_dataset(), tmp_path / "tiny")
    assert pickle.loads(pickle.dumps(mapped)) is mapped
    open_mapped.cache_clear()  # as in another process
    again = pickle.loads(pickle.dumps(mapped))
    np.testing.assert_array_equal(again.x_train, mapped.x_train)


def test_a_machine_without_the_folder_loads_the_data_by_name(tmp_path: Path) -> None:
    digits = load_dataset("digits").varying_pixels.data
    pickled = pickle.dumps(store_mapped(digits, tmp_path / "digits"))
    shutil.rmtree(tmp_path / "digits")
    open_mapped.cache_clear()
    assert pickle.loads(pickled) is digits


def test_data_of_no_name_is_missed_in_words(tmp_path: Path) -> None:
    pickled = pickle.dumps(store_mapped(tiny_dataset(), tmp_path / "tiny"))
    shutil.rmtree(tmp_path / "tiny")
    open_mapped.cache_clear()
    with pytest.raises(DatasetError, match="no data set 'tiny'"):
        pickle.loads(pickled)
