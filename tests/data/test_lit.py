"""Pixels that are dark in every image are left out of training."""

import pickle

import numpy as np
import pytest

from bp.data import load_dataset
from tests.data.examples import tiny_dataset


def test_dark_in_every_image_of_both_parts() -> None:
    train = np.array([[0, 9, 0], [0, 9, 0]], np.uint8)
    test = np.array([[0, 0, 0], [0, 0, 3]], np.uint8)
    t = np.array([0, 1])
    lit = tiny_dataset(x_train=train, x_test=test, t_train=t, t_test=t).lit
    assert lit.columns.tolist() == [1, 2]
    assert lit.data.x_train.tolist() == [[9, 0], [9, 0]]
    assert lit.data.x_test.tolist() == [[0, 0], [0, 3]]
    assert (lit.data.features, lit.data.name, lit.data.pixel_max) == (2, "tiny", 255)


def test_a_data_set_of_darkness_keeps_a_pixel() -> None:
    dark = np.zeros((4, 3), np.uint8)
    assert tiny_dataset(x_train=dark, x_test=dark[:2]).lit.columns.tolist() == [0]


@pytest.mark.parametrize(("name", "pixels"), [("digits", 61), ("mnist-5k", 663)])
def test_real_digits(name: str, pixels: int) -> None:
    dataset = load_dataset(name)
    assert dataset.lit is dataset.lit
    assert len(dataset.lit.columns) == dataset.lit.data.features == pixels
    whole = np.zeros_like(dataset.x_train)
    whole[:, dataset.lit.columns] = dataset.lit.data.x_train
    np.testing.assert_array_equal(whole, dataset.x_train)


def test_that_of_a_named_data_set_is_pickled_as_a_name() -> None:
    data = load_dataset("digits").lit.data
    pickled = pickle.dumps(data)
    assert len(pickled) < 200
    assert pickle.loads(pickled) is data
