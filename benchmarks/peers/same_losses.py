"""Before a time counts: every contestant computes the same losses, to three digits."""

from collections.abc import Iterable

import numpy as np

from benchmarks.markdown import print_heading, print_table
from benchmarks.peers.at_hand import Ours
from benchmarks.peers.task import Array, Peer, Task

ITERATIONS = 100
SAME = 5e-4  # largest relative difference of numbers that agree to three significant digits


class DifferentLosses(Exception):  # noqa: N818
    """A contestant computes something else; the text names it."""


def check_losses(task: Task, peers: Iterable[Peer]) -> None:
    """Train from the same weights on the same batches; raise DifferentLosses where they part."""
    print_heading(
        "The same losses",
        f"{ITERATIONS} iterations from the same weights on the same batches; the loss of each",
        "batch before its update. Ours against each, the largest relative difference:",
    )
    batches = task.our_batches(ITERATIONS)
    differences = {peer.name: difference_from_ours(task, peer, batches) for peer in peers}
    rows = [
        [name, f"{d:.1e}", "the same" if d <= SAME else "**different**"]
        for name, d in differences.items()
    ]
    print_table(["contestant", "difference", f"at most {SAME:.0e}"], rows)
    different = [name for name, d in differences.items() if not d <= SAME]  # nan is different
    if different:
        raise DifferentLosses(f"Not the same losses as ours: {', '.join(different)}.")


def difference_from_ours(task: Task, peer: Peer, batches: Array) -> float:
    """The largest relative difference of a loss; with a peer's eight, over all of them."""
    theirs = losses(peer, batches)
    ours = losses(Ours(task, theirs.shape[1] if theirs.ndim == 2 else 1), batches)
    return float(np.max(np.abs(theirs / ours - 1)))


def losses(peer: Peer, batches: Array) -> Array:
    with peer.limited(1):
        peer.restart()
        return np.asarray(peer.learn(batches), np.float64)
