"""The one engine of this process: made of what the machine and the environment offer."""

import logging
import os
from functools import partial
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from bp.parallel.cluster import ClusterEngine
from bp.parallel.engine import Engine
from bp.parallel.workers import InOneThread, process_pool

logger = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Worker processes, as many as there are processors, or `BP_WORKERS`; none where that is 0.

    With `BP_DASK_SCHEDULER`, the address of a Dask scheduler, its workers instead.
    """
    if scheduler := os.environ.get("BP_DASK_SCHEDULER"):
        return ClusterEngine(scheduler)
    workers = _wanted_workers()
    if not workers:
        return Engine(InOneThread, 1)
    scratch = _scratch()
    return Engine(partial(process_pool, workers, scratch), workers, scratch)


def _scratch() -> Path | None:
    try:
        return Path(mkdtemp(prefix="bp-"))
    except OSError as error:  # a full disk: then each worker loads the data for itself
        logger.warning("There is no room for files that the workers share: %s", error)
        return None


def _wanted_workers() -> int:
    wanted = os.environ.get("BP_WORKERS", "")
    if wanted and not wanted.isdecimal():
        logger.warning("BP_WORKERS is %r; it must be a whole number. It is left out.", wanted)
    return int(wanted) if wanted.isdecimal() else processors()


def processors() -> int:
    """How many processors this process may use, or where no system says it: how many there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
