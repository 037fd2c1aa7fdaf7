"""What the process does once, before its first page."""

import gc

import streamlit as st
from threadpoolctl import threadpool_limits

# Imported here so that BLAS is there to be limited, and that all of it is frozen.
import bp.charts
import bp.training  # noqa: F401


@st.cache_resource
def prepare_process() -> None:
    """Settle the process for live training; the second session finds it settled.

    One BLAS thread: these products are too small to share between cores, and a second thread
    would only take the core that draws the page. `gc.freeze`: Streamlit collects garbage after
    every run, and would search all that was imported each time, 100 ms a frame.
    """
    threadpool_limits(limits=1, user_api="blas")
    gc.collect()
    gc.freeze()
