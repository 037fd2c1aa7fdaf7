"""Digits look like digits, and scribbles do not, whatever a network answers."""

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from bp.analysis.handwriting import as_stored
from bp.analysis.unlike import nearest_distances, references_of, share_nearer
from bp.app.inside.canvas import CELLS
from bp.app.inside.drawing import UNLIKE
from bp.data import load_dataset

MNIST = load_dataset("mnist-5k")
Stroke = list[tuple[float, float]]  # x and y, 0 to 1
DIGITS: dict[str, list[Stroke]] = {
    "1": [[(0.5, 0.1), (0.5, 0.9)]],
    "2": [[(0.25, 0.25), (0.5, 0.1), (0.72, 0.25), (0.6, 0.5), (0.25, 0.88), (0.75, 0.88)]],
    "3": [[(0.25, 0.15), (0.7, 0.15), (0.45, 0.45), (0.7, 0.6), (0.6, 0.85), (0.25, 0.85)]],
    "4": [[(0.6, 0.1), (0.2, 0.6), (0.8, 0.6)], [(0.6, 0.1), (0.6, 0.95)]],
    "7": [[(0.2, 0.15), (0.8, 0.15), (0.4, 0.9)]],
}


def drawn(strokes: list[Stroke], pen: int) -> NDArray[np.uint8]:
    image = Image.new("L", (CELLS, CELLS))
    for stroke in strokes:
        ImageDraw.Draw(image).line([(x * CELLS, y * CELLS) for x, y in stroke], 255, pen)
    pixels = as_stored(np.asarray(image, np.float64), MNIST)
    assert pixels is not None
    return pixels


@pytest.mark.parametrize("digit", DIGITS)
@pytest.mark.parametrize("pen", [4, 6])
def test_a_drawn_digit_is_like_a_digit(digit: str, pen: int) -> None:
    assert share_nearer(drawn(DIGITS[digit], pen), MNIST) < 0.85 < UNLIKE


def test_nearly_every_scribble_is_unlike_one() -> None:
    rng = np.random.default_rng(1)
    scribbles = [rng.uniform(0.05, 0.95, (rng.integers(8, 25), 2)) for _ in range(30)]
    shares = [share_nearer(drawn([list(map(tuple, one))], 4), MNIST) for one in scribbles]
    assert sum(share > UNLIKE for share in shares) >= 27


def test_an_image_that_is_there_is_as_near_as_can_be() -> None:
    assert references_of(MNIST) == len(MNIST.x_train)
    assert share_nearer(MNIST.x_train[7], MNIST) == 0


def test_the_distance_by_a_plain_loop() -> None:
    images, references = MNIST.x_test[:5], MNIST.x_train[:40]
    by_hand = [
        min(np.linalg.norm(a.astype(float) - b.astype(float)) for b in references) for a in images
    ]
    np.testing.assert_allclose(nearest_distances(images, references), by_hand, rtol=1e-3)
