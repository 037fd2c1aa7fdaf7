"""The app in a process of its own, and a real Chromium that looks at it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # as if there were no network
]
PATIENCE = 15_000  # milliseconds: other processes may have the processor
NOBODY = "http://127.0.0.1:9"  # a proxy that refuses at once: no network, and no wait for it
REPORT_EXCEPTIONS = """
    new MutationObserver(() => {
        const exception = document.querySelector('[data-testid=stException]')
        if (exception) console.error(exception.textContent)
    }).observe(document, {childList: true, subtree: true})
"""


@dataclass(frozen=True)
class Server:
    """The app as it is served, and what it wrote."""

    address: str
    home: Path  # its BP_HOME
    log: Path


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The app on a free port, with a home of its own and no way out of this machine."""
    with TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        served = Server(f"http://127.0.0.1:{port}", Path(folder), Path(folder, "log"))
        process = _start(served, port)
        stop = signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up then, too
        try:
            _wait_until_healthy(process, served, port)
            yield served
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            signal.signal(signal.SIGTERM, stop)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium. A module's, since other tests mind the event loop that comes with it."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        missing = "There is no Chromium: `apt-get install chromium`, or `make browser`."
        pytest.fail(missing) if "CI" in os.environ else pytest.skip(missing)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A visitor's browser window. Fails the test for any error, there or on the server."""
    logged_before = server.log.stat().st_size
    errors: list[str] = []
    with browser.new_context(
        base_url=server.address, viewport={"width": 1280, "height": 720}
    ) as context:
        context.add_init_script(REPORT_EXCEPTIONS)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: said.type == "error" and errors.append(said.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: errors.extend(_leaving(request, server)))
        yield page
    logged = server.log.read_text()[logged_before:]
    assert "Traceback" not in logged, logged
    assert errors == []


def _start(server: Server, port: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}"]
    proxies = dict.fromkeys(("http_proxy", "https_proxy"), NOBODY)
    with server.log.open("wb") as log:
        return subprocess.Popen(
            command + options,
            cwd=ROOT,
            env={**os.environ, **proxies, "BP_HOME": str(server.home)},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that it ends with all that it started
        )


def _wait_until_healthy(process: subprocess.Popen[bytes], server: Server, port: int) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while not _healthy(port):
        if process.poll() is not None or time.monotonic() > until:
            pytest.fail(f"The app did not start: {server.log.read_text()}")
        time.sleep(0.05)


def _healthy(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/_stcore/health")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _leaving(request: Request, server: Server) -> list[str]:
    """The address of a request that leaves the app; pages work without a network."""
    address = urlparse(request.url)
    local = address.scheme in ("data", "blob") or request.url.startswith(server.address)
    return [] if local else [f"request to {request.url}"]
