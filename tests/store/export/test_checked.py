"""An archive that somebody wrote, or that was damaged: it is refused, or reads as any other run."""

import io
import json
import time
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Engine

from bp.diagnosis import diagnose
from bp.store import StoreError, keep, list_runs, load_history, load_network, run_by_id
from bp.store.export import archive, import_archive
from bp.store.export.checked import LONGEST_NOTES
from bp.store.pages import figures
from tests.training.examples import config, trained

CASES = 400
NAN, INFINITY = float("nan"), float("inf")
ANYTHING: tuple[object, ...] = (
    None,
    [],
    "x",
    -1,
    10**400,
    1e300,
    NAN,
    INFINITY,
    {},
    True,
    [[]],
    {"a": 1},
)
NO_VERSIONS: tuple[object, ...] = ("x", {"bp": 1}, {"bp": None}, [])
IMPOSSIBLE_TIMES: tuple[object, ...] = (1e300, INFINITY, NAN, -1, 4e9, "1")  # 4e9 is in 2096


@pytest.fixture
def content(sqlite: Engine) -> bytes:
    """A small run, as it is exported."""
    keep(sqlite, "run", trained(config()), status="finished", names=["mine"])
    return archive(sqlite, "run")


def changed(content: bytes, **arrays: object) -> bytes:
    """The archive with other arrays."""
    with np.load(io.BytesIO(content)) as found:
        values: dict[str, Any] = {**found, **arrays}
    buffer = io.BytesIO()
    np.savez(buffer, **values)
    return buffer.getvalue()


def about(content: bytes, path: str, *value: object) -> bytes:
    """The archive with another value in `about`, or with none there."""
    with np.load(io.BytesIO(content)) as found:
        whole = json.loads(str(found["about"]))
    *outer, name = path.split(".")
    inner = whole
    for each in outer:
        inner = inner[each]
    inner.pop(name)
    if value:
        inner[name] = value[0]
    return changed(content, about=np.array(json.dumps(whole)))


def array(content: bytes, name: str) -> NDArray[Any]:
    with np.load(io.BytesIO(content)) as found:
        return found[name]


def read_whole(database: Engine, run: str) -> None:
    """All that is asked of a kept run."""
    kept, history = run_by_id(database, run), load_history(database, run)
    assert run in [each.id for each in list_runs(database, limit=10_000)]
    assert time.localtime(kept.created)
    assert diagnose(history).headline
    assert kept.settings_text
    json.dumps(figures(history, "", None), allow_nan=False)
    network = load_network(database, run)
    network.predict(np.zeros((2, len(network.params["W1"])), np.float32))


def test_damaged_anywhere(sqlite: Engine, content: bytes) -> None:
    """Bits are flipped and ends are cut, in the packed file and in one that is not packed."""
    rng = np.random.default_rng(0)
    files, accepted = (content, changed(content)), 0
    for case in range(CASES):
        damaged = bytearray(files[case % 2])
        for place in rng.integers(len(damaged), size=rng.choice([1, 1, 3])):
            damaged[place] ^= 1 << int(rng.integers(8))
        if case % 10 < 2:
            damaged = damaged[: rng.integers(len(damaged))]
        try:
            run = import_archive(sqlite, bytes(damaged))
        except StoreError as error:
            assert "\n" not in str(error)  # noqa: PT017
            continue
        accepted += 1
        read_whole(sqlite, run)
    assert accepted < CASES / 2
    assert len(list_runs(sqlite, limit=10_000)) == accepted + 1


@pytest.mark.parametrize(
    "path",
    [
        *("format", "name", "created", "notes", "versions", "config", "facts"),
        *("facts.rates", "facts.train_size", "facts.class_shares", "facts.pixel_max"),
        *("facts.columns", "facts.columns.probes", "config.dataset", "config.activation"),
        *("config.hidden_size", "config.iterations"),
    ],
)
def test_any_value_in_any_place(sqlite: Engine, content: bytes, path: str) -> None:
    for each in (about(content, path), *(about(content, path, value) for value in ANYTHING)):
        try:
            read_whole(sqlite, import_archive(sqlite, each))
        except StoreError as error:
            assert str(error).startswith("This file ")  # noqa: PT017


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(("created", moment) for moment in IMPOSSIBLE_TIMES),
        *(("versions", versions) for versions in NO_VERSIONS),
        ("facts.rates", []),
        ("facts.rates", [[0, NAN]]),
        ("facts.rates", [[0, 1e9]]),
        ("facts.rates", [[5, 0.1]]),
        ("facts.rates", [[0, 0.1], [20, 0.2], [10, 0.3]]),
        ("facts.rates", [[0, 0.1], [61, 0.2]]),
        ("facts.columns", []),
        ("facts.class_shares", [0.5, 0.1, 0.1, 0.1]),
        ("facts.class_shares", [0.5, 0.5]),
        ("config", 5),
        ("config.dataset", "![x](http://127.0.0.1/x.png)"),
        ("config.dataset", "digits"),  # which has more pixels
    ],
)
def test_values_that_are_refused(sqlite: Engine, content: bytes, path: str, value: object) -> None:
    with pytest.raises(StoreError, match="This file"):
        import_archive(sqlite, about(content, path, value))
    assert len(list_runs(sqlite)) == 1


@pytest.mark.parametrize("path", ["name", "created", "notes", "versions", "config", "facts"])
def test_what_is_missing_is_named(sqlite: Engine, content: bytes, path: str) -> None:
    with pytest.raises(StoreError, match=f"it has no {path}"):
        import_archive(sqlite, about(content, path))


@pytest.mark.parametrize("name", ["W1", "b1", "W2", "b2", "curve_loss", "curve_seconds"])
def test_arrays_of_another_kind(sqlite: Engine, content: bytes, name: str) -> None:
    found = array(content, name)
    others: list[Any] = [np.float32(1), found.astype(complex), found.astype(str)]
    for value in [*others, found[None], found[:0]]:
        with pytest.raises(StoreError, match="This file"):
            import_archive(sqlite, changed(content, **{name: value}))


@pytest.mark.parametrize("curve", ["curve_evaluations", "curve_probes"])
@pytest.mark.parametrize("value", [NAN, INFINITY, -1, 1e300])
def test_records_that_no_training_makes(
    sqlite: Engine, content: bytes, curve: str, value: float
) -> None:
    with pytest.raises(StoreError, match="a value of iteration cannot be"):
        import_archive(sqlite, changed(content, **{curve: array(content, curve) * 0 + value}))


def test_a_run_that_diverged_is_taken(sqlite: Engine, content: bytes) -> None:
    weights, losses = array(content, "W1"), array(content, "curve_loss")
    file = changed(content, W1=weights * NAN, curve_loss=losses * INFINITY)

    read_whole(sqlite, import_archive(sqlite, file))


def test_deeply_nested(sqlite: Engine, content: bytes) -> None:
    deep = '{"format": 1, "name": ' + "[" * 100_000 + "]" * 100_000 + "}"
    with pytest.raises(StoreError, match="no exported run"):
        import_archive(sqlite, changed(content, about=np.array(deep)))


def test_texts_are_cleaned(sqlite: Engine, content: bytes) -> None:
    file = about(content, "name", "two\nlines \x1b[31m" + "x" * 5_000)
    file = about(file, "notes", "one\n\x1b[2Jtwo" + "x" * 100_000)
    kept = run_by_id(sqlite, import_archive(sqlite, file))

    assert kept.name.startswith("two lines [31mxxx")
    assert len(kept.name) == 200
    assert kept.notes.startswith("one\n [2Jtwoxxx")
    assert len(kept.notes) == LONGEST_NOTES
