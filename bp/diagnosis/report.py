"""The report whose failure this project explains: its experiment, and what it states."""

from bp.training import TrainConfig

# Test accuracy as the report states it, by learning rate; it says nothing of the others.
PUBLISHED = {0.1: "below 12 %", 0.001: "up to 97 %"}  # of 0.05 itself it says nothing
RATES = (0.1, 0.05, 0.01, 0.005, 0.001)
ITERATIONS = {"mnist-5k": 3_000, "mnist-report": 10_000}  # the report's own: 10,000


def failing_configs(dataset: str) -> list[TrainConfig]:
    """Experiment B: raw pixels, label indices, 784-50-10, batch 100, by learning rate."""
    return [
        TrainConfig(
            dataset=dataset, scaling="raw", learning_rate=rate, iterations=ITERATIONS[dataset]
        )
        for rate in RATES
    ]
