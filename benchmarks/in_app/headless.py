"""`python headless.py SECONDS`: iterations a second of the trainer alone, in this process.

Run as a file, in the folder of the app whose trainer is meant.
"""

import sys
import time

from bp import TrainConfig, Trainer, load_dataset

WARM_UP = 1.0  # seconds
SLICE = 0.05  # seconds


def main(seconds: float) -> None:
    config = TrainConfig(iterations=200_000)
    trainer = Trainer(load_dataset(config.dataset), [config])
    trainer.advance_for(WARM_UP)
    before, started = trainer.iteration, time.perf_counter()
    while time.perf_counter() < started + seconds and not trainer.finished:
        trainer.advance_for(SLICE)
    print((trainer.iteration - before) / (time.perf_counter() - started))


if __name__ == "__main__":
    main(float(sys.argv[1]))
