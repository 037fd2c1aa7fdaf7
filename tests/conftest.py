"""What every folder of tests shares."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from threadpoolctl import threadpool_limits

REAL_MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist.npz"


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    """One thread for BLAS: matrices this small only wait for each other on more."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="session")
def real_mnist() -> Path:
    """The file of the full MNIST, for tests marked `mnist`."""
    if not REAL_MNIST.exists():
        pytest.skip(f"the full MNIST is not at {REAL_MNIST}")
    return REAL_MNIST


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, then those on the full MNIST, then the stories in a browser."""
    items.sort(
        key=lambda item: (
            2 * bool(item.get_closest_marker("browser")) + bool(item.get_closest_marker("mnist"))
        )
    )
