"""Keeps what is trained in the app on the disk, in a thread of its own: no page waits for it."""

import logging
import time
from collections.abc import Callable
from functools import cache
from threading import Condition, Lock, Thread
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from bp.app.live.training import LiveTraining
from bp.app.live.work import LiveWork
from bp.store import Saver, StoreError, database_url, new_id, open_database, remember

KINDS = {"run": "train", "comparison": "compare"}  # by the names of slots
LOOK = 0.1  # seconds between two looks at what there is to save
AGAIN = 5.0  # seconds after which what visitors have at hand is tried again, where it failed

logger = logging.getLogger(__name__)


class Kept:
    """A live training, its place in the database, and how much of it is there."""

    def __init__(self, saver: Saver, saved: tuple[Any, ...] | None = None) -> None:
        self.saver = saver
        self.saved = saved  # what `_state_of` said when it was last saved

    def state_of(self, work: Any, running: bool) -> tuple[Any, ...]:
        """What changes when there is something to save."""
        return (*self.saver.mark(work), running)

    @property
    def was_running(self) -> bool:
        """Whether it ran when it was last saved: what ran goes on after a restart."""
        return self.saved is not None and bool(self.saved[-1])

    @property
    def problem(self) -> str:
        """What stands in the way of saving; empty where nothing does."""
        return self.saver.problem


class Keeper:
    """Saves every training that it was told of, as it goes on and when it comes to rest."""

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[LiveWork[Any], Kept] = WeakKeyDictionary()
        self._unsaved: set[LiveWork[Any]] = set()  # which must not go before they are saved
        self._workspaces: dict[str, tuple[Callable[[], Engine], dict[str, Any]]] = {}
        self._changed = Condition()
        self._workspaces_due = 0.0
        self._ends = False
        self._thread: Thread | None = None

    def keep(self, live: LiveTraining, page: str) -> None:
        """Keep `live`, which `page` shows, from when it begins; once told is enough."""
        self.keep_as(live, Saver(database_opener(), new_id(), KINDS.get(page, page)))

    def keep_as(self, live: LiveWork[Any], saver: Saver, *, is_saved: bool = False) -> None:
        """Keep `live` as a training that may be there already, or that is there as it is now."""
        with self._changed:
            if live not in self._kept:
                self._kept[live] = Kept(saver)
                if is_saved:
                    self._kept[live].saved = self._kept[live].state_of(
                        live.snapshot(), live.running
                    )
            self._begin()

    def hold(self, live: LiveWork[Any]) -> None:
        """Let go of `live` only when it is saved, though nobody else holds it any more."""
        if not live.untouched and not self.is_saved(live):
            self._unsaved.add(live)

    def of(self, live: LiveWork[Any]) -> Kept | None:
        """What is known of a training's keeping; None where it is not kept."""
        return self._kept.get(live)

    def is_saved(self, live: LiveWork[Any], patience: float = 0.0) -> bool:
        """Whether all of it is on the disk, now or after `patience` seconds."""

        def on_disk() -> bool:
            kept = self.of(live)
            return kept is not None and kept.saved == kept.state_of(live.snapshot(), live.running)

        with self._changed:
            self._changed.notify_all()
            return self._changed.wait_for(on_disk, patience)

    def remember(self, token: str, content: dict[str, Any]) -> None:
        """Keep what a visitor has at hand; when the database can be had."""
        with self._changed:
            self._workspaces[token] = database_opener(), content
            self._begin()
            self._changed.notify_all()

    def close(self) -> None:
        """Save what is not saved, and end."""
        with self._changed:
            self._ends = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(30)

    def _begin(self) -> None:
        if self._thread is None and not self._ends:
            self._thread = Thread(target=self._run, name="keeper", daemon=True)
            self._thread.start()

    def _all(self) -> list[tuple[LiveWork[Any], Kept]]:
        with self._changed:
            return list(self._kept.items())

    def _run(self) -> None:
        while not self._ends:
            self._look()
            with self._changed:
                if not self._ends:
                    self._changed.wait(LOOK)
        for live, kept in self._all():
            self._save(live, kept, at_once=True)
        self._save_workspaces(at_once=True)

    def _look(self) -> None:
        for live, kept in self._all():
            self._save(live, kept)
        self._save_workspaces()

    def _save(self, live: LiveWork[Any], kept: Kept, *, at_once: bool = False) -> None:
        """Save it where that is due: when it begins or comes to rest, else now and then."""
        try:
            running = live.running
            waits = (running and kept.was_running) or kept.saver.problem
            if waits and not (at_once or kept.saver.is_due):
                return
            trainer = live.snapshot()
            state = kept.state_of(trainer, running)
            if state == kept.saved or (live.untouched and not running):
                self._unsaved.discard(live)
                return
            self._unsaved.add(live)
            if kept.saver.try_to_save(trainer, _status(trainer, running)):
                with self._changed:
                    kept.saved = state
                    self._changed.notify_all()
                if not running:
                    self._unsaved.discard(live)
        except Exception:  # whatever it is, the others are kept
            logger.exception("A training is not kept.")

    def _save_workspaces(self, *, at_once: bool = False) -> None:
        if time.monotonic() < self._workspaces_due and not at_once:
            return
        with self._changed:
            waiting = dict(self._workspaces)
        for token, (opened, content) in waiting.items():
            try:
                remember(opened(), token, content)
            except StoreError as error:
                logger.warning("%s", error)
                self._workspaces_due = time.monotonic() + AGAIN
                return
            with self._changed:
                if self._workspaces.get(token) == (opened, content):
                    del self._workspaces[token]


def _status(work: Any, running: bool) -> str:
    return "running" if running else "finished" if work.finished else "paused"


_databases: dict[str, Engine] = {}
_opening = Lock()


def database_opener() -> Callable[[], Engine]:
    """What opens the database that is configured now, once for all who ask."""
    url = database_url()

    def opened() -> Engine:
        with _opening:
            if url not in _databases:
                for other in list(_databases):  # it was configured anew: one at a time is in use
                    _databases.pop(other).dispose()
                _databases[url] = open_database(url)
            return _databases[url]

    return opened


@cache
def keeper() -> Keeper:
    """The one keeper of this process."""
    return Keeper()
