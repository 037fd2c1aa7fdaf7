"""A real Chromium in front of the app."""

import os
import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.server import Server, serving

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
PATIENCE = 120_000  # milliseconds: others may have the processor, and only a failure waits
# From a page's own address Streamlit looks for its server below it first, and then finds it.
SEARCHES = ("/_stcore/health", "/_stcore/host-config")
REPORT_EXCEPTIONS = """
    new MutationObserver(() => {
        const exception = document.querySelector('[data-testid=stException]')
        if (exception) console.error(exception.textContent)
    }).observe(document, {childList: true, subtree: true})
"""


@pytest.fixture(scope="session")
def server(_browser_path: str) -> Iterator[Server]:
    """The app, served until the last test is over, or interrupted."""
    stop = signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that it, too, tidies up
    try:
        with TemporaryDirectory() as home, serving(Path(home)) as served:
            yield served
    finally:
        signal.signal(signal.SIGTERM, stop)


@pytest.fixture(scope="session")
def _browser_path() -> str:
    for path in filter(None, map(shutil.which, CHROMIUM_NAMES)):
        return path
    missing = "There is no Chromium: `make browser` or `apt-get install chromium` installs it."
    if "CI" in os.environ:
        pytest.fail(missing)
    pytest.skip(missing)


@pytest.fixture(scope="module")
def browser(_browser_path: str) -> Iterator[Browser]:
    """A Chromium. A module's, since other tests mind the event loop that comes with it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser_path, args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A visitor's window. Whatever goes wrong in it, or on the server, fails the test."""
    assert server.process.poll() is None, "The app has ended; did somebody end it from outside?"
    logged_before = server.log.stat().st_size
    wrong: list[str] = []
    desk = {"width": 1280, "height": 720}
    with browser.new_context(base_url=server.address, viewport=desk) as context:  # type: ignore[arg-type]
        context.add_init_script(REPORT_EXCEPTIONS)
        context.on("console", lambda said: wrong.extend(_complaint(said)))
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("request", lambda request: wrong.extend(_leaving(request, server)))
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        yield page
    logged = server.log.read_bytes()[logged_before:].decode()
    assert tracebacks(logged) == []
    assert wrong == []


def tracebacks(logged: str) -> list[str]:
    """Those in a log, but for Streamlit's own of a window that closed in mid-update."""
    blocks = logged.split("Traceback (most recent call last):")[1:]
    return [block for block in blocks if not re.search("Disconnect|ConnectionClosed", block)]


def _complaint(said: ConsoleMessage) -> list[str]:
    """The text of an error in the browser's console."""
    is_search = said.location["url"].endswith(SEARCHES)
    return [said.text] if said.type == "error" and not is_search else []


def _leaving(request: Request, server: Server) -> list[str]:
    """The address of a request that leaves the app; pages work without a network."""
    stays = request.url.startswith(server.address)
    return [] if stays or urlparse(request.url).scheme in ("data", "blob") else [request.url]
