"""Keeping gradient checks: the settings of each, its verdict and its figures.

The same settings on the same data give the same figures. So a check is one row however often it is
done, and one that is through stays as it is; one that was interrupted is done from its beginning.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Engine, insert, select, update

from bp.data import Dataset
from bp.store import searching
from bp.store.alive import SIGN_OF_LIFE, status_of, this_process
from bp.store.database import reading, writing
from bp.store.keeping import digest, versions
from bp.store.tables import CHECKS

ID_LENGTH = 16  # hexadecimal digits
SEARCHED = ("precision", "mistake", *(("config", each) for each in ("activation", "targets")))


class AnyCheck(Protocol):
    """What of a gradient check is kept."""

    @property
    def dataset(self) -> Dataset:
        """What it is done on."""

    @property
    def progress(self) -> tuple[int, int]:
        """The units done and in all."""

    @property
    def description(self) -> Mapping[str, Any]:
        """Its settings, as JSON has them."""

    @property
    def headline(self) -> str:
        """The verdict in words."""

    @property
    def found(self) -> Mapping[str, Any]:
        """Its figures, as JSON has them."""


@dataclass(frozen=True)
class KeptCheck:
    """A gradient check as it was kept."""

    id: str
    created: float  # when it was begun last, in seconds since 1970
    status: str  # running, paused, finished, or interrupted: its process was ended
    dataset: str
    digest: str  # of the data
    settings: dict[str, Any]
    headline: str
    found: dict[str, Any]
    versions: dict[str, str]


def check_id(dataset: Dataset, settings: Mapping[str, Any]) -> str:
    """The name of the check with these settings on these data."""
    told = json.dumps([digest(dataset), settings], sort_keys=True)
    return sha256(told.encode()).hexdigest()[:ID_LENGTH]


def keep_check(
    database: Engine,
    check: AnyCheck,
    *,
    status: str = "paused",
    begun: float | None = None,
    alive_for: float = SIGN_OF_LIFE,
) -> None:
    """Write a check down as it is now; when this returns, it is on the disk.

    To keep the same twice changes nothing. One that is through stays as it is. One that was
    deleted before it was `begun`, in seconds since 1970, is there again. Raises StoreError, and
    then nothing was written.
    """
    now = time.time()
    begun, settings = begun or now, dict(check.description)
    name, data = check_id(check.dataset, settings), digest(check.dataset)
    values = {
        "status": status,
        "trainer": this_process(),
        "alive_until": now + alive_for if status == "running" else 0.0,
        "changed": now,
        "headline": check.headline,
        "found": dict(check.found),
        "versions": versions(),
    }
    row, is_open = CHECKS.c.id == name, CHECKS.c.status != "finished"
    with writing(database) as connection:
        connection.execute(update(CHECKS).where(row, is_open).values(values))
        is_earlier = CHECKS.c.created < begun
        again = {"created": begun, "deleted": None}
        connection.execute(update(CHECKS).where(row, is_earlier).values(again))
        if connection.scalar(select(CHECKS.c.id).where(row)) is None:
            values |= {"id": name, "created": begun, "settings": settings}
            values |= {"dataset": check.dataset.name, "digest": data}
            connection.execute(insert(CHECKS).values(values))


def list_checks(
    database: Engine, search: str = "", *, deleted: bool = False, limit: int = 50, offset: int = 0
) -> list[KeptCheck]:
    """A page of the checks that have `search` in them, those that were begun last first."""
    query = select(CHECKS).where(_wanted(search, deleted))
    with reading(database) as connection:
        rows = connection.execute(searching.latest(query, CHECKS, limit, offset)).all()
    return [_kept(row) for row in rows]


def count_checks(database: Engine, search: str = "", *, deleted: bool = False) -> int:
    """How many checks have `search` in them."""
    return searching.count(database, CHECKS, _wanted(search, deleted))


def _wanted(search: str, deleted: bool) -> ColumnElement[bool]:
    columns = [CHECKS.c.id, CHECKS.c.dataset, CHECKS.c.headline]
    texts = [CHECKS.c.settings[path].as_string() for path in SEARCHED]
    return searching.wanted(CHECKS, [*columns, *texts], search, deleted)


def _kept(row: Any) -> KeptCheck:
    return KeptCheck(
        id=row.id,
        created=row.created,
        status=status_of(row),
        dataset=row.dataset,
        digest=row.digest,
        settings=row.settings,
        headline=row.headline,
        found=row.found,
        versions=row.versions,
    )
