"""Weights and digits as pictures: many small images composed into one PNG.

Every function returns an address that holds the picture itself (`data:image/png;base64,...`).
"""

import base64
import io
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from bp.charts.palette import BLUE, VERMILLION

Array = NDArray[Any]

ZERO, FRAME, MARK = 127, 254, 255  # places in the palette: 1 is most negative, 253 most positive
LEVELS = 126  # of each colour
FADED = 0.35  # strength of a tile that is crossed out
BLACK, GREY = 0, 90
LARGE = 16  # pixels a side
QUANTILE = 0.995  # of the weights' sizes: the few beyond have the full colour, too


def weight_limit(W1: Array) -> float:
    """The size of a weight that gets the full colour; 1 where all are 0."""
    return float(np.quantile(np.abs(W1), QUANTILE)) or 1.0


def coarser(W1: Array, image_shape: tuple[int, int]) -> tuple[Array, tuple[int, int]]:
    """Each square of 2 × 2 pixels as their mean, where an image is large; and its new shape.

    A quarter of the bytes, for pictures that are sent several times a second.
    """
    height, width = image_shape
    if height % 2 or width % 2 or max(image_shape) <= LARGE:
        return W1, image_shape
    squares = W1.reshape(height // 2, 2, width // 2, 2, -1)
    return squares.mean(axis=(1, 3)).reshape(-1, W1.shape[1]), (height // 2, width // 2)


def weights_picture(
    W1: Array,
    image_shape: tuple[int, int],
    *,
    limit: float,
    columns: int,
    crossed: Array | None = None,
    strength: Array | None = None,
    levels: int = LEVELS,
) -> str:
    """A tile a hidden unit, row by row: blue where a pixel speaks for it, vermillion against it.

    `W1 (features, hidden)`; zero is transparent, so that it fits a light and a dark page. Units
    in `crossed (hidden,)` get a cross; `strength (hidden,)`, 0 to 1, fades the others. Fewer
    `levels` of each colour make a smaller file.
    """
    hidden = W1.shape[1]
    crossed = np.zeros(hidden, bool) if crossed is None else crossed
    strength = np.where(crossed, FADED, 1) if strength is None else strength
    tiles = (W1 / limit).clip(-1, 1) * strength
    steps = np.rint(levels * tiles.T) * (LEVELS / levels)
    places = np.rint(ZERO + steps).astype(np.uint8).reshape(-1, *image_shape)
    _cross_out(places, np.flatnonzero(crossed))
    return as_png(_composed(places, columns, gap=FRAME, blank=ZERO), palette=_diverging())


def digits_picture(
    pixels: Array, image_shape: tuple[int, int], pixel_max: int, columns: int
) -> str:
    """Images `(N, features)` as they are stored, light ink on black, row by row."""
    tiles = np.rint(pixels * (255 / pixel_max)).astype(np.uint8).reshape(-1, *image_shape)
    return as_png(_composed(tiles, columns, gap=GREY, blank=BLACK))


def data_uris(
    pixels: Array, image_shape: tuple[int, int], pixel_max: int, enlarged: int
) -> list[str]:
    """Each image for itself, each pixel `enlarged` times."""
    square = np.ones((enlarged, enlarged), np.uint8)
    return [
        as_png(np.kron(np.rint(row.reshape(image_shape) * (255 / pixel_max)), square))
        for row in pixels
    ]


def _cross_out(places: Array, units: Array) -> None:
    height, width = places.shape[1:]
    along = np.arange(max(height, width))
    rows, columns = along * height // len(along), along * width // len(along)
    for unit in units:
        places[unit, rows, columns] = MARK
        places[unit, rows, width - 1 - columns] = MARK


def _composed(tiles: Array, columns: int, *, gap: int, blank: int) -> Array:
    """Tiles `(N, height, width)` in rows, with a line of `gap` between and around them."""
    count, height, width = tiles.shape
    rows = math.ceil(count / columns)
    picture = np.full((rows * columns, height + 1, width + 1), gap, np.uint8)
    picture[:, 1:, 1:] = blank
    picture[:count, 1:, 1:] = tiles
    picture = picture.reshape(rows, columns, height + 1, width + 1).swapaxes(1, 2)
    whole = picture.reshape(rows * (height + 1), columns * (width + 1))
    return np.pad(whole, ((0, 1), (0, 1)), constant_values=gap)


def _diverging() -> Array:
    """256 colours with opacity, `(256, 4)`: the further from zero, the less transparent."""
    places = np.arange(256)
    opacity = np.abs(places - ZERO).clip(0, 126) * 255 // 126
    colours = np.where((places < ZERO)[:, None], _rgb(VERMILLION), _rgb(BLUE))
    palette = np.column_stack([colours, opacity])
    palette[FRAME] = (136, 136, 136, 90)
    palette[MARK] = (136, 136, 136, 255)
    return palette.astype(np.uint8)


def _rgb(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def as_png(picture: Array, palette: Array | None = None) -> str:
    """Grey levels, or places in a palette of 256 colours with opacity `(256, 4)`, as a picture."""
    image = Image.fromarray(picture.astype(np.uint8))
    file, options = io.BytesIO(), {}
    if palette is not None:
        image.putpalette(palette[:, :3].tobytes())
        options["transparency"] = palette[:, 3].tobytes()
    image.save(file, "png", **options)
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()
