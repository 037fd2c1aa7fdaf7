"""An empty database: SQLite's, and PostgreSQL's where it is installed (with CI set it must be)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bp.store import open_database
from tests.store.postgresql import Cluster, missing, serving


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A cluster of its own on a socket of its own, gone afterwards."""
    if problem := missing():
        if "CI" in os.environ:
            pytest.fail(problem)
        pytest.skip(problem)
    with serving() as cluster:
        yield cluster


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that nobody has opened yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'home' / 'runs.db'}"
    cluster: Cluster = request.getfixturevalue("postgresql")
    return cluster.new_database()


@pytest.fixture
def database(url: str) -> Iterator[Engine]:
    opened = open_database(url)
    yield opened
    opened.dispose()


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    opened = open_database(f"sqlite:///{tmp_path / 'runs.db'}")
    yield opened
    opened.dispose()
