"""The landmark pictures: two parameters each, over ranges that show where training fails."""

from dataclasses import dataclass

from bp.training.config import CHOICES

ITERATIONS = 600  # a run: enough to tell how it will end

# What an axis covers at first.
VALUES = {
    "learning_rate": "0.001..100 x 20",
    "hidden_size": "2..200 x 20",
    "batch_size": "2..500 x 20",
    "weight_init_std": "0.0001..1 x 20",
    "weight_decay": "0.00001..0.1 x 10",
    "seed": "0..9 x 10",
    **{field: ", ".join(CHOICES[field]) for field in ("optimizer", "scaling", "activation")},
}


@dataclass(frozen=True)
class Preset:
    """Two axes with their values, and how many seeds a cell has."""

    across: str
    up: str
    across_values: str = ""
    seeds: int = 1


PRESETS = {
    "Learning rate × initial weight scale": Preset("learning_rate", "weight_init_std"),
    "Learning rate × batch size": Preset("learning_rate", "batch_size"),
    "Learning rate × hidden size": Preset("learning_rate", "hidden_size"),
    "Learning rate × pixels": Preset("learning_rate", "scaling", "0.000001..100 x 64", seeds=2),
}
