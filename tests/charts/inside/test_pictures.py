"""Pictures of weights that are sent several times a second."""

import numpy as np

from bp.charts import coarser


def test_a_square_of_four_becomes_its_mean() -> None:
    W1 = np.random.default_rng(0).normal(size=(28 * 28, 3))
    small, shape = coarser(W1, (28, 28))
    assert shape == (14, 14)
    images = W1.T.reshape(3, 28, 28)
    by_hand = [
        [[image[2 * y : 2 * y + 2, 2 * x : 2 * x + 2].mean() for x in range(14)] for y in range(14)]
        for image in images
    ]
    np.testing.assert_allclose(small.T.reshape(3, 14, 14), by_hand)


def test_small_and_odd_images_stay() -> None:
    for shape in ((8, 8), (27, 28), (1, 40)):
        W1 = np.ones((shape[0] * shape[1], 2))
        same, its_shape = coarser(W1, shape)
        assert same is W1
        assert its_shape == shape
