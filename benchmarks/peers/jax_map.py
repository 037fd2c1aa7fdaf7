"""A map in JAX: all runs in one vmap, an epoch a scan, compiled once for each distance of looks."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from benchmarks.map.workload import Array, Workload
from benchmarks.peers.jax_loop import Params, accuracy_and_loss, epoch


class JaxMap:
    """The runs of a map, from our start on our batches."""

    name = "JAX jitted, lax.scan, vmap over all runs"

    def __init__(self, work: Workload) -> None:
        self.work, data = work, work.dataset
        self.train_data = jnp.asarray(work.task.x_train), jnp.asarray(data.t_train)
        self.parts = [(jnp.asarray(x), jnp.asarray(t)) for x, t in work.parts]
        self.rates = jnp.asarray([config.learning_rate for config in work.configs], jnp.float32)
        self.batches = jnp.asarray(work.batches)
        self._epoch = jax.jit(jax.vmap(epoch, in_axes=(0, 0, None, None, None)))
        self._look = jax.jit(jax.vmap(look, in_axes=(0, None, None)))

    def __call__(self) -> tuple[Array, Array]:
        """Train and evaluate; the losses of the batches `(iterations, runs)`, and the looks."""
        start, (x, t) = self.work.task.start, self.train_data
        params = {
            key: jnp.broadcast_to(value, (self.work.runs, *value.shape))
            for key, value in start.items()
        }
        losses, looks = [], [self._evaluate(params)]
        for begin, end in zip(self.work.looks, self.work.looks[1:], strict=False):
            params, lost = self._epoch(params, self.rates, self.batches[begin:end], x, t)
            losses.append(np.asarray(lost))
            looks.append(self._evaluate(params))
        return np.concatenate(losses, axis=1).T, np.array(looks)

    def _evaluate(self, params: Params) -> list[Array]:
        return [np.asarray(self._look(params, *part)) for part in self.parts]


def look(params: Params, x: Any, t: Any) -> Any:
    """Accuracy, loss and the number of units that are off on all of `x`."""
    on = (x @ params["W1"] + params["b1"] > 0).any(axis=0)
    return jnp.append(accuracy_and_loss(params, x, t), (~on).sum())
