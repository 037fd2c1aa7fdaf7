"""How parameters follow their gradients."""

from typing import Any

from numpy.typing import NDArray

Array = NDArray[Any]


class SGD:
    """Stochastic gradient descent: every parameter goes against its gradient.

    Source: Saitoh, Deep Learning from Scratch, section 6.1.2.
    """

    def update(self, params: Array, grads: Array, learning_rates: Array) -> None:
        """Change `params` in place. All three have one shape, or `learning_rates` has one entry."""
        params -= learning_rates * grads
