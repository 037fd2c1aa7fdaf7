"""What the server does once, before its first page."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from threadpoolctl import threadpool_limits

# Imported here so that BLAS is there to be limited, and that all of it is frozen.
import bp.app.navigation
import bp.charts
import bp.insight  # noqa: F401
from bp.app.engine import engine


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Settle the process for live training before the first visitor comes.

    One BLAS thread: these products are too small to share between cores, and a second thread
    would only take the core that draws the page. `gc.freeze`: Streamlit collects garbage after
    every run, and would search all that was imported each time, 100 ms a frame.
    """
    # Until the first `st.navigation`, Streamlit takes any folder `pages` for its older router's,
    # and greets the first visitor of a link such as /compare with "Page not found".
    PagesManager.uses_pages_directory = False
    threadpool_limits(limits=1, user_api="blas")
    gc.collect()
    gc.freeze()
    engine().begin()
    try:
        yield
    finally:
        engine().close()
