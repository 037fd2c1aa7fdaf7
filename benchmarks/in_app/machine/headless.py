"""`python headless.py SECONDS RATES SEEDS`: iterations a second of the trainer alone.

Run as a file, in the folder of the app whose trainer is meant. RATES are learning rates with
commas between them; each is trained with so many seeds, and the stacks share the cores. One run
uses one of them.
"""

import os
import sys
import time
from concurrent.futures import Executor, ThreadPoolExecutor

from bp import TrainConfig, Trainer, load_dataset

SLICE = 0.4  # seconds: long enough that the end of a slice, where one core waits, does not count


def main(seconds: float, rates: str, seeds: int) -> None:
    configs = [
        TrainConfig(learning_rate=float(rate), seed=seed, iterations=1_000_000)
        for rate in rates.split(",")
        for seed in range(seeds)
    ]
    trainer = Trainer(load_dataset(configs[0].dataset), configs)
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as cores:
        iterations = warm_up(trainer, cores)
        before, started = trainer.iteration, time.perf_counter()
        while time.perf_counter() < started + seconds:
            trainer.advance(iterations, cores)
        print((trainer.iteration - before) / (time.perf_counter() - started))


def warm_up(trainer: Trainer, cores: Executor) -> int:
    """Train for a moment, and return how many iterations make a slice."""
    iterations, took = 1, 0.0
    while took < SLICE:
        iterations *= 2
        started = time.perf_counter()
        trainer.advance(iterations, cores)
        took = time.perf_counter() - started
    return iterations


if __name__ == "__main__":
    main(float(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
