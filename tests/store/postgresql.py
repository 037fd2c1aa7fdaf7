"""A PostgreSQL of the tests' own: Debian's package, in a folder that is thrown away."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from sqlalchemy import create_engine, text

DEBIANS = Path("/usr/lib/postgresql")
NUMBERS = count()


@dataclass(frozen=True)
class Cluster:
    """A server that listens on a socket in `folder`, and on no network."""

    folder: Path

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"runs_{next(NUMBERS)}"
        url = self.url("postgres").replace("postgresql", "postgresql+psycopg", 1)
        server = create_engine(url, isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        server.dispose()
        return self.url(name)


def missing() -> str:
    """What stands in the way of a cluster here; empty where nothing does."""
    if not _programs():
        return "There is no PostgreSQL: `make postgresql` or `apt-get install postgresql` has it."
    return ""


@contextmanager
def serving() -> Iterator[Cluster]:
    folder = Path(mkdtemp(prefix="pg-", dir="/tmp"))  # a short path: a socket's may be of 107 bytes
    as_user: dict[str, Any] = {"cwd": folder, "check": True, "stdout": subprocess.DEVNULL}
    if os.geteuid() == 0:  # which PostgreSQL refuses to run as
        shutil.chown(folder, "postgres")
        as_user |= {"user": "postgres", "group": "postgres", "extra_groups": []}
    programs = _programs()[-1]
    data, log = folder / "data", folder / "log"
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "postgres",
        "-A",
        "trust",
        "--no-sync",
    ]
    control: list[str | Path] = [programs / "pg_ctl", "-D", data, "-w", "-t", "120"]
    try:
        subprocess.run(initdb, **as_user)
        subprocess.run([*control, "-l", log, "-o", options, "start"], **as_user)
        try:
            yield Cluster(folder)
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], **as_user)
    finally:
        shutil.rmtree(folder)


def _programs() -> list[Path]:
    return sorted(path.parent for path in DEBIANS.glob("*/bin/initdb"))
