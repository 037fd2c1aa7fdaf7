"""Where to look closer: the part of a map in which the boundary is most jagged."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.search.boundary.box_counting import places_of_change
from bp.search.boundary.map import Boundary
from bp.search.boundary.region import Region

Array = NDArray[Any]

ZOOM = 4  # times as close
# A boundary in more of the places than this is finer than the pixels: there one sees but noise.
RESOLVED = 0.2


def most_jagged(boundary: Boundary) -> Region | None:
    """A quarter of the map's width and height: with most boundary that the pixels still resolve.

    None where the map has no boundary. Raises ConfigError where it would be too narrow.
    """
    places = places_of_change(boundary.converged)
    side = boundary.config.resolution // ZOOM
    shares = _sums(places, side) / side**2
    if not shares.any():
        return None
    judged = np.where(shares > RESOLVED, 2 * RESOLVED - shares, shares)
    row, column = np.unravel_index(judged.argmax(), judged.shape)
    end = boundary.config.resolution - 1
    return boundary.config.region.part(
        (column / end, (column + side) / end), (row / end, (row + side) / end)
    )


def _sums(places: Array, side: int) -> Array:
    """Of each square of so many places a side: how many are set."""
    corners = np.pad(places.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    sums: Array = (
        corners[side:, side:] - corners[:-side, side:] - corners[side:, :-side]
    ) + corners[:-side, :-side]
    return sums
