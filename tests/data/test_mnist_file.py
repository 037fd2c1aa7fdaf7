import resource
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bp.data import DatasetError, data_folder, load_dataset
from bp.data.mnist_file import mnist_dataset, store_mnist
from tests.data.examples import mnist_arrays, write_mnist


def test_the_data_folder_follows_the_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_folder() == home / "data"
    monkeypatch.delenv("BP_HOME")
    assert data_folder() == Path.home() / ".bp" / "data"
    monkeypatch.setenv("BP_HOME", "")
    assert data_folder() == Path.home() / ".bp" / "data"


def test_a_home_of_nobody_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_HOME", "~nobodyhere/x")
    with pytest.raises(DatasetError, match="There is no home folder ~nobodyhere"):
        load_dataset("mnist")


@pytest.mark.parametrize("shape", [(-1, 28, 28), (-1, 784)])
@pytest.mark.parametrize("dtype", [np.uint8, np.int64, np.float64])
def test_reads_images_and_rows_of_any_number_type(
    home: Path, shape: tuple[int, ...], dtype: type
) -> None:
    arrays, changed = mnist_arrays(), mnist_arrays()
    for name in ("x_train", "x_test"):
        changed[name] = arrays[name].reshape(shape).astype(dtype)
    write_mnist(home, changed)
    dataset = load_dataset("mnist")
    np.testing.assert_array_equal(dataset.x_train, arrays["x_train"].reshape(-1, 784))
    np.testing.assert_array_equal(dataset.x_test, arrays["x_test"].reshape(-1, 784))
    np.testing.assert_array_equal(dataset.t_train, arrays["y_train"])
    np.testing.assert_array_equal(dataset.t_test, arrays["y_test"])
    assert dataset.name == "mnist"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"x_train": np.zeros((7, 27, 28), np.uint8)}, r"x_train has the shape \(7, 27, 28\)"),
        ({"x_test": np.float64(3)}, r"x_test has the shape \(\)"),
        ({"x_train": np.full((7, 784), 256)}, "x_train has values outside 0 to 255"),
        ({"x_train": np.full((7, 784), np.nan)}, "x_train has values outside 0 to 255"),
        ({"x_train": np.full((7, 784), 0.5)}, "x_train has values that are not whole"),
        ({"y_test": np.array([1, 2, 10])}, "y_test has values outside 0 to 9"),
        ({"y_test": np.array(["1", "2", "3"])}, "y_test holds <U1, not numbers"),
        ({"y_test": np.array([1, 2])}, "one label for each of the 3 images"),
        ({"y_train": np.eye(7)}, r"training labels are int64 of shape \(7, 7\)"),
        ({"x_test": np.zeros((0, 784)), "y_test": np.zeros(0)}, "no test image"),
    ],
)
def test_a_file_that_is_not_mnist(home: Path, changes: dict[str, Any], sentence: str) -> None:
    path = write_mnist(home, mnist_arrays() | changes)
    with pytest.raises(DatasetError, match=sentence) as raised:
        load_dataset("mnist")
    assert str(path) in str(raised.value)


def test_a_file_without_some_of_the_arrays(home: Path) -> None:
    arrays = mnist_arrays()
    path = write_mnist(home, {"x_train": arrays["x_train"], "y_train": arrays["y_train"]})
    with pytest.raises(DatasetError, match="lacks x_test and y_test") as raised:
        load_dataset("mnist")
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("damage", ["text", "empty", "truncated", "flipped", "array", "objects"])
def test_a_broken_file(home: Path, damage: str) -> None:
    path = write_mnist(home, mnist_arrays())
    whole = path.read_bytes()
    if damage == "array":
        with path.open("wb") as file:
            np.save(file, np.zeros(3))
    elif damage == "objects":
        write_mnist(home, mnist_arrays() | {"y_test": np.array([None, 1, 2], dtype=object)})
    else:
        flipped = whole[:300] + bytes([whole[300] ^ 255]) + whole[301:]
        contents = {"text": b"hello", "empty": b"", "truncated": whole[:-100], "flipped": flipped}
        path.write_bytes(contents[damage])
    with pytest.raises(DatasetError, match="cannot be read") as raised:
        load_dataset("mnist")
    assert str(path) in str(raised.value)
    assert raised.value.__cause__ is not None


def test_a_full_disk_leaves_no_file_behind(home: Path) -> None:
    mnist = mnist_dataset(mnist_arrays())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        store_mnist(home / "data" / "mnist.npz", mnist)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list((home / "data").iterdir()) == []


@pytest.mark.mnist
def test_the_full_mnist_and_its_report_split(home: Path, real_mnist: Path) -> None:
    data_folder().mkdir()
    (data_folder() / "mnist.npz").symlink_to(real_mnist)
    mnist, report = load_dataset("mnist"), load_dataset("mnist-report")
    assert (mnist.x_train.shape, mnist.x_test.shape) == ((60_000, 784), (10_000, 784))
    assert (report.x_train.shape, report.x_test.shape) == ((49_200, 784), (10_800, 784))
    assert mnist.t_train[:5].tolist() == [5, 0, 4, 1, 9]
    pool = np.bincount(report.t_train) + np.bincount(report.t_test)
    assert pool.tolist() == np.bincount(mnist.t_train).tolist()
    assert list(home.iterdir()) == [data_folder()]
