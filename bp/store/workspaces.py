"""What a visitor of the app has at hand, kept by a token, to be found after a restart."""

import time
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from bp.store.database import reading, writing
from bp.store.tables import WORKSPACES


def remember(database: Engine, token: str, content: dict[str, Any]) -> None:
    """Keep what belongs to a token, in place of what was kept before."""
    with writing(database) as connection:
        connection.execute(delete(WORKSPACES).where(WORKSPACES.c.token == token))
        values = {"token": token, "content": content, "changed": time.time()}
        connection.execute(insert(WORKSPACES).values(values))


def recall(database: Engine, token: str) -> dict[str, Any] | None:
    """What was kept of a token, if anything was."""
    with reading(database) as connection:
        content: dict[str, Any] | None = connection.scalar(
            select(WORKSPACES.c.content).where(WORKSPACES.c.token == token)
        )
    return content
