"""Addition and multiplication as nodes of a computational graph."""

from typing import Any


class MulLayer:
    """A multiplication node: `z = x * y`, for numbers and arrays alike."""

    x: Any = None
    y: Any = None

    def forward(self, x: Any, y: Any) -> Any:
        """Return `x * y`, keeping both inputs for the way back."""
        self.x, self.y = x, y
        return x * y

    def backward(self, dout: Any) -> tuple[Any, Any]:
        """Return `(dx, dy)`: multiplication hands each input the other one, times `dout`."""
        return dout * self.y, dout * self.x


class AddLayer:
    """An addition node: `z = x + y`, for numbers and arrays alike."""

    def forward(self, x: Any, y: Any) -> Any:
        """Return `x + y`."""
        return x + y

    def backward(self, dout: Any) -> tuple[Any, Any]:
        """Return `(dx, dy)`: addition passes `dout` on to both inputs."""
        return dout * 1, dout * 1
