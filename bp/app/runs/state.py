"""Opening kept runs on other pages, deleting them, and the way back."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

import streamlit as st
from sqlalchemy import Engine

from bp.app.compare import state as compare
from bp.app.inside import state as inside
from bp.app.live.connection import end_page
from bp.app.live.keeper import database_opener, keeper
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.workspace import workspace
from bp.app.train import state as train
from bp.store import (
    KeptRun,
    StoreError,
    delete,
    free,
    go_on_with,
    load_trainer,
    restore,
    training_runs,
)

DELETED = "runs_just_deleted"  # in the session: the ids that Undo brings back
PROBLEM = "runs_problem"  # why the last thing that was asked for was not done
PAGES = {"train": "pages/explore/train.py", "compare": "pages/explore/compare.py"}


@contextmanager
def problems_shown() -> Iterator[None]:
    """Where the database cannot be had, say why instead of what is drawn within."""
    try:
        yield
    except StoreError as error:
        st.error(str(error), icon=":material/database_off:")


def database_or_stop() -> Engine:
    """The database of kept runs; where it cannot be had, say why and draw no more."""
    try:
        return database_opener()()
    except StoreError as error:
        st.error(str(error), icon=":material/database_off:")
        end_page()


def page_for(run: KeptRun) -> str:
    """The page that shows such a run: train or compare."""
    return "train" if run.together == 1 else "compare"


def take_to_hand(run: KeptRun) -> bool:
    """Have Train or Compare show a run, with all that trains together with it; whether it can."""
    live = None
    with problems_said():
        live = _at_hand(run.training) or _loaded(run.training)
    if live is None:
        return False
    slot: TrainingSlot = train.SLOT if page_for(run) == "train" else compare.SLOT
    if slot.current is not live:
        slot.put(live)
    if page_for(run) == "train":
        train.restore_controls(live)
    else:
        compare.bring_back(live)
    st.session_state[inside.NETWORK] = f"{page_for(run).capitalize()} {run.place}"
    return True


@contextmanager
def problems_said() -> Iterator[None]:
    """Where the database cannot be had, the page says so instead of failing."""
    try:
        yield
    except StoreError as error:
        st.session_state[PROBLEM] = str(error)


class HasId(Protocol):
    """A run, a map or a gradient check that is kept."""

    @property
    def id(self) -> str:
        """Its name in the database."""


def put_away(runs: Sequence[HasId]) -> None:
    """Delete what is kept; Undo brings it back."""
    ids = [run.id for run in runs]
    with problems_said():
        delete(database_opener()(), ids)
        st.session_state[DELETED] = ids


def bring_back(ids: Sequence[str]) -> None:
    """Bring back what was deleted."""
    with problems_said():
        restore(database_opener()(), ids)
        st.session_state.pop(DELETED, None)


def free_room() -> None:
    """Remove what was deleted for good."""
    with problems_said():
        free(database_opener()())
    st.session_state.pop(DELETED, None)  # what is there still is found among the deleted


def _at_hand(training: str) -> LiveTraining | None:
    """The live training, where this visitor has it already."""
    for live in workspace().trainings:
        kept = keeper().of(live)
        if kept and kept.saver.training == training:
            return live
    return None


def _loaded(training: str) -> LiveTraining:
    database = database_opener()()
    runs = training_runs(database, training)
    live = LiveTraining(load_trainer(database, training))
    status = runs[0].status  # where it is trained elsewhere, this is a copy with a name of its own
    saver = go_on_with(database_opener(), runs, as_another=status == "running")
    keeper().keep_as(live, saver, is_saved=status in ("paused", "finished"))
    return live
