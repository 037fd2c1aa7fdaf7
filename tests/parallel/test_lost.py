"""A pool that loses a worker breaks, whatever the worker was doing; it never waits for ever."""

import os
from concurrent.futures import ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any

import pytest

from bp.parallel.workers import process_pool
from tests.parallel.engines import PATIENCE


def end_in_a_message(size: int) -> bytes:
    """Have this worker end when it has sent a half of what is returned."""

    def send_half(pipe: Connection, message: Any, write: Any = os.write) -> None:
        write(pipe.fileno(), message[: len(message) // 2])
        os._exit(1)

    Connection._send = send_half  # type: ignore[attr-defined]
    return bytes(size)


def end(_size: int) -> None:
    """Have this worker end with nothing said."""
    os._exit(1)


@pytest.mark.parametrize("size", [1, 1_000_000])
@pytest.mark.parametrize("task", [end, end_in_a_message])
def test_a_pool_breaks_with_any_of_its_workers(task: Any, size: int) -> None:
    pool = process_pool(2, None)
    calls = [pool.submit(task, size), *(pool.submit(len, b"") for _ in range(5))]
    _done, waiting = wait(calls, PATIENCE)
    assert not waiting
    with pytest.raises(BrokenProcessPool):
        calls[0].result()
    pool.shutdown()


def test_a_pool_has_all_its_workers_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where one has done its first task before the next is asked for."""
    submit = ProcessPoolExecutor.submit
    monkeypatch.setattr(
        ProcessPoolExecutor, "submit", lambda *given: wait([submit(*given)]) and submit(*given)
    )
    pool = process_pool(3, None)
    monkeypatch.undo()
    assert len(pool._processes) == 3
    assert [pool.submit(len, b"abc").result() for _ in range(6)] == [3] * 6
    pool.shutdown()
