"""Scripts that train a run again: one with `bp`, one in the textbook's style with NumPy alone."""

from importlib.resources import files

from bp.data import load_dataset
from bp.store.database import StoreError
from bp.training import History

DATA = "data.npz"
OURS = '''"""Trains this run again: python with_bp.py, where the package bp can be imported."""

from bp import TrainConfig, Trainer, diagnose, load_dataset

config = {config!r}
trainer = Trainer(load_dataset(config.dataset), [config])
for iteration, learning_rate in {rates!r}:  # from which iteration on which was used
    trainer.advance(iteration - trainer.iteration)
    trainer.set_learning_rate(0, learning_rate)
trainer.advance(config.iterations)
print(trainer.histories[0].last)
print(diagnose(trainer.histories[0]).headline)
'''
KNOWN = {
    "activation": {"relu", "sigmoid", "tanh", "identity"},
    "optimizer": {"sgd", "momentum", "adagrad", "adam"},
}


def our_script(history: History) -> str:
    """A script that trains the run again, to the last bit, with `bp`."""
    return OURS.format(config=history.config, rates=history.rates)


def numpy_script(history: History) -> str:
    """A script that trains the run again, up to rounding, with NumPy and the file DATA alone.

    Raises StoreError where it would need what the script does not have.
    """
    config = history.config
    optimizer = getattr(config, "optimizer", "sgd")
    for name, value in (("activation", config.activation), ("optimizer", optimizer)):
        if value not in KNOWN[name]:
            raise StoreError(f"The script in plain NumPy does not have the {name} {value}.")
    dataset = load_dataset(config.dataset)
    settings = {
        "SCALING": config.scaling,
        "PIXEL_MAX": dataset.pixel_max,
        "HIDDEN_SIZE": config.hidden_size,
        "CLASSES": dataset.num_classes,
        "BATCH_SIZE": config.batch_size,
        "LEARNING_RATES": dict(history.rates),
        "ITERATIONS": config.iterations,
        "SEED": config.seed,
        "WEIGHT_INIT_STD": config.weight_init_std,
        "ACTIVATION": config.activation,
        "OPTIMIZER": optimizer,
        "WEIGHT_DECAY": getattr(config, "weight_decay", 0.0),
    }
    lines = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
    template = files("bp.store.export").joinpath("textbook.py").read_text("utf-8")
    begin, end = "# settings begin\n", "# settings end\n"
    before, rest = template.split(begin)
    return before + lines + "\n" + rest.split(end)[1]
