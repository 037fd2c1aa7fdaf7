"""What the server does once: while the first browser comes, and when it has a page to look at."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from importlib import import_module
from threading import Lock, Thread, Timer

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from threadpoolctl import threadpool_limits

HEAVY = (  # what pages import
    "bp.app.navigation",
    "bp.charts",
    "bp.diagnosis",
    "bp.app.live.engine",
    "bp.app.live.keeper",
)

DRAWN = 1.0  # seconds from the end of the script until the browser has the page

_one_at_a_time = Lock()


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Answer at once: the first browser has a second's work of its own before it needs a page."""
    # Until the first `st.navigation`, Streamlit takes any folder `pages` for its older router's,
    # and greets the first visitor of a link such as /compare with "Page not found".
    PagesManager.uses_pages_directory = False
    Thread(target=ready_for_pages).start()
    try:
        yield
    finally:
        ready_for_pages()
        import_module("bp.app.live.engine").engine().close()
        import_module("bp.app.live.keeper").keeper().close()  # with what came of the last slices


def ready_for_pages() -> None:
    """Return when all that pages need is imported, and the process is settled for live training."""
    with _one_at_a_time:
        _prepare()


@lru_cache(maxsize=1)
def _prepare() -> None:
    for module in HEAVY:
        import_module(module)
    # A second BLAS thread would only take the core that draws the page.
    threadpool_limits(limits=1, user_api="blas")


@lru_cache(maxsize=1)
def after_first_page() -> None:
    """Have done what would hold the first page up, when the browser has drawn it."""
    timer = Timer(DRAWN, _begin_work)
    timer.daemon = True
    timer.start()


def _begin_work() -> None:
    """Start the workers, unless a training was faster, and look for garbage once.

    Streamlit looks for some after every run, and would search all that was imported each time,
    100 ms a frame: from here on it is left out.
    """
    import_module("bp.app.live.engine").engine().begin()
    gc.collect()
    gc.freeze()
