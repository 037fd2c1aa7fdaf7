"""From a drawing to what MNIST's and UCI's makers would have stored."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bp.analysis.handwriting import as_stored, resampled
from bp.data import Dataset, fit_scaling, load_dataset
from bp.training import TrainConfig, Trainer
from tests.nn.samples import Array
from tests.training.examples import blobs


@pytest.fixture(scope="module")
def mnist() -> Dataset:
    return load_dataset("mnist-5k")


@pytest.fixture(scope="module")
def digits() -> Dataset:
    return load_dataset("digits")


def image(stored: Array | None, dataset: Dataset) -> Array:
    assert stored is not None
    assert stored.dtype == np.uint8
    assert stored.shape == (dataset.features,)
    assert stored.max() <= dataset.pixel_max
    return stored.reshape(dataset.image_shape).astype(float)


def centre_of_mass(picture: Array) -> Array:
    return np.argwhere(picture).T @ picture[picture > 0] / picture.sum()


def moved(digit: Array, rng: np.random.Generator) -> Array:
    """A stored digit as somebody might draw it: elsewhere, and between half and full size."""
    side = int(56 * rng.uniform(0.5, 1))
    drawing = np.zeros((56, 56))
    top, left = rng.integers(0, 57 - side, 2)
    drawing[top : top + side, left : left + side] = resampled(digit, side, side)
    return drawing


def test_a_stored_digit_stays_as_it_is(mnist: Dataset) -> None:
    digits = mnist.x_test.reshape(-1, 28, 28)
    again = np.stack([image(as_stored(digit, mnist), mnist) for digit in digits])
    moved_by_a_pixel = np.abs(again - digits).mean(axis=(1, 2)) > 2  # by a tie in the rounding
    assert moved_by_a_pixel.mean() < 0.01


@given(
    top=st.integers(0, 30),
    left=st.integers(0, 30),
    tall=st.integers(1, 26),
    wide=st.integers(1, 26),
)
def test_the_longer_side_fills_the_box_and_the_mass_is_centred(
    top: int, left: int, tall: int, wide: int
) -> None:
    dataset = load_dataset("mnist-5k")
    drawing = np.zeros((56, 56))
    drawing[top : top + tall, left : left + wide] = 255
    picture = image(as_stored(drawing, dataset), dataset)
    assert max(np.ptp(np.argwhere(picture), axis=0) + 1) == 20
    np.testing.assert_allclose(centre_of_mass(picture), [14, 14], atol=0.51)
    assert picture.max() == 255


def test_where_it_is_drawn_and_how_strongly_makes_no_difference(mnist: Dataset) -> None:
    drawing = np.zeros((56, 56))
    drawing[5:25, 10:14] = 255
    drawing[20:25, 10:24] = 255
    one = image(as_stored(drawing, mnist), mnist)
    other = image(as_stored(np.roll(drawing, (20, 15), (0, 1)) / 3, mnist), mnist)
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("name", ["mnist-5k", "digits"])
def test_an_empty_drawing_is_none(name: str) -> None:
    assert as_stored(np.zeros((56, 56)), load_dataset(name)) is None


@pytest.mark.parametrize("name", ["mnist-5k", "digits"])
@pytest.mark.parametrize("corner", [(0, 0), (55, 55), (20, 30)])
def test_a_single_dot_can_be_read(name: str, corner: tuple[int, int]) -> None:
    drawing = np.zeros((56, 56))
    drawing[corner] = 9
    dataset = load_dataset(name)
    assert image(as_stored(drawing, dataset), dataset).sum() > 0


def test_a_full_canvas_can_be_read(mnist: Dataset, digits: Dataset) -> None:
    for dataset in (mnist, digits):
        image(as_stored(np.full((56, 56), 255), dataset), dataset)


def test_uci_fills_the_height_with_as_much_ink_as_theirs(digits: Dataset, mnist: Dataset) -> None:
    theirs = digits.x_train.mean() / 16
    for row in mnist.x_test[:50]:
        picture = image(as_stored(row.reshape(28, 28), digits), digits)
        assert picture.mean() / 16 == pytest.approx(theirs, abs=0.03)
        assert picture.any(axis=1).all()


def test_other_shapes_get_a_box_in_proportion() -> None:
    dataset = replace(blobs(), image_shape=(3, 4))
    picture = image(as_stored(np.eye(56), dataset), dataset)
    assert picture.shape == (3, 4)
    assert picture.max() == 255


def test_resampling_like_pillows_box() -> None:
    picture = np.random.default_rng(0).uniform(0, 255, (56, 40)).astype(np.float32)
    theirs = Image.fromarray(picture).resize((13, 20), Image.Resampling.BOX)
    ours = resampled(picture, 20, 13)
    assert np.abs(ours - np.asarray(theirs)).mean() < 8  # theirs counts pixels as in or out
    assert ours.mean() == pytest.approx(picture.mean(), rel=1e-6)
    np.testing.assert_allclose(
        resampled(picture, 28, 20), picture.reshape(28, 2, 20, 2).mean((1, 3))
    )


@pytest.mark.parametrize(("name", "at_least"), [("mnist-5k", 0.85), ("digits", 0.5)])
def test_drawings_are_read_by_a_network_that_never_saw_one(
    name: str, at_least: float, mnist: Dataset
) -> None:
    """MNIST's test digits, moved and scaled, stand for drawings: by other hands for UCI's."""
    dataset, rng = load_dataset(name), np.random.default_rng(0)
    trainer = Trainer(dataset, [TrainConfig(dataset=name, iterations=1_000)])
    trainer.advance(1_000)
    drawings = [moved(row.reshape(28, 28), rng) for row in mnist.x_test]
    stored = np.stack([image(as_stored(ink, dataset), dataset) for ink in drawings])
    x = fit_scaling(dataset, "unit").apply(stored.astype(np.uint8).reshape(len(stored), -1))
    assert trainer.networks[0].accuracy(x, mnist.t_test) > at_least
