"""Keeping maps: what each is over, and a row for each run or block of runs that is through."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, func, insert, or_, select, update

from bp.data import Dataset, DatasetError, load_dataset
from bp.store import searching
from bp.store.alive import SIGN_OF_LIFE, status_of, this_process
from bp.store.database import NotKeptError, StoreError, reading, writing
from bp.store.keeping import digest, versions
from bp.store.tables import MAP_RUNS, MAPS

Row = Mapping[str, Any]


@dataclass(frozen=True)
class KeptMap:
    """A map as it was kept."""

    status: str  # running, paused, finished, or interrupted: its process was ended
    space: dict[str, Any]
    dataset: Dataset | None  # a map of the boundary has none
    rows: dict[int, dict[str, Any]]  # of what is through, by its place


@dataclass(frozen=True)
class ListedMap:
    """A map as the list of maps shows it."""

    id: str
    created: float  # seconds since 1970
    status: str
    dataset: str  # empty where it has none
    space: dict[str, Any]
    rows: int  # how many there are by now


def keep_map(
    database: Engine,
    name: str,
    dataset: Dataset | None,
    space: Mapping[str, Any],
    rows: Mapping[int, Row],
    *,
    status: str = "paused",
    alive_for: float = SIGN_OF_LIFE,
) -> None:
    """Write a map down, or the rows that are new; when this returns, it is on the disk.

    To keep the same twice changes nothing. Raises StoreError, and then nothing was written.
    """
    now = time.time()
    state = {
        "status": status,
        "trainer": this_process(),
        "alive_until": now + alive_for if status == "running" else 0.0,
        "changed": now,
    }
    with writing(database) as connection:
        if not connection.execute(update(MAPS).where(MAPS.c.id == name).values(state)).rowcount:
            named, content = (dataset.name, digest(dataset)) if dataset else ("", "")
            data = {"dataset": named, "digest": content, "versions": versions()}
            values = {"id": name, "created": now, "space": dict(space), **data, **state}
            connection.execute(insert(MAPS).values(values))
        there = select(MAP_RUNS.c.place).where(MAP_RUNS.c.map == name)
        known = set(connection.scalars(there))
        new = [
            {"map": name, "place": place, "outcome": row}
            for place, row in rows.items()
            if place not in known
        ]
        if new:
            connection.execute(insert(MAP_RUNS), new)


def load_map(database: Engine, name: str, dataset: Dataset | None = None) -> KeptMap:
    """A map that was kept; `dataset` is loaded by its name where it is not given.

    Raises StoreError where there is no such map, or its data are others now.
    """
    with reading(database) as connection:
        kept = connection.execute(select(MAPS).where(MAPS.c.id == name)).one_or_none()
        if kept is None:
            raise NotKeptError(f"There is no kept map {name!r}.")
        query = select(MAP_RUNS).where(MAP_RUNS.c.map == name).order_by(MAP_RUNS.c.place)
        rows = {row.place: row.outcome for row in connection.execute(query)}
    if kept.dataset:
        dataset = dataset or _loaded(kept.dataset)
        if digest(dataset) != kept.digest:
            raise StoreError(
                f"This map cannot go on: {kept.dataset} holds other images now than it did then."
            )
    return KeptMap(status_of(kept), kept.space, dataset, rows)


def _loaded(name: str) -> Dataset:
    try:
        return load_dataset(name)
    except DatasetError as error:
        raise StoreError(f"This map cannot go on without its data. {error}") from error


def list_maps(
    database: Engine, search: str = "", *, deleted: bool = False, limit: int = 50, offset: int = 0
) -> list[ListedMap]:
    """A page of the maps that have `search` in them, those that were begun last first."""
    done = select(func.count()).where(MAP_RUNS.c.map == MAPS.c.id).scalar_subquery()
    query = select(MAPS, done.label("done")).where(_wanted(search, deleted))
    with reading(database) as connection:
        rows = connection.execute(searching.latest(query, MAPS, limit, offset)).all()
    return [
        ListedMap(row.id, row.created, status_of(row), row.dataset, row.space, row.done)
        for row in rows
    ]


def count_maps(database: Engine, search: str = "", *, deleted: bool = False) -> int:
    """How many maps have `search` in them."""
    return searching.count(database, MAPS, _wanted(search, deleted))


def _wanted(search: str, deleted: bool) -> ColumnElement[bool]:
    """In the data, in the id, and in what it is of: there its names have no spaces."""
    texts = [MAPS.c.space[name].as_string() for name in ("asked", "subject")]
    texts.append(MAPS.c.space["config", "activation"].as_string())
    columns = (MAPS.c.id, MAPS.c.dataset, *texts)
    either = (
        searching.wanted(MAPS, columns, text, deleted)
        for text in {search, search.replace(" ", "_")}
    )
    return or_(*either)
