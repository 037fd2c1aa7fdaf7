"""JAX on the CPU: an epoch's steps are one jitted `lax.scan`, eight runs are one `vmap` of it."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.cost.shape import EIGHT_RATES
from benchmarks.machine import CORES
from benchmarks.peers.task import LEARNING_RATE, Array, Peer, Task

Params = dict[str, Any]
UNROLL = 4  # steps a turn of the loop: a tenth faster than 1


class Jax(Peer):
    """One run, or eight that differ in their learning rate and see the same batches."""

    threads = (CORES,)  # XLA takes all cores, and takes its number before the process starts

    def __init__(self, task: Task, runs: int) -> None:
        super().__init__(task)
        data, self.runs = task.dataset, runs
        self.name = "JAX jitted, lax.scan" + (f", vmap over {runs} runs" if runs > 1 else "")
        self.train_data = jnp.asarray(task.x_train), jnp.asarray(data.t_train)
        self.test_data = jnp.asarray(task.x_test), jnp.asarray(data.t_test)
        if runs == 1:
            self.rates = jnp.float32(LEARNING_RATE)
            self._epoch, self._look = jax.jit(epoch), jax.jit(accuracy_and_loss)
        else:
            self.rates = jnp.asarray(EIGHT_RATES[:runs], jnp.float32)
            self._epoch = jax.jit(jax.vmap(epoch, in_axes=(0, 0, None, None, None)))
            self._look = jax.jit(jax.vmap(accuracy_and_loss, in_axes=(0, None, None)))

    def restart(self) -> None:
        start = {key: jnp.asarray(value) for key, value in self.task.start.items()}
        one = self.runs == 1
        self.params = start if one else {k: jnp.stack([v] * self.runs) for k, v in start.items()}

    def learn(self, batches: Array) -> Array:
        x, t = self.train_data
        self.params, losses = self._epoch(self.params, self.rates, jnp.asarray(batches), x, t)
        return np.asarray(losses).T  # steps first

    def evaluate(self) -> list[Array]:
        """Accuracy and loss of the training and of the test part."""
        return [np.asarray(self._look(self.params, *part)) for part in self._parts()]

    def limited(self, threads: int) -> AbstractContextManager[object]:  # noqa: ARG002
        """As it is: see `threads`."""
        return nullcontext()

    def _parts(self) -> tuple[tuple[Any, Any], tuple[Any, Any]]:
        return self.train_data, self.test_data


def scores(params: Params, x: Any) -> Any:
    hidden = jax.nn.relu(x @ params["W1"] + params["b1"])
    return hidden @ params["W2"] + params["b2"]


def loss(params: Params, x: Any, t: Any) -> Any:
    y = jax.nn.log_softmax(scores(params, x))
    return -jnp.take_along_axis(y, t[:, None], axis=1).mean()


def epoch(params: Params, rate: Any, batches: Any, x: Any, t: Any) -> tuple[Params, Any]:
    """One step a row of `batches`; the new parameters, and the losses before each step."""

    def step(params: Params, chosen: Any) -> tuple[Params, Any]:
        before, gradient = jax.value_and_grad(loss)(params, x[chosen], t[chosen])
        return jax.tree.map(lambda p, g: p - rate * g, params, gradient), before

    new, losses = jax.lax.scan(step, params, batches, unroll=UNROLL)
    return new, losses


def accuracy_and_loss(params: Params, x: Any, t: Any) -> Any:
    correct = scores(params, x).argmax(axis=1) == t
    return jnp.stack([correct.mean(), loss(params, x, t)])
