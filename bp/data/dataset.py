"""What a network learns from: images as rows of pixels, each with the index of its class."""

import math
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Labels = NDArray[np.int64]

TEST_SHARE = 0.18
SPLIT_SEED = 42
SAMPLE_SIZE = 1_000  # images on which hidden units are looked at
SAMPLE_SEED = 0


class DatasetError(ValueError):
    """Data that cannot be used; the text tells the user what is wrong and what to do."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images and labels in a training and a test part, read-only and shared by all sessions.

    Raises DatasetError where the arrays do not fit each other.
    """

    name: str
    x_train: Pixels  # (N, features), C-contiguous, 0 to pixel_max
    t_train: Labels  # (N,), an index into classes
    x_test: Pixels  # (M, features)
    t_test: Labels  # (M,)
    image_shape: tuple[int, int]  # height and width; their product is the number of features
    pixel_max: int  # the brightest value that the format allows: 255 for MNIST
    classes: tuple[str, ...]

    def __post_init__(self) -> None:
        self._check("training", self.x_train, self.t_train)
        self._check("test", self.x_test, self.t_test)
        for name in ("x_train", "t_train", "x_test", "t_test"):
            array = np.ascontiguousarray(getattr(self, name))
            array.setflags(write=False)
            object.__setattr__(self, name, array)  # the way to fill a frozen dataclass

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[Any, ...]]:
        """Pickle whole, and rebuild through the constructor: an unpickled array is writable."""
        return type(self), tuple(getattr(self, field.name) for field in fields(self))

    @classmethod
    def from_pool(
        cls,
        name: str,
        x: Pixels,
        t: Labels,
        image_shape: tuple[int, int],
        pixel_max: int,
        classes: tuple[str, ...],
    ) -> Self:
        """Split one pool of images, `x (N, features)` and `t (N,)`, 82 to 18 as `split` does."""
        x_train, x_test, t_train, t_test = split(x, t)
        return cls(name, x_train, t_train, x_test, t_test, image_shape, pixel_max, classes)

    @cached_property
    def sample(self) -> tuple[Pixels, Labels]:
        """Up to 1,000 training images and their labels, picked at random: always the same.

        The first ones would not do: in a file that is sorted by class they are all of one.
        """
        chosen = self._sampled
        return self.x_train[chosen], self.t_train[chosen]

    @cached_property
    def in_sample(self) -> NDArray[np.bool_]:
        """Which training images are those of `sample`, `(N,)`."""
        return np.isin(np.arange(len(self.x_train)), self._sampled)

    @property
    def _sampled(self) -> NDArray[np.int64]:
        order = np.random.default_rng(SAMPLE_SEED).permutation(len(self.x_train))
        return order[:SAMPLE_SIZE]

    @cached_property
    def varying_pixels(self) -> "VaryingPixels":
        """The pixels that training needs, found on first use and kept."""
        return without_constant_zero_pixels(self)

    @property
    def features(self) -> int:
        """The number of pixels of an image, which is the network's input size."""
        return self.x_train.shape[1]

    @property
    def num_classes(self) -> int:
        """The number of classes, which is the network's output size."""
        return len(self.classes)

    def _check(self, part: str, x: Pixels, t: Labels) -> None:
        height, width = self.image_shape
        if x.dtype != np.uint8 or x.ndim != 2 or x.shape[1] != math.prod(self.image_shape):
            raise DatasetError(
                f"The {part} images are {x.dtype} of shape {x.shape}: they must be uint8, "
                f"one row of {height} × {width} pixels an image."
            )
        if t.dtype != np.int64 or t.shape != (len(x),):
            raise DatasetError(
                f"The {part} labels are {t.dtype} of shape {t.shape}: they must be int64, "
                f"one label for each of the {len(x)} images."
            )
        if not len(x):
            raise DatasetError(f"There is no {part} image: add some to the {part} part.")
        self._check_ranges(part, x, t)

    def _check_ranges(self, part: str, x: Pixels, t: Labels) -> None:
        if x.max() > self.pixel_max:
            raise DatasetError(
                f"A {part} image has a pixel of {x.max()}: pixels go from 0 to {self.pixel_max}."
            )
        if t.min() < 0 or t.max() >= self.num_classes:
            raise DatasetError(
                f"The {part} labels go from {t.min()} to {t.max()}: with {self.num_classes} "
                f"classes they must go from 0 to {self.num_classes - 1}."
            )


@dataclass(frozen=True, eq=False)
class VaryingPixels:
    """A data set without its constant zero pixels: those that are 0 in every image.

    Such a pixel adds nothing to any sum, raw, scaled or standardised, and the gradient of its
    weights is 0: a network trains just the same without it. Of MNIST's 784 pixels 65 are such.
    """

    columns: NDArray[np.intp]  # where the other pixels stand in the whole image
    data: Dataset  # images of one row of those pixels


def without_constant_zero_pixels(dataset: Dataset) -> VaryingPixels:
    """Leave out the pixels that are 0 in every image; where all are, keep the first of them."""
    varying = dataset.x_train.any(axis=0) | dataset.x_test.any(axis=0)
    columns = np.flatnonzero(varying) if varying.any() else np.array([0])
    data = replace(
        dataset,
        x_train=dataset.x_train[:, columns],
        x_test=dataset.x_test[:, columns],
        image_shape=(1, len(columns)),
    )
    return VaryingPixels(columns, data)


def split(
    x: Pixels, t: Labels, test_share: float = TEST_SHARE, seed: int = SPLIT_SEED
) -> tuple[Pixels, Pixels, Labels, Labels]:
    """Shuffle `x (N, features)` and `t (N,)` and return x_train, x_test, t_train, t_test.

    The same rows in the same order as scikit-learn's `train_test_split(x, t,
    test_size=test_share, random_state=seed)`, whose import alone takes a second.
    """
    # NumPy's legacy generator: no other repeats the split of the report.
    order = np.random.RandomState(seed).permutation(len(x))
    test, train = np.split(order, [math.ceil(test_share * len(x))])
    return x[train], x[test], t[train], t[test]
