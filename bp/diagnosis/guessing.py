"""What it costs to know nothing of the image: the one reference of every loss."""

import math
from collections.abc import Iterable

from bp.diagnosis.wording import loss
from bp.training import History

NEARLY_EQUAL = 0.01  # mnist-5k's labels, 8 to 10.4 % a class after the split, have 0.9995 ln 10


def loss_of_guessing(history: History) -> float:
    """The loss of answering every image by the classes' shares of the training labels.

    It is the entropy of the shares, and ln C where all C classes are equally common.
    """
    return entropy(history.class_shares)


def entropy(shares: Iterable[float]) -> float:
    """The mean surprise of a class that is drawn by these shares, in nats."""
    return -sum(share * math.log(share) for share in shares if share > 0)


def guessing(history: History) -> str:
    """The same in words: 2.301, about ln 10."""
    name = guessing_name(history)
    return loss(loss_of_guessing(history)) + (f", about {name}" if name else "")


def guessing_name(history: History) -> str:
    """ln 10 where the classes are about equally common, else nothing."""
    equal = math.log(history.num_classes)
    nearly = abs(loss_of_guessing(history) - equal) < NEARLY_EQUAL * equal
    return f"ln {history.num_classes}" if nearly else ""
