"""One gradient check, written down."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from bp.gradient_check import MISTAKES
from bp.training import TrainConfig

LEARNING_RATES = {"raw": 0.001, "unit": 0.1, "standard": 0.01}  # for the training before a check
MOST_DRAWS = 10_000
SMALLEST_STEP, LARGEST_STEP = 1e-15, 1.0


@dataclass(frozen=True)
class CheckSettings:
    """What is checked, and how. Same settings, same figures."""

    config: TrainConfig  # the network, its data and how it is trained first
    iterations: int = 0  # of training before the check
    samples: int = 3
    h: float = 1e-4
    precision: str = "float64"
    entries: int | None = None  # of each array; None checks all
    mistake: str | None = None  # a key of MISTAKES
    sample: int = 0  # which random sample of the entries: the first, the second, ...

    @classmethod
    def from_description(cls, description: Mapping[str, Any]) -> Self:
        """The settings that were kept. Raises ValueError or TypeError where they cannot be."""
        known = {field.name for field in fields(cls)}
        given = {name: value for name, value in description.items() if name in known}
        if given.get("mistake") not in (None, *MISTAKES):
            raise ValueError(f"there is no mistake {given['mistake']!r}")
        if given.get("sample", 0) not in range(MOST_DRAWS):
            raise ValueError(f"there is no random sample {given['sample']!r}")
        return cls(**given | {"config": TrainConfig(**description["config"])})


def parse_step(text: str | None) -> float:
    """The step h that was chosen or typed. Raises ValueError with a sentence for the user."""
    try:
        h = float(text or "")
    except ValueError:
        raise ValueError(f"The step h must be a number such as 1e-4, not “{text or ''}”.") from None
    if not SMALLEST_STEP <= h <= LARGEST_STEP:
        raise ValueError(
            f"The step h is {h:g}, but it must be positive: from {SMALLEST_STEP:g} to "
            f"{LARGEST_STEP:g}."
        )
    return h
