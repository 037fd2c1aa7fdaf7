"""A gradient check that was never done: what of one is kept."""

from dataclasses import dataclass, field
from typing import Any

from bp.data import Dataset
from tests.training.examples import BLOBS


@dataclass(frozen=True)
class MadeCheck:
    """Settings, and figures that came of them."""

    dataset: Dataset = BLOBS
    progress: tuple[int, int] = (7, 7)
    description: dict[str, Any] = field(
        default_factory=lambda: {
            "config": {"activation": "relu", "targets": "labels"},
            "precision": "float64",
            "mistake": None,
            "sample": 0,
        }
    )
    headline: str = "Backpropagation is right."
    found: dict[str, Any] = field(
        default_factory=lambda: {"arrays": [{"parameter": "W1", "largest": float("inf")}]}
    )
