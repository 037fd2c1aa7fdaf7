"""What it costs to know nothing."""

import math


def loss_of_guessing(majority_share: float, classes: int) -> float:
    """The entropy of the labels when all classes but the commonest share the rest equally."""
    rest = 1 - majority_share
    shares = [majority_share] + [rest / (classes - 1)] * (classes - 1) if classes > 1 else [1.0]
    return -sum(share * math.log(share) for share in shares if share > 0)
