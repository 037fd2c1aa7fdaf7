"""Which rows of a table are wanted: those with a text in them, the deleted ones or the others."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Engine, Select, Table, and_, func, or_, select

from bp.store.database import reading


def wanted(table: Table, columns: Iterable[Any], search: str, deleted: bool) -> ColumnElement[bool]:
    """The rows that were deleted, or those that were not; with `search` in one of the columns."""
    gone = table.c.deleted
    is_there = gone.is_not(None) if deleted else gone.is_(None)
    if not search:
        return is_there
    return and_(is_there, or_(*(each.icontains(search, autoescape=True) for each in columns)))


def latest(query: Select[Any], table: Table, limit: int, offset: int) -> Select[Any]:
    """A page of rows, those that were begun last first."""
    order = table.c.created.desc(), table.c.id
    return query.order_by(*order).limit(limit).offset(offset)


def count(database: Engine, table: Table, where: ColumnElement[bool]) -> int:
    """How many rows there are."""
    with reading(database) as connection:
        return connection.scalar(select(func.count()).select_from(table).where(where)) or 0
