"""The picture of the boundary, its colours, and its axes of rates."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from bp.charts.boundary import (
    CONVERGED,
    DIVERGED,
    SELECTION,
    boundary_map,
    boundary_picture,
    boundary_table,
)

SPAN = (-1.0, 3.0, -2.0, 2.0)


def pixels(image: np.ndarray) -> np.ndarray:
    """The picture's colours, `(height, width, 4)`."""
    data = base64.b64decode(boundary_picture(image).partition(",")[2])
    return np.array(Image.open(io.BytesIO(data)).convert("RGBA"))


def rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def luminance(colour: str) -> float:
    """By WCAG 2.2."""
    shares = [value / 255 for value in rgb(colour)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in shares]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def test_slowest_and_fastest_have_the_ends_of_their_scales() -> None:
    """Minus the sum of the losses where a run converged, the sum of their inverses else."""
    found = pixels(np.array([[-90.0, -10.0], [90.0, 10.0]]))
    assert found[1, 0, :3].tolist() == rgb(CONVERGED[0])  # the first row is the lowest
    assert found[1, 1, :3].tolist() == rgb(CONVERGED[1])
    assert found[0, 0, :3].tolist() == rgb(DIVERGED[0])
    assert found[0, 1, :3].tolist() == rgb(DIVERGED[1])
    assert (found[..., 3] == 255).all()


def test_along_the_boundary_dark_meets_pale() -> None:
    dark, pale = luminance(CONVERGED[0]), luminance(DIVERGED[0])
    assert (pale + 0.05) / (dark + 0.05) > 7


def test_what_is_to_come_has_the_colour_of_the_coarser_grid() -> None:
    image = np.full((4, 4), np.nan)
    assert (pixels(image)[..., 3] == 0).all()
    image[::2, ::2] = [[-5, 5], [5, -5]]
    found = pixels(image)[::-1]
    assert (found == found[::2, ::2].repeat(2, axis=0).repeat(2, axis=1)).all()


def test_one_kind_of_run_alone_is_drawn() -> None:
    assert (pixels(np.full((4, 4), -3.0))[..., 3] == 255).all()


def test_the_table_has_the_picture_and_its_ends() -> None:
    table = boundary_table(np.full((4, 4), -3.0), SPAN)
    assert table.drop(columns="url").to_numpy().tolist() == [list(SPAN)]
    assert table["url"][0].startswith("data:image/png;base64,")


@pytest.mark.parametrize(("high", "digits"), [(3.0, 3), (-1 + 1e-5, 7)])
def test_rates_have_as_many_digits_as_tell_them_apart(high: float, digits: int) -> None:
    span = (-1.0, high, 0.0, 1.0)
    spec = boundary_map(boundary_table(np.ones((4, 4)), span), span=span).to_dict()
    axis = spec["encoding"]["x"]["axis"]
    assert f"format(pow(10, datum.value), ',.{digits}~g')" in axis["labelExpr"]
    assert spec["encoding"]["x"]["scale"]["domain"] == [-1.0, high]


def test_a_rectangle_can_be_drawn_where_it_is_asked_for() -> None:
    table = boundary_table(np.ones((4, 4)), SPAN)
    assert "params" not in boundary_map(table, span=SPAN).to_dict()
    (selection,) = boundary_map(table, span=SPAN, selectable=True).to_dict()["params"]
    assert selection["name"] == SELECTION
    assert selection["select"]["type"] == "interval"
