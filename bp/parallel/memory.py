"""Large arrays on their way to a worker process and back: in memory that both map.

Here they are copied once, and the worker changes them where they stand. Through a pipe, the weights
of 80 networks took three times as long, and twice as much of this process's time.
"""

import mmap
import os
import pickle
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

LARGE = 262_144  # bytes of an array; a smaller one goes through the pipe as fast
EVEN = 64  # bytes: where an array begins, for the processor's sake

Place = tuple[int, int]  # of an array in the memory: its first byte and how many


class Parcel(NamedTuple):
    """Something pickled, without the arrays that stand in a memory."""

    content: bytes
    places: Sequence[Place] = ()

    def open(self, memory: memoryview | None = None) -> Any:
        """The thing; its arrays are parts of the memory, which lives as long as they do."""
        assert memory is not None or not self.places
        arrays = [memory[first : first + size] for first, size in self.places] if memory else ()
        return pickle.loads(self.content, buffers=arrays)


class Memory:
    """Memory of the system's, without a file: gone when nobody has it open or maps it any more.

    Other processes of the same user open it by its `path`, while this object is there. Raises
    OSError where the system has none.
    """

    def __init__(self, size: int) -> None:
        if not hasattr(os, "memfd_create"):
            raise OSError("only Linux has memory that other processes find by a path")
        descriptor = os.memfd_create("bp")
        weakref.finalize(self, os.close, descriptor)
        os.ftruncate(descriptor, size)
        self.path = f"/proc/{os.getpid()}/fd/{descriptor}"
        self.bytes = _mapped(descriptor)


def pack(thing: Any) -> tuple[Parcel, Memory | None]:
    """Pickle a thing, with a copy of its large arrays in a memory, where it has any."""
    arrays: list[memoryview] = []

    def is_small(array: pickle.PickleBuffer) -> bool:
        raw = array.raw()
        if raw.nbytes >= LARGE:
            arrays.append(raw)
        return raw.nbytes < LARGE

    content = pickle.dumps(thing, 5, buffer_callback=is_small)
    if not arrays:
        return Parcel(content), None
    places: list[Place] = []
    end = 0
    for array in arrays:
        places.append((end, array.nbytes))
        end += -(-array.nbytes // EVEN) * EVEN
    memory = Memory(end)
    for array, (first, size) in zip(arrays, places, strict=True):
        memory.bytes[first : first + size] = array
    return Parcel(content, places), memory


def repack(thing: Any, memory: memoryview | None) -> Parcel:
    """Pickle a thing, without the arrays that stand in the memory already."""
    if memory is None:
        return Parcel(pickle.dumps(thing, 5))
    places: list[Place] = []
    start = _address(memory)

    def is_elsewhere(array: pickle.PickleBuffer) -> bool:
        raw = array.raw()
        first = _address(raw) - start if raw.nbytes else -1
        if not 0 <= first <= memory.nbytes - raw.nbytes:
            return True
        places.append((first, raw.nbytes))
        return False

    return Parcel(pickle.dumps(thing, 5, buffer_callback=is_elsewhere), places)


class MappingPool(ProcessPoolExecutor):
    """Worker processes that are given large arrays in memory, and give them back in the same.

    Through the pipe, like the rest, until a worker has shown that it can open such a memory.
    """

    def try_memory(self) -> None:
        """Have a worker show it; nobody waits for that."""
        try:
            self._tried = Memory(EVEN)
        except OSError:
            return
        super().submit(_can_open, self._tried.path).add_done_callback(self._take_down)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Queue a call; what is given stays as it is. Raises what the pool raises."""
        if not self._maps:
            return super().submit(fn, *args, **kwargs)
        try:
            parcel, memory = pack((fn, args, kwargs))
        except OSError:  # too many files are open
            memory = None
        if memory is None:
            return super().submit(fn, *args, **kwargs)
        opened: Future[Any] = Future()
        answer = super().submit(_call, parcel, memory.path)
        answer.add_done_callback(partial(_open_answer, opened, memory))
        return opened

    def _take_down(self, shown: "Future[bool]") -> None:
        self._maps = not shown.cancelled() and not shown.exception() and shown.result()

    _maps = False


def _can_open(path: str) -> bool:
    try:
        return _opened(path).nbytes > 0
    except OSError:
        return False


def _call(parcel: Parcel, path: str) -> Parcel:
    memory = _opened(path)
    fn, args, kwargs = parcel.open(memory)
    return repack(fn(*args, **kwargs), memory)


def _open_answer(opened: "Future[Any]", memory: Memory, answer: "Future[Parcel]") -> None:
    try:
        opened.set_result(answer.result().open(memory.bytes))
    except BaseException as error:  # a worker that is lost, or what the call raised
        opened.set_exception(error)


def _opened(path: str) -> memoryview:
    with Path(path).open("r+b") as file:
        return _mapped(file.fileno())


def _mapped(descriptor: int) -> memoryview:
    return memoryview(mmap.mmap(descriptor, 0))


def _address(raw: memoryview) -> int:
    address: int = np.frombuffer(raw, np.uint8).__array_interface__["data"][0]
    return address
