"""Whatever call fails: what was kept is whole, what was not is not there, and nothing is double.

The harness lets the first call of the database fail, then the second, and so on until none does,
as SQLite's own tests do (https://www.sqlite.org/testing.html, section 3).
"""

import resource
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bp.store import StoreError, keep, list_runs, load_trainer, open_database
from bp.store.database import PAGE
from bp.training import Trainer
from tests.store.writers import at_once, calls_of_a_database
from tests.training.examples import BLOBS, assert_same, config, trained

pytestmark = pytest.mark.processes

Told = Callable[[str, object], None]  # figures for `--junitxml`

MOST = 200  # calls, far more than there are
ROOM = PAGE  # bytes: a page of SQLite's


def keep_two(database: Engine, suffix: object, promised: Callable[[str, int], None]) -> None:
    """Keep a training at its start and at its end, and another; say what is promised by then."""
    trainer = Trainer(BLOBS, [config()])
    for iteration in (0, 60):
        trainer.advance(iteration - trainer.iteration)
        keep(database, f"first{suffix}", trainer)
        promised(f"first{suffix}", iteration)
    keep(database, f"second{suffix}", Trainer(BLOBS, [config(seed=3), config(seed=4)]))
    promised(f"second{suffix}", 0)


def check(url: str, suffix: object, promised: dict[str, int]) -> None:
    """What is there against what was promised."""
    database = open_database(url)
    if database.dialect.name == "sqlite":
        with database.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    kept = [run for run in list_runs(database, limit=10_000) if run.training.endswith(f"{suffix}")]
    names = [run.training for run in kept]
    first, second = f"first{suffix}", f"second{suffix}"
    assert (names.count(first), names.count(second)) in [(0, 0), (1, 0), (1, 2)]
    for run in kept:
        assert run.iteration >= promised.get(run.training, 0)
    assert set(promised) <= set(names)
    if first in names:
        back = load_trainer(database, first, BLOBS)
        back.advance(100)
        assert_same(back.histories[0], trained(config()).histories[0])
    database.dispose()


def test_each_call_fails_in_its_turn(url: str, record_property: Told) -> None:
    database = open_database(url)
    for at in range(1, MOST):
        promised: dict[str, int] = {}
        with calls_of_a_database() as calls:
            calls.fails_at = at
            try:
                keep_two(database, f".{at}", promised.__setitem__)
            except StoreError as error:
                assert "No space left on device" in str(error)  # noqa: PT017
        check(url, f".{at}", promised)
        if calls.made < at:
            break
        keep_two(database, f".{at}", promised.__setitem__)  # the cause is gone: all is there, once
        check(url, f".{at}", promised)
    assert 20 < at < MOST - 1
    record_property("calls_that_failed", at - 1)
    database.dispose()


def test_each_call_of_an_opening_fails_in_its_turn(tmp_path: Path, record_property: Told) -> None:
    for at in range(1, MOST):
        url = f"sqlite:///{tmp_path / str(at)}"
        with calls_of_a_database() as calls:
            calls.fails_at = at
            try:
                open_database(url)
            except StoreError as error:
                assert "No space left on device" in str(error)  # noqa: PT017
        if calls.made < at:
            break
        check(url, "", {})
    assert 10 < at < MOST - 1
    record_property("calls_that_failed", at - 1)


def keep_two_and_be_killed(_number: int, url: str, said: Path, at: int) -> None:
    """A process that ends with its so-many-th call."""
    database = open_database(url)
    with calls_of_a_database() as calls:
        calls.killed_at = at
        keep_two(database, f".{at}", _noted(said))


def keep_two_on_a_full_disk(_number: int, url: str, said: Path, room: int) -> None:
    """A process whose files may not grow beyond so many bytes."""
    database = open_database(url)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # then writing fails, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    keep_two(database, f".{room}", _noted(said))


def _noted(said: Path) -> Callable[[str, int], None]:
    def note(training: str, iteration: int) -> None:
        print(training, iteration, file=notes, flush=True)

    notes = said.open("w")
    return note


def test_killed_at_each_call(tmp_path: Path, record_property: Told) -> None:
    url, said = f"sqlite:///{tmp_path / 'runs.db'}", tmp_path / "said"
    for at in range(1, MOST):
        ended = at_once(1, keep_two_and_be_killed, url, said, at)
        check(url, f".{at}", _read(said))
        if ended == [0]:
            break
        assert ended == [-signal.SIGKILL]
    assert 20 < at < MOST - 1
    record_property("calls_that_killed", at - 1)


def test_a_disk_that_is_full_at_each_page(tmp_path: Path, record_property: Told) -> None:
    fates = []
    for pages in range(1, MOST):
        url, said = f"sqlite:///{tmp_path / str(pages)}", tmp_path / "said"
        open_database(url).dispose()
        said.unlink(missing_ok=True)
        ended = at_once(1, keep_two_on_a_full_disk, url, said, pages * ROOM)
        check(url, f".{pages * ROOM}", _read(said))
        fates.append(ended)
        if ended == [0]:
            break
    assert len(fates) > 3
    assert fates[-1] == [0]
    record_property("sizes_that_were_full", len(fates) - 1)


def _read(said: Path) -> dict[str, int]:
    lines = said.read_text().splitlines() if said.exists() else []
    return {training: int(iteration) for training, iteration in map(str.split, lines)}


@pytest.fixture(autouse=True)
def _no_output_of_failed_processes(capfd: pytest.CaptureFixture[str]) -> None:
    """Their tracebacks are expected."""
