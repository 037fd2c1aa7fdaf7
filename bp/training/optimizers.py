"""How parameters follow their gradients: the optimizers of the textbook's sixth chapter.

To add one, write its class here and enter it in OPTIMIZERS; menus, links and help follow.

All work entry by entry, so any shape will do: one network's parameters, or a stack's. What an
optimizer remembers begins as the number 0, and takes the shape of the gradients with them.

Source: Saitoh, Deep Learning from Scratch, section 6.1.
"""

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Memory = Any  # the number 0 at first, then an array in the shape of the gradients


class Optimizer(Protocol):
    """What training asks of an optimizer."""

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place, and use up `grads`, the gradients of the loss at them.

        `grads` has the shape of `params`; `learning_rates` has it too, or can be broadcast to it.
        What is left in `grads` means nothing.
        """


class SGD:
    """Stochastic gradient descent: every parameter goes against its gradient."""

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place, and use up `grads`: `W -= learning_rate * dW`.

        Without an array for the product: with one, four runs of 200 units took 5 % longer.
        """
        grads *= learning_rates
        params -= grads


class Momentum:
    """A ball that rolls downhill: each update keeps 0.9 of the one before.

    Where gradients agree, updates grow to ten times those of SGD.
    """

    momentum = 0.9

    def __init__(self) -> None:
        self.v: Memory = 0  # the velocity

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place by their velocity."""
        self.v = self.momentum * self.v - learning_rates * grads
        params += self.v


class AdaGrad:
    """A rate for each parameter, which falls with the squared gradients it has had so far."""

    epsilon = 1e-7  # as in the book: where there was no gradient yet, nothing is divided by 0

    def __init__(self) -> None:
        self.h: Memory = 0  # the sum of the squared gradients

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place."""
        self.h = self.h + grads * grads
        params -= learning_rates * grads / (np.sqrt(self.h) + self.epsilon)


class Adam:
    """Momentum, with a rate for each parameter that falls with its recent squared gradients.

    Source: Kingma and Ba 2014, in the form at the end of their section 2, which scikit-learn and
    the book have, too.
    """

    beta1, beta2 = 0.9, 0.999
    epsilon = 1e-8

    def __init__(self) -> None:
        self.m: Memory = 0  # the mean of the gradients, the latest weighing most
        self.v: Memory = 0  # that of their squares
        self.t = 0  # updates done

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place. Means that began at 0 are too small at first: corrected."""
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * grads
        self.v = self.beta2 * self.v + (1 - self.beta2) * (grads * grads)
        rates = learning_rates * math.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        params -= rates * self.m / (np.sqrt(self.v) + self.epsilon)


@dataclass(frozen=True)
class OptimizerChoice:
    """One entry of the optimizer menu."""

    label: str
    help: str
    formula: str  # in LaTeX: one update of a weight w with gradient g at a learning rate η
    make: type[Optimizer]
    # What a diagnosis goes by, measured on mnist-5k and digits with 50 ReLUs, raw, 0 to 1 and
    # standardised: a healthy first update as a multiple of SGD's; or, where its length follows
    # from the rate whatever the gradient is, a rate that learned well on all of these.
    first_update: float = 1.0
    healthy_rate: float | None = None


OPTIMIZERS: dict[str, OptimizerChoice] = {
    "sgd": OptimizerChoice(
        "SGD", "Each weight goes against its gradient.", r"w \leftarrow w - \eta\, g", SGD
    ),
    "momentum": OptimizerChoice(
        "Momentum",
        "Each update keeps 0.9 of the one before: up to ten times as fast as SGD at one rate.",
        r"v \leftarrow 0.9\, v - \eta\, g,\quad w \leftarrow w + v",
        Momentum,
        first_update=0.2,  # it learned best at 0.002 to 0.02, and raw networks died from 0.05 on
    ),
    "adagrad": OptimizerChoice(
        "AdaGrad",
        "A rate for each weight, which falls with all the gradients it has had.",
        r"h \leftarrow h + g^2,\quad w \leftarrow w - \eta\, g / (\sqrt{h} + 10^{-7})",
        AdaGrad,
        healthy_rate=0.005,  # between 0.003, which suits raw MNIST, and 0.01 for digits of 0 to 1
    ),
    "adam": OptimizerChoice(
        "Adam",
        "Momentum, with a rate for each weight by its recent gradients. "
        "Usual rates are 0.001 or so.",
        r"m \leftarrow 0.9\, m + 0.1\, g,\quad v \leftarrow 0.999\, v + 0.001\, g^2,\quad "
        r"w \leftarrow w - \eta\, \frac{\sqrt{1 - 0.999^t}}{1 - 0.9^t}\, m / (\sqrt{v} + 10^{-8})",
        Adam,
        healthy_rate=0.001,  # raw MNIST learned well up to it, all others above it, too
    ),
}
