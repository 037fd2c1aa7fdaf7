"""What a map of the boundary shows, in sentences with its figures."""

from collections.abc import Sequence

import numpy as np

from bp.diagnosis.wording import number, percent
from bp.nn import ACTIVATIONS
from bp.search.boundary import (
    Boundary,
    BoundaryConfig,
    Dimension,
    box_dimension,
    median_dimension,
    places_of_change,
)
from bp.search.boundary.box_counting import box_sizes
from bp.search.boundary.network import JUDGED
from bp.search.boundary.runs import LOST

PAPER = "[Sohl-Dickstein 2024](https://arxiv.org/abs/2402.06184)"
PAPER_DIMENSIONS = "1.17 to 1.98"  # its medians of six kinds of training


def network_in_words(config: BoundaryConfig) -> str:
    """The network and its training: "8–8–1 · tanh · 100 steps, each on all 24 samples"."""
    sizes = f"{config.width}–{config.width}–1"
    name = ACTIVATIONS[config.activation].label
    return f"{sizes} · {name} · {config.steps} steps, each on all {config.samples} samples"


def rates_in_words(config: BoundaryConfig) -> str:
    """From where to where the two rates go, with as many digits as tell the ends apart."""
    ends = config.region.ends
    digits = 2 - int(np.floor(np.log10(config.region.decades)))
    w1_from, w1_to, w2_from, w2_to = (f"{10**end:.{max(3, digits)}g}" for end in ends)
    return f"learning rate of W1 from {w1_from} to {w1_to}, of W2 from {w2_from} to {w2_to}"


def progress_line(boundary: Boundary, problem: str, *, running: bool) -> str:
    """How far it is: "4,096 of 16,384 runs"."""
    line = f"{boundary.runs_done:,} of {boundary.config.runs:,} runs"
    if boundary.finished:
        return f"{line} · done"
    if boundary.runs_done == boundary.config.runs:
        line += " · some beside the boundary once more, to see what rounding decides"
    if problem:
        return f"{line} · stopped: {problem}"
    return line if running else f"{line} · stopped"


def description(boundary: Boundary) -> str:
    """What a screen reader says of the picture."""
    through = max(boundary.runs_done, 1)
    share = percent(np.count_nonzero(boundary.converged) / through)
    return (
        f"Map of {boundary.config.resolution} times {boundary.config.resolution} runs: "
        f"{rates_in_words(boundary.config)}. Of the {boundary.runs_done:,} runs that are through "
        f"{share} converged."
    )


def dimension_of(boundary: Boundary) -> Dimension | None:
    """That of a map's boundary; None where there is none, or the map is not through."""
    return box_dimension(places_of_change(boundary.converged)) if boundary.finished else None


def short_dimension(dimension: Dimension | None) -> str:
    """ "1.41 ± 0.03", or a dash."""
    return f"{dimension.value:.2f} ± {dimension.error:.2f}" if dimension else "–"


def finding(boundary: Boundary) -> str:
    """What came of a map that is through."""
    share = percent(np.count_nonzero(boundary.converged) / boundary.config.runs)
    dimension = dimension_of(boundary)
    if dimension is None:
        return f"**{share} of the runs converged.** All came out alike: there is no boundary here."
    places = int(np.count_nonzero(places_of_change(boundary.converged)))
    sizes = box_sizes(boundary.config.resolution - 1)
    of = (boundary.config.resolution - 1) ** 2
    return (
        f"**Box-counting dimension of this boundary: {short_dimension(dimension)}** (slope over "
        f"boxes of {sizes[0]} to {sizes[-1]} pixels, ± its standard error). A smooth curve has 1, "
        f"a filled area 2. {share} of the runs converged; the boundary goes through {places:,} of "
        f"{of:,} places between four pixels. {rounding(boundary)}"
    )


def rounding(boundary: Boundary) -> str:
    """What the check of the runs beside the boundary said."""
    if not boundary.by_rounding:
        return (
            "Rounding decides nothing here: the runs beside the boundary that were trained again, "
            "with the samples summed in another order, all come out the same."
        )
    return (
        f"Where only the order of the sums differs, {percent(boundary.by_rounding)} of the runs "
        "that were checked beside the boundary come out otherwise: those are decided by rounding."
    )


def over_zooms(maps: Sequence[Boundary]) -> str:
    """The paper's estimate from all pictures, beside the paper's own; empty for a single one."""
    found = [each for each in map(dimension_of, maps) if each]
    if len(found) < 2:
        return ""
    median = median_dimension(found)
    return (
        f"**Over these {len(found)} pictures: {median.value:.2f}**, the median of "
        f"{median.slopes} slopes between neighbouring sizes of boxes; the middle half of them "
        f"lies between {median.low:.2f} and {median.high:.2f}. {PAPER} has medians of "
        f"{PAPER_DIMENSIONS} for six kinds of training."
    )


def differences(config: BoundaryConfig) -> str:
    """What is as in the paper, and what is not."""
    return (
        f"As in {PAPER}: one hidden layer without biases, as many inputs as hidden units, one "
        "output; inputs, targets and weights from normal distributions; mean squared error; all "
        "samples in each step; a constant learning rate for each layer. A run "
        f"converged if the mean of its last {JUDGED} losses is below its first loss; how fast is "
        "the sum of its losses, or of their inverses where it diverged.\n\n"
        "What differs:\n"
        f"- {config.samples} samples; the paper has as many as the network has parameters, which "
        f"would be {config.width**2 + config.width} here.\n"
        f"- Width {config.width}, {config.steps} steps and {config.resolution} × "
        f"{config.resolution} runs; the paper has width 16, 500 or 1,000 steps, and its notebook "
        "names 4,096 × 4,096 for final pictures. With more steps the boundary is finer, and "
        "rounding decides earlier.\n"
        "- The paper's network divides its layers' outputs by the width or its root. Here these "
        "factors are in the weights, so the same training has other rates: 2/width and 1/width² "
        "times the paper's.\n"
        f"- A run whose loss comes to {number(LOST)} times its first counts as diverged and ends "
        "there. A ReLU network whose units have all died before keeps its loss for good, and is "
        "judged by that loss like any other.\n"
        "- **Zoom in where it is most jagged** goes to the quarter of the width and height with "
        "most boundary, up to a fifth of its places: a choice that favours a high dimension."
    )
