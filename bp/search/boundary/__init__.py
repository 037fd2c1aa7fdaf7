"""Where training turns from converging to diverging: a map over the learning rates of two layers.

Source: Sohl-Dickstein, The boundary of neural network trainability is fractal (2024),
arXiv:2402.06184.
"""

from bp.search.boundary.box_counting import (
    Dimension,
    Median,
    box_dimension,
    median_dimension,
    places_of_change,
)
from bp.search.boundary.map import Boundary
from bp.search.boundary.network import BoundaryConfig, MeanSquaredError
from bp.search.boundary.region import Region
from bp.search.boundary.zoom import most_jagged

__all__ = [
    "Boundary",
    "BoundaryConfig",
    "Dimension",
    "MeanSquaredError",
    "Median",
    "Region",
    "box_dimension",
    "median_dimension",
    "most_jagged",
    "places_of_change",
]
