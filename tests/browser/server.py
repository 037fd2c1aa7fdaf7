"""The app in a process of its own, with a home that the story gives it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.in_app.server import Server, start

ROOT = Path(__file__).parents[2]


@contextmanager
def serving(home: Path, *, port: int = 0, **environment: str) -> Iterator[Server]:
    """Serve the app on a port, a free one if none is given; afterwards nothing of it is left."""
    server = start(ROOT, home, port, **environment)
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.end()


def workers_of(server: Server) -> list[int]:
    """The processes that train for it."""
    listed = (path for path in Path("/proc").iterdir() if path.name.isdecimal())
    return [int(path.name) for path in listed if _is_worker(server, path)]


def _is_worker(server: Server, process: Path) -> bool:
    try:
        parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
        is_child = int(parent) == server.process.pid
        return is_child and b"spawn_main" in (process / "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it ended while we looked
        return False
