"""What a network answers on images it was never trained on, and where it is wrong."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bp.data import Dataset, Scaling
from bp.nn import TwoLayerNet, softmax

Array = NDArray[Any]

PIECE = 1_000  # images scaled at a time


@dataclass(frozen=True, eq=False)
class Answers:
    """The network's answers on the test part."""

    t: Array  # the true classes, (N,)
    probabilities: Array  # (N, classes)
    classes: tuple[str, ...]

    @property
    def answer(self) -> Array:
        """The most probable class of each image, `(N,)`."""
        return self.probabilities.argmax(axis=-1)

    @property
    def certainty(self) -> Array:
        """The probability of the answer, `(N,)`."""
        return self.probabilities.max(axis=-1)

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return float((self.answer == self.t).mean())

    def confusion(self) -> pd.DataFrame:
        """Columns truth, answer, count, share (of the truth's images) and right; one row a cell."""
        from sklearn.metrics import confusion_matrix  # takes a second, which only this page pays

        places = np.arange(len(self.classes))
        counts = confusion_matrix(self.t, self.answer, labels=places)
        truth, answer = (axis.ravel() for axis in np.indices(counts.shape))
        rows = np.maximum(counts.sum(axis=1, keepdims=True), 1)
        return pd.DataFrame(
            {
                "truth": np.array(self.classes)[truth],
                "answer": np.array(self.classes)[answer],
                "count": counts.ravel(),
                "share": (counts / rows).ravel(),
                "right": truth == answer,
            }
        )

    def by_class(self) -> pd.DataFrame:
        """Columns class, precision, recall and images.

        The precision of a class that was never answered, and the recall of one without images,
        are nan.
        """
        from sklearn.metrics import precision_recall_fscore_support

        places = np.arange(len(self.classes))
        precision, recall, _, images = precision_recall_fscore_support(
            self.t, self.answer, labels=places, zero_division=np.nan
        )
        return pd.DataFrame(
            {"class": self.classes, "precision": precision, "recall": recall, "images": images}
        )

    def in_cell(self, truth: str, answer: str) -> Array:
        """The places of the images of one cell, the most certain answers first."""
        is_in = (self.t == self.classes.index(truth)) & (self.answer == self.classes.index(answer))
        return self._by(-self.certainty, np.flatnonzero(is_in))

    def worst(self, most: int) -> Array:
        """The places of the wrong answers with the highest loss, the worst first."""
        of_truth = self.probabilities[np.arange(len(self.t)), self.t]
        return self._by(of_truth, np.flatnonzero(self.answer != self.t))[:most]

    def _by(self, key: Array, places: Array) -> Array:
        return places[np.argsort(key[places], kind="stable")]


def answers(network: TwoLayerNet, scaling: Scaling, dataset: Dataset) -> Answers:
    """Let the network read the test part."""
    x = dataset.x_test
    pieces = [
        probabilities(network, scaling.apply(x[start : start + PIECE]))
        for start in range(0, len(x), PIECE)
    ]
    return Answers(dataset.t_test, np.concatenate(pieces), dataset.classes)


def probabilities(network: TwoLayerNet, x: Array) -> Array:
    """The probability of each class, `(N, classes)`, for scaled images `x (N, features)`."""
    y: Array = softmax(network.predict(x).astype(np.float64))
    return y
