"""The headline: a whole training against the peers' whole trainings, evaluation included."""

import statistics
import time
from collections.abc import Iterable, Mapping

from benchmarks.effort import Effort
from benchmarks.machine import CORES
from benchmarks.markdown import judged, print_heading, print_table
from benchmarks.peers.at_hand import Ours, opponents
from benchmarks.peers.same_losses import check_losses
from benchmarks.peers.task import Peer, Task
from benchmarks.ratios import alternate, median_ratio
from bp.data import Dataset

RUNS = 8
Times = Mapping[str, list[float]]  # a contestant's seconds in each round
Trials = Mapping[tuple[str, int], list[float]]  # the same by contestant and threads
TARGETS = {  # times as fast as the peer: one run, each of eight together
    "textbook loop": (5.0, 8.0),
    "scikit-learn MLPClassifier": (1.5, None),
    "PyTorch eager": (2.0, None),
    "JAX jitted, lax.scan": (None, 1.0),
    "JAX jitted, lax.scan, vmap over 8 runs": (None, 1.0),
}


def print_speed(dataset: Dataset, effort: Effort) -> None:
    """Check the losses, find everyone's number of threads, then time everyone."""
    task = Task(dataset)
    peers, missing = opponents(task)
    check_losses(task, peers)
    ours = [Ours(task, 1), Ours(task, RUNS)]
    everyone = [*ours, *peers]
    print_heading(
        f"One run, and each of {RUNS} together",
        f"{dataset.features}-50-10, batch 100, learning rate 0.1, pixels in 0..1; every epoch is",
        f"evaluated on all {len(dataset.x_train):,} + {len(dataset.x_test):,} images, by everyone.",
        "Two threads can be slower than one on products this small, so each contestant is first",
        f"timed with both for one epoch (medians of {effort.trials} alternating rounds), and goes",
        "on with what suits it better; JAX takes all cores. Ours gives a product one thread, and",
        "the threads to its stacks of at most four runs. Then",
        f"{effort.epochs * task.iterations_an_epoch:,} iterations, {effort.epochs} epochs, medians",
        f"of {effort.rounds} alternating rounds. Ours leaves out the pixels that are 0 in every",
        "training image.",
    )
    trials = alternate(
        {(peer.name, n): Training(peer, n, 1) for peer in everyone for n in peer.threads},
        effort.trials,
    )
    finals = {peer.name: Training(peer, better(trials, peer), effort.epochs) for peer in everyone}
    times = alternate(finals, effort.rounds)
    print_seconds(trials, finals, times)
    print_ratios(times, ours, peers, missing)


class Training:
    """A contestant's whole training, whenever it is called; notes the processor time of each."""

    def __init__(self, peer: Peer, threads: int, epochs: int) -> None:
        self.peer, self.threads, self.epochs = peer, threads, epochs
        self.processor_seconds: list[float] = []

    def __call__(self) -> None:
        started = time.process_time()
        with self.peer.limited(self.threads):
            self.peer.train(self.epochs)
        self.processor_seconds.append(time.process_time() - started)


def better(trials: Trials, peer: Peer) -> int:
    """The number of threads that suits a contestant better, by its median."""
    return min(peer.threads, key=lambda n: statistics.median(trials[peer.name, n]))


def print_seconds(trials: Trials, finals: Mapping[str, Training], times: Times) -> None:
    """One epoch with either number of threads, and the whole with the better."""
    columns = sorted({1, CORES})
    header = [f"one epoch, {n} thread{'s' * (n > 1)}" for n in columns]
    rows = [
        [
            name,
            *(_median(trials.get((name, n))) for n in columns),
            final.threads,
            _median(times[name]),
            _median(final.processor_seconds[1:]),  # without the warm-up
        ]
        for name, final in finals.items()
    ]
    print_table(["seconds", *header, "threads", "whole", "its processor time"], rows)


def print_ratios(
    times: Times, ours: list[Ours], peers: Iterable[Peer], missing: Iterable[str]
) -> None:
    """How many times as fast ours is, one run for one run; and JAX's eight whole for whole."""
    one, eight = (times[each.name] for each in ours)
    eighth = [seconds / RUNS for seconds in eight]
    rows = []
    for peer in peers:
        theirs, (least_one, least_eight) = times[peer.name], TARGETS[peer.name]
        together = getattr(peer, "runs", 1) > 1
        alone = None if together else median_ratio(theirs, one)
        each = median_ratio(theirs, eight if together else eighth)
        rows.append([peer.name, _ratio(alone, least_one), _ratio(each, least_eight)])
    rows += [[name, *["not installed"] * 2] for name in missing]
    print_table(["times as fast as", "one run", f"each of {RUNS} together"], rows)


def _median(seconds: list[float] | None) -> str:
    return f"{statistics.median(seconds):.2f}" if seconds else "–"


def _ratio(ratio: float | None, least: float | None) -> str:
    if ratio is None:
        return "–"
    return f"{ratio:.2f}" + (f" (≥ {least:g}: {judged(ratio >= least)})" if least else "")
