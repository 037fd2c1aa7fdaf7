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
    """Where to zoom in: a quarter of the width and height, the one with most resolved boundary.

    Its ends are rounded. None where the map has no boundary. Raises ConfigError where it would be
    too narrow.
    """
    places = places_of_change(boundary.converged)
    side = boundary.config.resolution // ZOOM
    shares = _sums(places, side) / side**2
    if not shares.any():
        return None
    judged = np.where(shares > RESOLVED, 2 * RESOLVED - shares, shares)
    row, column = (int(place) for place in np.unravel_index(judged.argmax(), judged.shape))
    end = boundary.config.resolution - 1
    across, up = ((first / end, (first + side) / end) for first in (column, row))
    return boundary.config.region.part(across, up).rounded()


def _sums(places: Array, side: int) -> Array:
    """Of each square of so many places a side: how many are set."""
    corners = np.pad(places.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    sums: Array = (
        corners[side:, side:] - corners[:-side, side:] - corners[side:, :-side]
    ) + corners[:-side, :-side]
    return sums
