"""What a visitor has trained, page by page; and how a browser that comes back finds it again.

A refresh is a new session to Streamlit, and the old one's state is gone. So what a session has
trained is also kept by the server, under a token that stands in the address. It opens it in the
browser that trained it alone: whoever is handed the address gets the settings.
"""

import pickle
from copy import deepcopy
from threading import Lock
from typing import Any, TypeVar

import streamlit as st

from bp.app.live.connection import is_connected, session_id
from bp.app.live.keeper import keeper
from bp.app.live.page_trainings import (
    COPIED,
    ELSEWHERE,
    GONE,
    Notes,
    PageTrainings,
    described,
    restored,
)
from bp.app.live.run_cache import new_token, run_cache
from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork
from bp.app.map.live import LiveMap, keep
from bp.app.visitor import visitor

IN_ADDRESS = "run"  # the name of the token
FORMERLY = ("comparison", "failure", "failure_cures", "failure_other", "inside")  # other names
WORKSPACE = "workspace"  # its place in the session


AnyLive = TypeVar("AnyLive", bound=LiveWork[Any])
_one_at_a_time = Lock()  # who restores from the disk


class Workspace:
    """What one visitor has trained, by page. It belongs to one session at a time."""

    def __init__(self, session: str, visitor: str = "") -> None:
        self.session = session
        self.visitor = visitor  # the browser that it belongs to; empty: any that has the token
        self.token = ""
        self.pages: dict[str, PageTrainings] = {}
        self.maps: list[LiveMap] = []  # the one at hand last, before it the regions around it
        self.others: dict[str, LiveWork[Any]] = {}  # by page: what else is in work
        self.notes: dict[str, Notes] = {}  # by page: what else it remembers; a refresh keeps it
        self.kept_notes: dict[str, Any] = {}  # by page: what came of them from the disk
        self.seen_running: list[LiveWork[Any]] = []  # when the script at hand began
        self.notice = ""  # what the visitor should know of how it came here
        self.remembered: dict[str, Any] = {}  # what is kept of it on the disk

    def page(self, name: str) -> PageTrainings:
        """What a page has trained."""
        return self.pages.setdefault(name, PageTrainings())

    @property
    def trainings(self) -> list[LiveTraining]:
        """All trainings of all pages."""
        return [live for page in self.pages.values() for live in page.trainings]

    @property
    def kept(self) -> list[LiveWork[Any]]:
        """What is kept on the disk."""
        return [*self.trainings, *self.maps]

    @property
    def everything(self) -> list[LiveWork[Any]]:
        """All that may run."""
        return [*self.kept, *self.others.values()]

    @property
    def is_begun(self) -> bool:
        """Whether there is anything that could be lost."""
        begun = any(live.running or not live.untouched for live in self.kept)
        return begun or bool(self.notes or self.kept_notes)

    def described(self) -> dict[str, Any]:
        """What is kept of it on the disk, by page."""
        notes = {page: notes.to_keep() for page, notes in self.notes.items()}
        return described(self.pages, self.maps, {**self.kept_notes, **notes}, self.visitor)

    def opens_for(self, visitor: str) -> bool:
        """Whether a browser may have it."""
        return self.visitor in ("", visitor)

    @property
    def is_connected(self) -> bool:
        """Whether a browser shows it now."""
        return is_connected(self.session)

    @property
    def nbytes(self) -> int:
        """About the memory that it takes."""
        return sum(live.work.nbytes for live in self.everything)

    def own(self, live: AnyLive) -> AnyLive:
        """Let `live` run as long as this workspace is looked at."""
        live.is_watched = lambda: self.is_connected
        return live

    def pause(self) -> None:
        """Let nothing run on."""
        for live in self.everything:
            live.pause()

    def drop_earliest(self) -> bool:
        """Forget the earliest training that a page only keeps to bring it back; if there is one."""
        for page in self.pages.values():
            if page.earlier:
                del page.earlier[0]
                return True
        return False

    def copy(self, session: str) -> "Workspace":
        """What is at hand here, for somebody else to go on from: copies, at rest."""
        copy = Workspace(session, self.visitor)
        copy.notice = COPIED
        copy.notes, copy.kept_notes = deepcopy(self.notes), deepcopy(self.kept_notes)
        for name, page in self.pages.items():
            if page.current and not page.current.untouched:
                trainer = pickle.loads(pickle.dumps(page.current.snapshot()))
                live = copy.page(name).current = copy.own(LiveTraining(trainer))
                keeper().keep(live, name)
        copy.maps = [
            keep(copy.own(LiveMap(pickle.loads(pickle.dumps(live.snapshot())))))
            for live in self.maps
            if not live.untouched
        ]
        return copy


def workspace() -> Workspace:
    """The workspace of this session, an empty one at first."""
    found = st.session_state.get(WORKSPACE)
    if not isinstance(found, Workspace):
        found = st.session_state[WORKSPACE] = Workspace(session_id(), visitor())
    return found


def open_workspace() -> None:
    """At the start of a page: find what the address names, and keep what could be lost."""
    if WORKSPACE not in st.session_state:
        st.session_state[WORKSPACE] = _restored()
    mine = workspace()
    mine.seen_running = [live for live in mine.everything if live.running]
    if any(live.running for live in mine.kept):
        mine.notice = ""
    if mine.is_begun:
        mine.token = mine.token or new_token()
        run_cache().put(mine.token, mine)
        if st.query_params.get(IN_ADDRESS) != mine.token:
            st.query_params[IN_ADDRESS] = mine.token
        if mine.remembered != (now := mine.described()):
            keeper().remember(mine.token, now)
            mine.remembered = now


def _restored() -> Workspace:
    """After a refresh, or where a link was opened: what the token names, or a copy of it."""
    mine = Workspace(session_id(), visitor())
    tokens = [st.query_params[name] for name in (IN_ADDRESS, *FORMERLY) if name in st.query_params]
    for name in (IN_ADDRESS, *FORMERLY):
        st.query_params.pop(name, None)
    if not tokens:
        return mine
    with _one_at_a_time:  # two windows may ask for what is on the disk
        kept = run_cache().get(tokens[0])
        if kept is None:
            _restore_from_disk(mine, tokens[0])
            return mine
    if not kept.opens_for(mine.visitor):
        mine.notice = ELSEWHERE
        return mine
    if kept.is_connected and kept.session != mine.session:
        return kept.copy(mine.session)
    kept.session = mine.session
    return kept


def _restore_from_disk(mine: Workspace, token: str) -> None:
    """What the token named before the server began anew; what ran then goes on."""
    back = restored(token, mine.visitor)
    if back.away:
        st.query_params[IN_ADDRESS] = token  # a refresh asks again
    mine.pages, mine.maps, mine.kept_notes = back.pages, back.maps, back.notes
    mine.notice = back.away or (ELSEWHERE if back.elsewhere else "" if back.complete else GONE)
    for live in mine.kept:
        mine.own(live)
    if mine.kept or mine.kept_notes:
        mine.token = token
        run_cache().put(token, mine)
    for live in back.ran:
        live.start()
