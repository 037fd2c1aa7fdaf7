from pathlib import Path

import pytest

from bp.data import catalogue

REAL_MNIST = Path(__file__).parents[3] / "shared" / "data" / "mnist.npz"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for every test, and a catalogue that has loaded nothing."""
    monkeypatch.setenv("BP_HOME", str(tmp_path))
    monkeypatch.setattr(catalogue, "_loaded", {})
    return tmp_path


@pytest.fixture(scope="session")
def real_mnist() -> Path:
    """The file of the full MNIST, for tests marked `mnist`."""
    if not REAL_MNIST.exists():
        pytest.skip(f"the full MNIST is not at {REAL_MNIST}")
    return REAL_MNIST
