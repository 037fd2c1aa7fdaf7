"""What a network predicts for images it was never trained on, and where it is wrong."""

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
class Predictions:
    """The network's predictions for the test part, with what is true."""

    t: Array  # the true classes, (N,)
    probabilities: Array  # (N, classes)
    classes: tuple[str, ...]

    @property
    def predicted(self) -> Array:
        """The most probable class of each image, `(N,)`."""
        return self.probabilities.argmax(axis=-1)

    @property
    def confidence(self) -> Array:
        """The probability of the predicted class, `(N,)`."""
        return self.probabilities.max(axis=-1)

    @property
    def accuracy(self) -> float:
        """The share of correct predictions."""
        return float((self.predicted == self.t).mean())

    def confusion(self) -> pd.DataFrame:
        """Columns true, predicted, count, share (of the true class) and correct; one row a cell."""
        from sklearn.metrics import confusion_matrix  # takes a second, which only this page pays

        places = np.arange(len(self.classes))
        counts = confusion_matrix(self.t, self.predicted, labels=places)
        true, predicted = (axis.ravel() for axis in np.indices(counts.shape))
        rows = np.maximum(counts.sum(axis=1, keepdims=True), 1)
        return pd.DataFrame(
            {
                "true": np.array(self.classes)[true],
                "predicted": np.array(self.classes)[predicted],
                "count": counts.ravel(),
                "share": (counts / rows).ravel(),
                "correct": true == predicted,
            }
        )

    def by_class(self) -> pd.DataFrame:
        """Columns class, precision, recall and images.

        The precision of a class that was never predicted, and the recall of one without images,
        are nan.
        """
        from sklearn.metrics import precision_recall_fscore_support

        places = np.arange(len(self.classes))
        precision, recall, _, images = precision_recall_fscore_support(
            self.t, self.predicted, labels=places, zero_division=np.nan
        )
        return pd.DataFrame(
            {"class": self.classes, "precision": precision, "recall": recall, "images": images}
        )

    def in_cell(self, true: str, predicted: str) -> Array:
        """The places of the images of one cell, the most confident first."""
        row, column = self.classes.index(true), self.classes.index(predicted)
        is_in = (self.t == row) & (self.predicted == column)
        return self._by(-self.confidence, np.flatnonzero(is_in))

    def worst(self, most: int) -> Array:
        """The places of the wrong predictions with the highest loss, the worst first."""
        true_probability = self.probabilities[np.arange(len(self.t)), self.t]
        return self._by(true_probability, np.flatnonzero(self.predicted != self.t))[:most]

    def _by(self, key: Array, places: Array) -> Array:
        return places[np.argsort(key[places], kind="stable")]


def predict_test_part(network: TwoLayerNet, scaling: Scaling, dataset: Dataset) -> Predictions:
    """The predictions of `network` for the test part of `dataset`, scaled by `scaling`."""
    x = dataset.x_test
    pieces = [
        probabilities(network, scaling.apply(x[start : start + PIECE]))
        for start in range(0, len(x), PIECE)
    ]
    return Predictions(dataset.t_test, np.concatenate(pieces), dataset.classes)


def probabilities(network: TwoLayerNet, x: Array) -> Array:
    """The probability of each class, `(N, classes)`, for scaled images `x (N, features)`."""
    y: Array = softmax(network.predict(x).astype(np.float64))
    return y
