import pickle
from typing import Any

import numpy as np
import pytest
from sklearn.model_selection import train_test_split

from bp.data import Dataset, DatasetError
from bp.data.dataset import split
from tests.data.examples import tiny_dataset


@pytest.mark.parametrize("size", [2, 11, 100, 1797, 5000, 60_000])
def test_split_equals_scikit_learns(size: int) -> None:
    x = np.arange(2 * size).astype(np.uint8).reshape(size, 2)
    t = np.arange(size)
    expected = train_test_split(x, t, test_size=0.18, random_state=42)
    for ours, theirs in zip(split(x, t), expected, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_sizes_are_those_of_the_network() -> None:
    dataset = tiny_dataset()
    assert (dataset.features, dataset.num_classes) == (3, 2)


def test_arrays_are_contiguous_and_read_only() -> None:
    dataset = tiny_dataset(x_train=np.asfortranarray(np.ones((4, 3), np.uint8)))
    assert dataset.x_train.flags.c_contiguous
    for array in (dataset.x_train, dataset.t_train, dataset.x_test, dataset.t_test):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"x_train": np.ones((4, 3))}, "training images are float64"),
        ({"x_test": np.ones((2, 4), np.uint8)}, r"1 × 3 pixels"),
        ({"x_train": np.ones(3, np.uint8)}, r"shape \(3,\)"),
        ({"t_train": np.array([0, 1, 1])}, "each of the 4 images"),
        ({"t_test": np.array([0.0, 1.0])}, "test labels are float64"),
        ({"t_test": np.array([0, 2])}, "must go from 0 to 1"),
        ({"t_test": np.array([0, -1])}, "labels go from -1 to 0"),
        ({"pixel_max": 16}, "a pixel of 255: pixels go from 0 to 16"),
        ({"x_test": np.ones((0, 3), np.uint8), "t_test": np.ones(0, int)}, "no test image"),
    ],
)
def test_what_does_not_fit_is_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DatasetError, match=sentence):
        tiny_dataset(**changes)


def test_pickles_whole_and_stays_read_only() -> None:
    dataset = tiny_dataset()
    copy: Dataset = pickle.loads(pickle.dumps(dataset))
    assert (copy.name, copy.classes, copy.image_shape) == ("tiny", ("no", "yes"), (1, 3))
    np.testing.assert_array_equal(copy.x_train, dataset.x_train)
    np.testing.assert_array_equal(copy.t_test, dataset.t_test)
    assert not copy.x_train.flags.writeable


def test_the_sample_of_a_sorted_file_has_all_classes_and_is_always_the_same() -> None:
    x = np.arange(20_000, dtype=np.uint8).repeat(3).reshape(20_000, 3)
    t = np.sort(np.arange(20_000) % 2)
    dataset = tiny_dataset(x_train=x, t_train=t)
    images, labels = dataset.sample
    assert images.shape == (1_000, 3)
    assert 0.4 < labels.mean() < 0.6
    for ours, again in zip(dataset.sample, tiny_dataset(x_train=x, t_train=t).sample, strict=True):
        np.testing.assert_array_equal(ours, again)
    rows = {(tuple(image), label) for image, label in zip(x.tolist(), t.tolist(), strict=True)}
    pairs = zip(images.tolist(), labels.tolist(), strict=True)
    assert {(tuple(image), label) for image, label in pairs} <= rows


def test_a_small_data_set_is_sampled_whole() -> None:
    dataset = tiny_dataset()
    assert sorted(dataset.sample[1].tolist()) == sorted(dataset.t_train.tolist())
