"""How many threads a matrix product may use."""

from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController


def one_blas_thread() -> AbstractContextManager[Any]:
    """While this is entered, BLAS uses one thread for a product.

    The products of a network this small are over before a second thread has woken up: on two
    cores two threads gained nothing for one run, took longer for eight together, and many times
    as long where another process was busy. Runs are better shared out among threads as a whole.

    Where another thread of the process has set a limit already, that one holds.
    """
    limit: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limit


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()  # to look for the libraries takes a millisecond
