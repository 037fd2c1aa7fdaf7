"""What a network answers for ten images that it was never trained on."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.analysis.predictions import probabilities
from bp.data import Dataset, Scaling
from bp.nn import TwoLayerNet

IMAGES = 10
ORDER_SEED = 0


@dataclass(frozen=True)
class Answer:
    """The most probable class of one image, beside the true one."""

    true: str
    said: str  # empty where the outputs are no longer numbers
    probability: float  # of what was said; nan likewise

    @property
    def right(self) -> bool:
        """Whether the true class was said."""
        return self.said == self.true


def shown_images(dataset: Dataset, turn: int) -> NDArray[np.intp]:
    """The places in the test part of ten images, `(10,)`: one of each class where there are ten.

    Each class has its images in an order of its own, the same at every call; another `turn`, from
    0 on, shows the next ones, and after the last the first again. A class without test images
    leaves its places to the others.
    """
    order = np.random.default_rng(ORDER_SEED).permutation(len(dataset.t_test))
    by_class = [order[dataset.t_test[order] == label] for label in range(dataset.num_classes)]
    filled = [places for places in by_class if len(places)]
    shown = range(turn * IMAGES, (turn + 1) * IMAGES)
    chosen = [filled[i % len(filled)] for i in shown]
    rounds = [i // len(filled) for i in shown]
    places = [places[number % len(places)] for places, number in zip(chosen, rounds, strict=True)]
    return np.array(places)


def answers(
    network: TwoLayerNet, scaling: Scaling, dataset: Dataset, places: NDArray[Any]
) -> list[Answer]:
    """What `network` answers for the images at these `places` of the test part."""
    with np.errstate(all="ignore"):  # weights that are no longer numbers answer with none
        shares = probabilities(network, scaling.apply(dataset.x_test[places]))
    best = shares.argmax(axis=-1)
    return [
        Answer(
            dataset.classes[dataset.t_test[place]],
            dataset.classes[said] if np.isfinite(row).all() else "",
            float(row[said]),
        )
        for place, row, said in zip(places, shares, best, strict=True)
    ]
