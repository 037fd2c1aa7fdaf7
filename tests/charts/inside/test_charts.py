"""Pictures of weights and digits, and the charts of a network's inside."""

import base64
import io
from typing import Any

import altair as alt
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from bp.charts import (
    confusion_matrix,
    data_uris,
    digits_picture,
    probability_bars,
    rate_and_limit,
    unit_histogram,
    weight_limit,
    weights_picture,
)
from tests.nn.samples import Array

SHAPE = (3, 4)
RED, GREEN, BLUE, OPACITY = range(4)
CHARTS = [confusion_matrix, unit_histogram, probability_bars, rate_and_limit]


def opened(uri: str) -> Image.Image:
    start = "data:image/png;base64,"
    assert uri.startswith(start)
    return Image.open(io.BytesIO(base64.b64decode(uri.removeprefix(start))))


def tile(picture: Array, row: int, column: int) -> Array:
    """One tile without the lines around it."""
    height, width = SHAPE
    top, left = row * (height + 1) + 1, column * (width + 1) + 1
    return picture[top : top + height, left : left + width]


def weights(W1: Array, **options: Any) -> Array:
    picture = opened(weights_picture(W1, SHAPE, limit=1.0, columns=2, **options))
    return np.asarray(picture.convert("RGBA")).astype(int)


def test_blue_for_vermillion_against_and_nothing_for_zero() -> None:
    W1 = np.zeros((12, 3))
    W1[:, 0], W1[:, 1] = 1, -1
    W1[5, 0] = 0.5
    picture = weights(W1)
    assert picture.shape == (2 * 4 + 1, 2 * 5 + 1, 4)
    for_it, against, zero = tile(picture, 0, 0), tile(picture, 0, 1), tile(picture, 1, 0)
    assert (for_it[..., BLUE] > for_it[..., RED]).all()
    assert (against[..., RED] > against[..., BLUE]).all()
    assert (against[..., OPACITY] == 255).all()
    assert (zero[..., OPACITY] == 0).all()
    assert (tile(picture, 1, 1)[..., OPACITY] == 0).all()  # no unit is there
    assert for_it[1, 1, OPACITY] == pytest.approx(127, abs=2)  # the weight of pixel 5


def test_opposite_weights_are_as_strong_and_the_largest_have_the_full_colour() -> None:
    W1 = np.linspace(-3, 3, 24).reshape(12, 2)
    one, other = weights(W1), weights(-W1)
    np.testing.assert_array_equal(one[..., OPACITY], other[..., OPACITY])
    assert one[..., OPACITY].max() == 255


def test_dead_units_are_crossed_out_and_faded() -> None:
    W1 = np.ones((12, 2))
    crossed = weights(W1, crossed=np.array([True, False]))
    dead, alive = tile(crossed, 0, 0), tile(crossed, 0, 1)
    np.testing.assert_array_equal(dead[0, 0], [136, 136, 136, 255])
    np.testing.assert_array_equal(dead[0, 3], [136, 136, 136, 255])
    assert dead[1, 0, OPACITY] < 100
    np.testing.assert_array_equal(alive, tile(weights(W1), 0, 1))


def test_strength_fades() -> None:
    picture = weights(np.ones((12, 2)), strength=np.array([1.0, 0.1]))
    assert tile(picture, 0, 0)[..., OPACITY].min() == 255
    assert tile(picture, 0, 1)[..., OPACITY].max() < 40


@pytest.mark.parametrize(("W1", "limit"), [(np.zeros((3, 2)), 1), (np.full((3, 2), -2.0), 2)])
def test_the_limit_of_the_colours(W1: Array, limit: float) -> None:
    assert weight_limit(W1) == limit


def test_two_hundred_units_are_a_small_picture() -> None:
    W1 = np.random.default_rng(0).standard_normal((784, 200))
    assert len(weights_picture(W1, (28, 28), limit=3, columns=20)) < 250_000


def test_digits_as_they_are_stored() -> None:
    pixels = np.array([np.arange(12), np.full(12, 16)])
    picture = np.asarray(opened(digits_picture(pixels, SHAPE, 16, columns=2)))
    np.testing.assert_array_equal(
        tile(picture, 0, 0), np.rint(np.arange(12) * 255 / 16).reshape(SHAPE)
    )
    assert (tile(picture, 0, 1) == 255).all()


def test_one_address_an_image() -> None:
    uris = data_uris(np.array([np.zeros(12), np.full(12, 255)]), SHAPE, 255, enlarged=3)
    black, white = (np.asarray(opened(uri)) for uri in uris)
    assert black.shape == (9, 12)
    assert (black == 0).all()
    assert (white == 255).all()
    assert data_uris(np.zeros((0, 12)), SHAPE, 255, enlarged=3) == []


@pytest.mark.parametrize("chart", CHARTS)
def test_charts_are_valid_without_any_figure(chart: Any) -> None:
    spec = chart(alt.NamedData(name="figures")).to_dict()
    assert spec["config"]
    named = [layer["data"]["name"] for layer in spec.get("layer", []) if "data" in layer]
    assert set(named) | {spec.get("data", {}).get("name")} >= {"figures"}


def test_the_text_of_a_cell_is_the_figure_asked_for() -> None:
    for figure in ("count", "share"):
        spec = confusion_matrix(pd.DataFrame(), figure=figure).to_dict()
        fields = [layer["encoding"].get("text", {}).get("field") for layer in spec["layer"]]
        assert fields == [None, figure, figure]


def test_both_lines_of_the_curvature_have_a_name() -> None:
    made = rate_and_limit(pd.DataFrame(columns=["iteration", "line", "value", "largest"])).to_dict()
    channels = [layer["encoding"] for layer in made["layer"]]
    named = [one for encoding in channels for one in encoding.values() if "line" in str(one)]
    assert named
    assert all(one.get("legend", "shown") is not None for one in named if isinstance(one, dict))
