"""Large arrays go to a worker and back in memory; nothing else is different for that."""

import os
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from bp.parallel import memory
from bp.parallel.memory import LARGE, MappingPool, Memory, pack, repack
from bp.parallel.workers import process_pool
from tests.parallel.engines import until

Array = NDArray[np.float32]
pytestmark = pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="Linux has such memory")


def array(nbytes: int, start: int = 0) -> Array:
    return np.arange(start, start + nbytes // 4, dtype=np.float32)


def changed(arrays: list[Array]) -> tuple[list[Array], list[bool]]:
    """Change them in place; whether each may be changed, as in any other process."""
    for each in arrays:
        each += 1
    return arrays, [each.flags.writeable for each in arrays]


def made(nbytes: int, _given: Array) -> Array:
    return array(nbytes)


def end(_given: Array) -> None:
    os._exit(1)


@pytest.fixture
def pool() -> Iterator[MappingPool]:
    pool = process_pool(2, None)
    until(lambda: pool._maps)
    yield pool
    pool.shutdown()


@pytest.mark.parametrize("sizes", [[LARGE], [LARGE - 4, LARGE + 4, 12], [3 * LARGE, LARGE, 0]])
def test_what_a_worker_changes_in_place_comes_back(pool: MappingPool, sizes: list[int]) -> None:
    given = [array(size, start=place) for place, size in enumerate(sizes)]
    arrays, writeable = pool.submit(changed, given).result()

    for place, (back, size) in enumerate(zip(arrays, sizes, strict=True)):
        np.testing.assert_array_equal(back, array(size, start=place + 1))
        np.testing.assert_array_equal(given[place], array(size, start=place))  # stays as it was
        assert back.flags.writeable
    assert all(writeable)


def test_what_a_worker_makes_comes_back(pool: MappingPool) -> None:
    back = pool.submit(made, 2 * LARGE, array(LARGE)).result()
    np.testing.assert_array_equal(back, array(2 * LARGE))


def test_large_arrays_do_not_go_through_the_pipe() -> None:
    given = [array(LARGE), array(8 * LARGE), array(4)]
    parcel, laid_out = pack(given)
    assert laid_out is not None
    assert len(parcel.content) < LARGE
    opened = parcel.open(laid_out.bytes)
    answer = repack(changed(opened), laid_out.bytes)
    assert len(answer.content) < LARGE
    (back, _) = answer.open(laid_out.bytes)
    np.testing.assert_array_equal(back[1], array(8 * LARGE, start=1))


def test_a_part_of_a_large_array_and_the_whole_stay_one() -> None:
    whole = array(4 * LARGE)
    parcel, laid_out = pack(whole)
    assert laid_out is not None
    opened = parcel.open(laid_out.bytes)
    part, again = repack((opened[LARGE : 2 * LARGE], opened), laid_out.bytes).open(laid_out.bytes)
    again += 1
    np.testing.assert_array_equal(part, whole[LARGE : 2 * LARGE] + 1)


def test_memory_is_given_back_with_the_last_array(pool: MappingPool) -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    before = descriptors()
    kept = [pool.submit(changed, [array(LARGE)]).result()[0] for _ in range(5)]
    assert descriptors() > before
    del kept
    until(lambda: descriptors() <= before)


def test_a_worker_that_ends_with_the_memory_breaks_the_pool(pool: MappingPool) -> None:
    with pytest.raises(BrokenProcessPool):
        pool.submit(end, array(LARGE)).result()
    with pytest.raises(BrokenProcessPool):
        pool.submit(changed, [array(LARGE)])


def test_what_a_worker_raises_is_raised(pool: MappingPool) -> None:
    with pytest.raises(TypeError):
        pool.submit(changed, array(LARGE), "too many").result()


def none(_size: int) -> Memory:
    raise OSError("none")


def test_without_such_memory_all_goes_through_the_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "Memory", none)
    pool = process_pool(1, None)
    arrays: Any = pool.submit(changed, [array(LARGE)]).result()[0]
    assert not pool._maps
    np.testing.assert_array_equal(arrays[0], array(LARGE, start=1))
    pool.shutdown()


def test_where_too_many_files_are_open_the_pipe_is_taken(
    pool: MappingPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "Memory", none)
    (arrays, _) = pool.submit(changed, [array(LARGE)]).result()
    np.testing.assert_array_equal(arrays[0], array(LARGE, start=1))
