"""When a run is looked at, counted in iterations done.

An epoch is `train_size / batch_size` iterations, whatever the rest: it is over with the first
iteration after which that many samples were drawn. What goes wrong early goes wrong within the
first ten iterations, so a cheap probe is also taken at 0, 1, 2, 3, 5, 8, 13, ...
"""

from bp.training.config import TrainConfig

# Sixteenths of a sweep's run. With either the verdicts were those of full measuring.
PARTS, OFTEN, SELDOM = 16, (1, 2, 4, 8, 12, 16), (4, 8, 16)
# A look at an image costs a forward pass, an iteration about two and a half for each of its batch.
SHARE, PASSES = 0.1, 2.5


def epochs_done(iteration: int, config: TrainConfig, train_size: int) -> int:
    """Whole epochs after `iteration` updates."""
    return iteration * config.batch_size // train_size


def ends_epoch(iteration: int, config: TrainConfig, train_size: int) -> bool:
    """Whether the last of `iteration` updates completed an epoch."""
    before = epochs_done(max(iteration - 1, 0), config, train_size)
    return epochs_done(iteration, config, train_size) > before


def epoch_at(iteration: int, config: TrainConfig, train_size: int) -> float:
    """The place of an evaluation on an axis of epochs: whole at an epoch's end."""
    if ends_epoch(iteration, config, train_size):
        return float(epochs_done(iteration, config, train_size))
    return iteration * config.batch_size / train_size


def next_epoch_end(iteration: int, config: TrainConfig, train_size: int) -> int:
    """The first iteration after this one that completes an epoch, and so is evaluated."""
    wanted = (epochs_done(iteration, config, train_size) + 1) * train_size  # samples
    return -(-wanted // config.batch_size)


def is_evaluated(iteration: int, config: TrainConfig, train_size: int) -> bool:
    """Accuracy and loss on all data: at the start, after every epoch and at the end."""
    return iteration in (0, config.iterations) or ends_epoch(iteration, config, train_size)


def is_probed(iteration: int, config: TrainConfig, train_size: int) -> bool:
    """Dead units, gradients and update size: at Fibonacci's numbers and after every epoch."""
    return is_fibonacci(iteration) or ends_epoch(iteration, config, train_size)


def few_looks(config: TrainConfig, images: int) -> list[int]:
    """When a run of a sweep is evaluated on so many images and probed, where thousands compete.

    Closer together at first, when most of what fails does so; and so seldom that it takes about a
    tenth of the time, as far as three looks are not more than that.
    """
    worth = SHARE * PASSES * config.iterations * config.batch_size
    parts = OFTEN if images * (1 + len(OFTEN)) <= worth else SELDOM
    return sorted({0, *(-(-config.iterations * part // PARTS) for part in parts)})


def is_fibonacci(number: int) -> bool:
    """Whether `number` is one of 0, 1, 2, 3, 5, 8, 13, ..."""
    a, b = 0, 1
    while a < number:
        a, b = b, a + b
    return a == number
