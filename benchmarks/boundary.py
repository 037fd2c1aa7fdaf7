"""`python -m benchmarks --only boundary`: six zooms into the boundary of training."""

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.effort import QUICK, Effort
from benchmarks.markdown import print_heading, print_table
from bp.search.boundary import (
    Boundary,
    BoundaryConfig,
    Region,
    box_dimension,
    median_dimension,
    most_jagged,
    places_of_change,
)
from bp.search.boundary.network import ACTIVATIONS
from bp.training import ConfigError

ZOOMS = 6
SIDE, QUICK_SIDE = 128, 64  # runs
WHOLE = Region(-1, 1, -1, 1)  # where the page begins


def print_boundary(effort: Effort) -> None:
    """A table each for tanh and ReLU: zoomed into where it is most jagged, as the page does."""
    side = QUICK_SIDE if effort == QUICK else SIDE
    for activation in ACTIVATIONS:
        config = BoundaryConfig(WHOLE, activation, resolution=side)
        print_heading(
            f"The boundary of training, {activation}, zoomed into {ZOOMS} times",
            f"{config.width}-{config.width}-1, {config.steps} steps on {config.samples} samples,",
            f"{side} × {side} runs, each time the quarter of the width and height with most",
            "boundary, up to a fifth of its places. Seconds of one core.",
        )
        print_zooms(config)


def print_zooms(config: BoundaryConfig) -> None:
    """The dimension at each depth with its standard error, and the median over all of them."""
    rows, dimensions = [], []
    for boundary, seconds in zooms(config):
        dimension = box_dimension(places_of_change(boundary.converged))
        dimensions += [dimension] if dimension else []
        rows.append(
            [
                f"{WHOLE.decades / boundary.config.region.decades:,.0f}",
                f"{dimension.value:.2f} ± {dimension.error:.2f}" if dimension else "–",
                f"{np.mean(~boundary.converged):.0%}",
                f"{boundary.by_rounding:.0%}{'' if boundary.is_resolved else ': too deep'}",
                f"{seconds:.1f}",
            ]
        )
    header = ["times as close", "dimension", "diverged", "rounding decides beside it", "seconds"]
    print_table(header, rows)
    if dimensions:
        median = median_dimension(dimensions)
        print(
            f"- Median of {median.slopes} slopes: {median.value:.2f}, the middle half from "
            f"{median.low:.2f} to {median.high:.2f}.\n"
        )


def zooms(config: BoundaryConfig) -> Iterator[tuple[Boundary, float]]:
    """The whole and the zooms, with the seconds that each took; as deep as it goes."""
    for _ in range(1 + ZOOMS):
        boundary = Boundary(config)
        started = time.perf_counter()
        boundary.train()
        yield boundary, time.perf_counter() - started
        try:
            region = most_jagged(boundary)
        except ConfigError:  # too narrow for float64
            return
        if region is None or not boundary.is_resolved:
            return
        config = replace(config, region=region)
