"""What a training needs to go on, bit for bit, beside its records and its data.

That is the state of its batches and of its optimizer, pickled. While it trains, its weights are in
it too, since many networks are written much faster as few arrays; of a training at rest they are
kept apart, in a plain format. Only the types that it consists of are let in again: what a stranger
wrote into the database runs nothing.
"""

import io
import pickle
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.training import Trainer
from bp.training.stacking import runs_by_stack

APART = ("data", "params")
BESIDE = ("places", "columns")  # of the weights in it: the runs that they are of, and the pixels
EVEN = 65_536  # bytes: what keeps its length is written in place, in half the time
OURS = "bp.training."
NUMPYS = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
    ("numpy.random._pickle", "__generator_ctor"),
    ("numpy.random._pickle", "__bit_generator_ctor"),
    ("numpy.random._pcg64", "PCG64"),
    ("numpy.random.bit_generator", "SeedSequence"),
    ("numpy.random.bit_generator", "__pyx_unpickle_SeedSequence"),
}


class StateError(ValueError):
    """The state is of another release, or is none; the text is a sentence for the user."""


def state_of(trainer: Trainer, *, with_weights: bool = False) -> bytes:
    """The state of what a trainer trains, without data."""
    states = [
        {name: value for name, value in stack.__getstate__().items() if name not in APART}
        for stack in trainer.parts
    ]
    if with_weights:
        columns = trainer.dataset.varying_pixels.columns
        places = runs_by_stack([history.config for history in trainer.histories])
        for values, stack, runs in zip(states, trainer.parts, places, strict=True):
            values |= {"params": stack.params, "places": runs, "columns": columns}
    buffer = io.BytesIO()
    pickle.dump(states, buffer, protocol=5)
    if with_weights:
        buffer.write(bytes(-buffer.tell() % EVEN))  # nobody reads on behind the end of a pickle
    return buffer.getvalue()


def restore_state(trainer: Trainer, state: bytes) -> None:
    """Let a fresh trainer, which has its weights already, go on where that of `state` was.

    Raises StateError where that cannot be.
    """
    with _sentences("This training cannot go on: its state cannot be read"):
        for stack, values in zip(trainer.parts, _read(state), strict=True):
            vars(stack).update(
                {name: value for name, value in values.items() if name not in BESIDE}
            )


def latest_weights(
    kept_apart: Mapping[str, NDArray[Any]], state: bytes, place: int
) -> dict[str, NDArray[Any]]:
    """The weights of the run at `place`: those in `state`, or where none are, those kept apart.

    The weights of pixels that never vary stand in the latter alone. Raises StateError.
    """
    with _sentences("The weights of this run cannot be read"):
        for values in _read(state):
            if place in values.get("places", ()):
                of_stack, row = values["params"].by_run(), values["places"].index(place)
                latest = {name: np.array(of_stack[name][row]) for name in kept_apart}
                if len(latest["W1"]) < len(kept_apart["W1"]):
                    whole = np.array(kept_apart["W1"])
                    whole[values["columns"]] = latest["W1"]
                    latest["W1"] = whole
                return latest
    return dict(kept_apart)


def _read(state: bytes) -> list[dict[str, Any]]:
    states: list[dict[str, Any]] = _Unpickler(io.BytesIO(state)).load()
    return states


@contextmanager
def _sentences(what: str) -> Iterator[None]:
    try:
        yield
    except StateError:
        raise
    except Exception as error:  # whatever a damaged pickle brings about
        raise StateError(f"{what} ({error}).") from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        known = module.startswith(OURS) or (module, name) in NUMPYS
        if not known or "." in name:
            raise StateError(f"This training cannot go on: it has a {module}.{name} in its state.")
        found = super().find_class(module, name)
        if module.startswith(OURS) and not isinstance(found, type):
            raise StateError(f"This training cannot go on: {module}.{name} is no type.")
        return found
