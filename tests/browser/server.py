"""The app in a process of its own, with a home of its own and no way out of this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOBODY = "http://127.0.0.1:9"  # a proxy that refuses at once: no network, and no wait for it
PATIENCE = 120  # seconds to start


@dataclass(frozen=True)
class Server:
    """The app as it is served, and what it wrote."""

    process: subprocess.Popen[bytes]
    port: int
    home: Path  # its BP_HOME
    log: Path
    base: str = ""  # its base path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}"

    @property
    def stream(self) -> str:
        """Where a page listens."""
        return f"ws://127.0.0.1:{self.port}/_stcore/stream"

    def is_healthy(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", f"{self.base}/_stcore/health")
                return connection.getresponse().status == 200
            except (OSError, HTTPException):
                return False

    def wait_until_healthy(self) -> None:
        until = time.monotonic() + PATIENCE
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"The app did not start: {self.log.read_text()}")
            time.sleep(0.05)

    @property
    def workers(self) -> list[int]:
        """The processes that train for it."""
        listed = (path for path in Path("/proc").iterdir() if path.name.isdecimal())
        return [int(path.name) for path in listed if self._is_worker(path)]

    def _is_worker(self, process: Path) -> bool:
        try:
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            return (
                int(parent) == self.process.pid
                and b"spawn_main" in (process / "cmdline").read_bytes()
            )
        except (FileNotFoundError, ProcessLookupError):  # it ended while we looked
            return False

    def end(self) -> None:
        """End the process and all that it started."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(10)
            except ProcessLookupError:
                self.process.wait()
            except subprocess.TimeoutExpired:
                continue
            return


@contextmanager
def serving(home: Path, *, port: int = 0, **environment: str) -> Iterator[Server]:
    """Serve the app on a port, a free one if none is given; afterwards nothing of it is left."""
    port, log = port or free_port(), home / "log"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}"]
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), NOBODY)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command + options,
            cwd=ROOT,
            env={**os.environ, **proxies, **environment, "BP_HOME": str(home), "TMPDIR": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that all of it can be ended
        )
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    server = Server(process, port, home, log, f"/{base}" if base else "")
    try:
        server.wait_until_healthy()
        yield server
    finally:
        server.end()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
