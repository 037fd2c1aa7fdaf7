"""The contestants that need no more than the app does, and who of the others is installed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import numpy as np
from sklearn.neural_network import MLPClassifier

from benchmarks.cost.shape import MANY
from benchmarks.peers import textbook
from benchmarks.peers.task import LEARNING_RATE, Array, Peer, Task
from bp.training import Trainer
from bp.training.stacking import MOST_RUNS


class Ours(Peer):
    """The trainer of this repository, any number of runs together; it draws its own batches."""

    def __init__(self, task: Task, runs: int) -> None:
        super().__init__(task)
        self.runs = runs
        self.name = "ours, one run" if runs == 1 else f"ours, {runs} runs together"
        # A product always has one BLAS thread; its threads are those that its stacks share.
        self.threads = (1,) if runs <= MOST_RUNS else super().threads
        self.workers = 1

    def restart(self, iterations: int = MANY) -> None:
        configs = self.task.shape(self.runs).configs(self.task.dataset, iterations)
        self.trainer = Trainer(self.task.dataset, configs)

    def learn(self, batches: Array) -> Array:
        self.trainer.advance(len(batches))
        losses = np.stack([history.loss for history in self.trainer.histories], axis=-1)
        return losses[:, 0] if self.runs == 1 else losses

    def evaluate(self) -> None:
        """It does so by itself."""

    def train(self, epochs: int) -> None:
        iterations = epochs * self.task.iterations_an_epoch
        self.restart(iterations)
        with ThreadPoolExecutor(self.workers) as executor:
            self.trainer.advance(iterations, executor)

    @contextmanager
    def limited(self, threads: int) -> Iterator[None]:
        self.workers = threads
        yield


class Textbook(Peer):
    """The plain loop of benchmarks/peers/textbook.py: float64 weights, accuracies alone."""

    name = "textbook loop"

    def __init__(self, task: Task) -> None:
        super().__init__(task)
        one_hot, data = np.eye(task.dataset.num_classes), task.dataset
        self.data = (task.x_train, one_hot[data.t_train], task.x_test, one_hot[data.t_test])

    def restart(self) -> None:
        self.network = textbook.TextbookNet(self.task.hidden_size, seed=0)
        self.network.params = {
            key: value.astype(np.float64) for key, value in self.task.start.items()
        }

    def learn(self, batches: Array) -> Array:
        losses, (x_train, t_train, _, _) = [], self.data
        for chosen in batches:
            x, t = x_train[chosen], t_train[chosen]
            losses.append(self.network.loss(x, t))
            for key, gradient in self.network.gradient(x, t).items():
                self.network.params[key] -= LEARNING_RATE * gradient
        return np.array(losses)

    def evaluate(self) -> None:
        x_train, t_train, x_test, t_test = self.data
        self.network.accuracy(x_train, t_train)
        self.network.accuracy(x_test, t_test)

    def train(self, epochs: int) -> None:
        textbook.train(
            self.data,
            hidden_size=self.task.hidden_size,
            batch_size=self.task.batch_size,
            learning_rate=LEARNING_RATE,
            iterations=epochs * self.task.iterations_an_epoch,
        )


class ScikitLearn(Peer):
    """MLPClassifier as plain SGD, an epoch a call; its `score` gives the accuracy alone."""

    name = "scikit-learn MLPClassifier"

    def restart(self) -> None:
        self.model = MLPClassifier(
            hidden_layer_sizes=(self.task.hidden_size,),
            solver="sgd",
            alpha=0,
            batch_size=self.task.batch_size,
            learning_rate_init=LEARNING_RATE,
            momentum=0,
            nesterovs_momentum=False,
            random_state=0,
        )
        self._partial_fit(np.arange(self.task.batch_size))  # makes the arrays that are set here
        start = self.task.start
        for array, key in zip(self.model.coefs_, ("W1", "W2"), strict=True):
            array[...] = start[key]
        for array, key in zip(self.model.intercepts_, ("b1", "b2"), strict=True):
            array[...] = start[key]

    def learn(self, batches: Array) -> Array:
        return np.array([self._partial_fit(chosen) for chosen in batches])

    def evaluate(self) -> None:
        self.model.score(self.task.x_train, self.task.dataset.t_train)
        self.model.score(self.task.x_test, self.task.dataset.t_test)

    def train(self, epochs: int) -> None:
        self.restart()
        classes = np.arange(self.task.dataset.num_classes)
        for _ in range(epochs):  # it draws its batches by shuffling
            self.model.partial_fit(self.task.x_train, self.task.dataset.t_train, classes=classes)
            self.evaluate()

    def _partial_fit(self, chosen: Array) -> float:
        """One batch; the loss before its update."""
        classes = np.arange(self.task.dataset.num_classes)
        x, t = self.task.x_train[chosen], self.task.dataset.t_train[chosen]
        self.model.partial_fit(x, t, classes=classes)
        return float(self.model.loss_)


def opponents(task: Task) -> tuple[list[Peer], list[str]]:
    """Every peer that can run here, and the names of those that are not installed."""
    peers: list[Peer] = [Textbook(task), ScikitLearn(task)]
    missing = []
    for module, load in OPTIONAL.items():
        try:
            peers += load(task)
        except ModuleNotFoundError as error:
            if error.name != module:
                raise
            missing.append(module)
    return peers, missing


def torch_peers(task: Task) -> list[Peer]:
    from benchmarks.peers.torch_loop import Torch  # only where torch is installed

    return [Torch(task)]


def jax_peers(task: Task) -> list[Peer]:
    from benchmarks.peers.jax_loop import Jax  # only where jax is installed

    return [Jax(task, runs=1), Jax(task, runs=8)]


OPTIONAL = {"torch": torch_peers, "jax": jax_peers}
