"""The app in a process of its own, with a home of its own and no way out of this machine."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

NOBODY = "http://127.0.0.1:9"  # a proxy that refuses at once: no network, and no wait for it
PATIENCE = 120  # seconds to start, and 10 to end


@dataclass(frozen=True)
class Server:
    """The app as it is served, and what it wrote."""

    process: subprocess.Popen[bytes]
    app: Path
    port: int
    home: Path  # its BP_HOME
    log: Path
    base: str = ""  # its base path

    @property
    def address(self) -> str:
        """What a browser opens."""
        return f"http://127.0.0.1:{self.port}{self.base}"

    @property
    def stream(self) -> str:
        """What the page in the browser connects to."""
        return f"ws://127.0.0.1:{self.port}/_stcore/stream"

    def is_healthy(self) -> bool:
        """Whether it answers."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", f"{self.base}/_stcore/health")
                return connection.getresponse().status == 200
            except (OSError, HTTPException):
                return False

    def wait_until_healthy(self) -> None:
        """Return as soon as it answers. Raises RuntimeError with its log if it never does."""
        until = time.monotonic() + PATIENCE
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"The app did not start: {self.log.read_text()}")
            time.sleep(0.02)

    def complaints(self) -> str:
        """The lines of its log from the first error in its own code on.

        Streamlit may log an error of its own when a window closes in the middle of an update.
        """
        own_code = re.compile(rf'File "{re.escape(str(self.app))}/(bp|pages|streamlit_app)')
        written = self.log.read_text(errors="replace")
        found = own_code.search(written)
        return written[found.start() :] if found else ""

    def end(self) -> None:
        """End the process, and whatever it may have left running."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        with suppress(ProcessLookupError):
            for _ in range(100):  # again until the last of its workers is gone
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.poll()
                time.sleep(0.05)


@contextmanager
def serving(app: Path, *, wait: bool = True) -> Iterator[Server]:
    """Serve the app in this folder on a free port; afterwards nothing of it is left running.

    Raises RuntimeError where the app's log holds an error: what was measured is not the app.
    """
    with TemporaryDirectory() as home:
        server = start(app, Path(home))
        try:
            if wait:
                server.wait_until_healthy()
            yield server
            if complaints := server.complaints():
                raise RuntimeError(f"The app complains: {complaints}")
        finally:
            server.end()


def start(app: Path, home: Path, port: int = 0, **environment: str) -> Server:
    """Start the app in this folder on a port, a free one if none is given; somebody must end it."""
    port, log = port or free_port(), home / "log"
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), NOBODY)
    with log.open("wb") as output:
        process = subprocess.Popen(
            command + options,
            cwd=app,
            env={**os.environ, **proxies, **environment, "BP_HOME": str(home), "TMPDIR": str(home)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # a group of its own, so that all of it can be ended
        )
    base = environment.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    return Server(process, app, port, home, log, f"/{base}" if base else "")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
