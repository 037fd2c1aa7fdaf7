"""What every folder of tests shares.

The examples of hypothesis are the same in every run, and no clock runs while they are tried. To
search further: `HYPOTHESIS_TIMES=20 pytest --hypothesis-seed=1`, and other seeds.
"""

import os
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner
from threadpoolctl import threadpool_limits

REAL_MNIST = Path(__file__).parents[2] / "shared" / "data" / "mnist.npz"
MAIN = sys.modules["__main__"]
TIMES = int(os.environ.get("HYPOTHESIS_TIMES", "1"))

settings.register_profile(
    "ours",
    max_examples=100 * TIMES,
    derandomize=TIMES == 1,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    """One thread for BLAS: matrices this small only wait for each other on more."""
    with threadpool_limits(1):
        yield


@pytest.fixture(autouse=True, scope="session")
def _one_look_for_components() -> Iterator[None]:
    """Each AppTest looks through all installed packages for components: 0.1 s, for the same."""
    with pytest.MonkeyPatch.context() as patch:
        scan = cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_browser() -> Iterator[None]:
    """An AppTest has no browser: what Streamlit's mock says of it, such as its cookies, is none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("streamlit.runtime.context._get_client_context", lambda: None)
        yield


@pytest.fixture(autouse=True, scope="session")
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home for data and kept runs that is not the user's, for fixtures of a module as well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BP_HOME", str(tmp_path_factory.getbasetemp() / "home"))
        patch.delenv("BP_DATABASE_URL", raising=False)
        yield


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """AppTest leaves its script as Python's main module; a new process would run that again."""
    yield
    sys.modules["__main__"] = MAIN


@pytest.fixture(scope="session")
def real_mnist() -> Path:
    """The file of the full MNIST, for tests marked `mnist`."""
    if REAL_MNIST.exists():
        return REAL_MNIST
    missing = (
        f"The full MNIST belongs at {REAL_MNIST}, beside the checkout: an .npz file with the "
        "arrays x_train, y_train, x_test and y_test, as Keras has it."
    )
    if "CI" in os.environ:
        pytest.fail(missing)
    pytest.skip(missing)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first, the stories in a browser last."""
    slow = ("long", "processes", "mnist", "browser")
    items.sort(key=lambda item: [bool(item.get_closest_marker(name)) for name in reversed(slow)])
