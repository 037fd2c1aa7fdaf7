"""Pixels that are 0 in every image are left out of training."""

import pickle

import numpy as np
import pytest

from bp.data import load_dataset
from tests.data.examples import tiny_dataset


def test_zero_in_every_image_of_both_parts() -> None:
    train = np.array([[0, 9, 0], [0, 9, 0]], np.uint8)
    test = np.array([[0, 0, 0], [0, 0, 3]], np.uint8)
    t = np.array([0, 1])
    varying = tiny_dataset(x_train=train, x_test=test, t_train=t, t_test=t).varying_pixels
    assert varying.columns.tolist() == [1, 2]
    assert varying.data.x_train.tolist() == [[9, 0], [9, 0]]
    assert varying.data.x_test.tolist() == [[0, 0], [0, 3]]
    assert (varying.data.features, varying.data.name, varying.data.pixel_max) == (2, "tiny", 255)


def test_a_data_set_of_zeros_keeps_a_pixel() -> None:
    zeros = np.zeros((4, 3), np.uint8)
    assert tiny_dataset(x_train=zeros, x_test=zeros[:2]).varying_pixels.columns.tolist() == [0]


@pytest.mark.parametrize(("name", "pixels"), [("digits", 61), ("mnist-5k", 663)])
def test_real_digits(name: str, pixels: int) -> None:
    dataset = load_dataset(name)
    assert dataset.varying_pixels is dataset.varying_pixels
    assert len(dataset.varying_pixels.columns) == dataset.varying_pixels.data.features == pixels
    whole = np.zeros_like(dataset.x_train)
    whole[:, dataset.varying_pixels.columns] = dataset.varying_pixels.data.x_train
    np.testing.assert_array_equal(whole, dataset.x_train)


def test_that_of_a_named_data_set_is_pickled_as_a_name() -> None:
    data = load_dataset("digits").varying_pixels.data
    pickled = pickle.dumps(data)
    assert len(pickled) < 200
    assert pickle.loads(pickled) is data
