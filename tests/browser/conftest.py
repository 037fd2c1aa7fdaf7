"""A real Chromium in front of the app."""

import os
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlparse

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from benchmarks.in_app.server import Server
from benchmarks.in_app.visitors.browser import CHROMIUM_NAMES, CHROMIUM_OPTIONS
from tests.browser.server import serving

# A window lives for seconds: one process for all of them keeps the app's scripts, and compiling
# these for speed would take longer than it saves.
FOR_SHORT_VISITS = ["--process-per-site", "--js-flags=--no-opt --no-maglev"]
WINDOW: ViewportSize = {"width": 1280, "height": 720}
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
def _playwright() -> Iterator[Playwright]:
    """A module's, since other tests mind the event loop that comes with it."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(_playwright: Playwright, _browser_path: str) -> Iterator[Browser]:
    """A Chromium for windows on a server of a story's own."""
    browser = _playwright.chromium.launch(executable_path=_browser_path, args=CHROMIUM_OPTIONS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def _profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where Chromium keeps the app's compiled scripts: they are a third of what a visit takes."""
    return tmp_path_factory.mktemp("chromium")


@pytest.fixture(scope="module")
def _visitor(
    _playwright: Playwright, _browser_path: str, _profile: Path, server: Server
) -> Iterator[BrowserContext]:
    """A Chromium that was here before: it has the app's files, and nothing else."""
    with _playwright.chromium.launch_persistent_context(
        _profile,
        executable_path=_browser_path,
        args=[*CHROMIUM_OPTIONS, *FOR_SHORT_VISITS],
        base_url=server.address,
        viewport=WINDOW,
    ) as context:
        context.pages[0].goto("/_stcore/health")  # keeps the process while no window is open
        context.add_init_script(REPORT_EXCEPTIONS)
        yield context


@pytest.fixture
def page(_visitor: BrowserContext, server: Server) -> Iterator[Page]:
    """A visitor's window. Whatever goes wrong in it, or on the server, fails the test."""
    assert server.process.poll() is None, "The app has ended; did somebody end it from outside?"
    logged_before = server.log.stat().st_size
    wrong: list[str] = []
    listeners: dict[Any, Callable[..., None]] = {
        "console": lambda said: wrong.extend(_complaint(said)),
        "weberror": lambda error: wrong.append(str(error.error)),
        "request": lambda request: wrong.extend(_leaving(request, server)),
    }
    for event, listener in listeners.items():
        _visitor.on(event, listener)
    kept, *_ = _visitor.pages
    page = _visitor.new_page()
    page.set_default_timeout(PATIENCE)
    _forget(page, server)
    yield page
    for opened in _visitor.pages:
        if opened is not kept:
            opened.close()
    for event, listener in listeners.items():
        _visitor.remove_listener(event, listener)
    logged = server.log.read_bytes()[logged_before:].decode()
    assert tracebacks(logged) == []
    assert wrong == []


def _forget(page: Page, server: Server) -> None:
    """What the visitor before has left in the browser, but for the files of the app."""
    kinds = "cookies,local_storage,indexeddb,service_workers,cache_storage"
    session = page.context.new_cdp_session(page)
    session.send("Storage.clearDataForOrigin", {"origin": server.address, "storageTypes": kinds})
    session.detach()


def tracebacks(logged: str) -> list[str]:
    """Those in a log, but for Streamlit's own of a window that closed in mid-update.

    It clears the state of a session that ends, also while a last press is read from it.
    """
    blocks = logged.split("Traceback (most recent call last):")[1:]
    own = "Disconnect|ConnectionClosed|_call_callbacks(.|\n)*dictionary changed size"
    return [block for block in blocks if not re.search(own, block)]


def _complaint(said: ConsoleMessage) -> list[str]:
    """The text of an error in the browser's console."""
    is_search = said.location["url"].endswith(SEARCHES)
    return [said.text] if said.type == "error" and not is_search else []


def _leaving(request: Request, server: Server) -> list[str]:
    """The address of a request that leaves the app; pages work without a network."""
    stays = request.url.startswith(server.address)
    return [] if stays or urlparse(request.url).scheme in ("data", "blob") else [request.url]
