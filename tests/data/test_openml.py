import gc
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import Request, urlopen

import numpy as np
import pytest
import sklearn.datasets._openml

from bp.data import Dataset, DatasetError, catalogue, load_dataset, openml
from tests.data.examples import mnist_arrays, write_mnist
from tests.data.openml_server import FILE, answers, serve

Connect = Callable[[str], None]

# scikit-learn leaves a bad answer open, and Python complains whenever it happens to collect it.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def _collected() -> Iterator[None]:
    yield
    gc.collect()


@pytest.fixture
def connect(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connect]:
    """Send scikit-learn's requests for openml.org to another address."""
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    monkeypatch.setattr(openml, "TEST_IMAGES", 3)

    def to(address: str) -> None:
        def opened(request: Request) -> object:
            return urlopen(address + urlparse(request.full_url).path)

        monkeypatch.setattr(sklearn.datasets._openml, "urlopen", opened)

    yield to
    assert list(scratch.iterdir()) == []


@pytest.fixture
def contents(connect: Connect) -> Iterator[dict[str, bytes]]:
    """What the local OpenML answers, open to change."""
    replies = answers(mnist_arrays())
    with serve(replies) as address:
        connect(address)
        yield replies


def assert_is_the_small_mnist(dataset: Dataset) -> None:
    arrays = mnist_arrays()
    np.testing.assert_array_equal(dataset.x_train, arrays["x_train"].reshape(-1, 784))
    np.testing.assert_array_equal(dataset.x_test, arrays["x_test"].reshape(-1, 784))
    np.testing.assert_array_equal(dataset.t_train, arrays["y_train"])
    np.testing.assert_array_equal(dataset.t_test, arrays["y_test"])


def test_downloads_once_and_keeps_only_the_file(
    contents: dict[str, bytes], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_is_the_small_mnist(load_dataset("mnist"))
    assert [path.name for path in (home / "data").iterdir()] == ["mnist.npz"]
    contents.clear()
    monkeypatch.setattr(catalogue, "_loaded", {})  # a new process
    assert_is_the_small_mnist(load_dataset("mnist"))
    assert socket.getdefaulttimeout() is None


@pytest.mark.usefixtures("contents")
def test_a_folder_that_cannot_be_written_does_not_matter(
    home: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (home / "file").touch()
    monkeypatch.setenv("BP_HOME", str(home / "file"))
    assert_is_the_small_mnist(load_dataset("mnist"))
    assert "not kept" in caplog.text


@pytest.mark.usefixtures("contents")
def test_the_report_splits_the_training_part() -> None:
    report = load_dataset("mnist-report")
    assert report.name == "mnist-report"
    assert (len(report.x_train), len(report.x_test)) == (5, 2)


@pytest.mark.filterwarnings("ignore:A network error occurred")
def test_no_network_says_which_file_to_put_where(connect: Connect, home: Path) -> None:
    with serve({}) as address:
        pass
    connect(address)  # nobody listens there any more
    with pytest.raises(DatasetError, match="could not be downloaded") as raised:
        load_dataset("mnist")
    assert f"put MNIST at {home / 'data' / 'mnist.npz'}" in str(raised.value)
    assert isinstance(raised.value.__cause__, OSError)
    write_mnist(home, mnist_arrays())
    assert_is_the_small_mnist(load_dataset("mnist"))


@pytest.mark.filterwarnings("ignore:A network error occurred", "ignore:Invalid cache")
def test_a_network_that_never_answers_is_given_up(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openml, "PATIENCE", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        connect(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(DatasetError, match="could not be downloaded") as raised:
            load_dataset("mnist")
    assert isinstance(raised.value.__cause__, TimeoutError)


@pytest.mark.filterwarnings("ignore:A network error occurred", "ignore:Invalid cache")
@pytest.mark.parametrize(
    ("damage", "cause"),
    [("gone", "404"), ("changed", "md5 checksum"), ("short", "no training image")],
)
def test_a_bad_answer_is_not_kept(
    damage: str, cause: str, contents: dict[str, bytes], home: Path
) -> None:
    if damage == "gone":
        del contents[FILE]
    elif damage == "changed":
        contents[FILE] += b"%"
    else:
        contents |= answers(mnist_arrays(train=0))
    with pytest.raises(DatasetError, match="could not be downloaded") as raised:
        load_dataset("mnist")
    assert cause in str(raised.value.__cause__)
    assert list(home.iterdir()) == []
