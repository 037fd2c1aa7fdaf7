"""What a training needs to go on, bit for bit, beside its records and its weights.

That is the state of its batches and of its optimizer, pickled. Data and weights are kept apart, in
plain formats. Only the types that it consists of are let in again: what a stranger wrote into the
database runs nothing.
"""

import io
import pickle
from collections.abc import Sequence
from typing import Any

from bp.training.stack import Stack

APART = ("data", "params")
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


def state_of(stacks: Sequence[Stack]) -> bytes:
    """The state of `stacks`, without data and weights."""
    return pickle.dumps(
        [
            {name: value for name, value in stack.__getstate__().items() if name not in APART}
            for stack in stacks
        ],
        protocol=5,
    )


def restore_state(stacks: Sequence[Stack], state: bytes) -> None:
    """Let fresh `stacks`, which have their weights already, go on where those of `state` were.

    Raises StateError where that cannot be.
    """
    try:
        states = _Unpickler(io.BytesIO(state)).load()
        for stack, values in zip(stacks, states, strict=True):
            vars(stack).update(values)
    except StateError:
        raise
    except Exception as error:  # whatever a damaged pickle brings about
        raise StateError(
            f"This training cannot go on: its state cannot be read ({error})."
        ) from error


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        known = module.startswith(OURS) or (module, name) in NUMPYS
        if not known or "." in name:
            raise StateError(f"This training cannot go on: it has a {module}.{name} in its state.")
        found = super().find_class(module, name)
        if module.startswith(OURS) and not isinstance(found, type):
            raise StateError(f"This training cannot go on: {module}.{name} is no type.")
        return found
