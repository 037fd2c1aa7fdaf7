"""A real Chromium in front of the app, with a probe in its pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

from benchmarks.in_app.progress import Seen
from benchmarks.in_app.server import Server

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
PROBE = Path(__file__).parent / "probe.js"
PATIENCE = 60_000  # milliseconds
CHARTS = "[data-testid=stVegaLiteChart] svg.marks"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Raises RuntimeError where there is none."""
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


def chromium_path() -> str:
    """The program. Raises RuntimeError where there is none."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        raise RuntimeError("There is no Chromium here: install the package chromium.")
    return path


@contextmanager
def window(browser: Browser) -> Iterator[Page]:
    """A fresh window with the probe in it: no cookies, nothing cached."""
    with browser.new_context(viewport={"width": 1280, "height": 720}) as context:
        yield probed(context)


def probed(context: BrowserContext) -> Page:
    """A new tab with the probe in it."""
    context.add_init_script(path=PROBE)
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    return page


@contextmanager
def visiting(
    browser: Browser, server: Server, path: str = "/", **settings: object
) -> Iterator[Page]:
    """A fresh window on a page of the app, its charts drawn."""
    with window(browser) as page:
        visit(page, server, path, **settings)
        yield page


def visit(page: Page, server: Server, path: str = "/", **settings: object) -> None:
    """Open a page of the app, and wait until its charts are drawn."""
    page.goto(f"{server.address}{path}?{urlencode(settings)}")
    page.locator(CHARTS).first.wait_for()
    usable(page, "train").wait_for()


def usable(page: Page, key: str) -> Locator:
    """The button of a key, where it can be pressed."""
    return page.locator(f".st-key-{key} button:enabled").first


def press(page: Page, key: str) -> None:
    """Press the button of a key, as soon as it can be pressed."""
    usable(page, key).click()


def touched(page: Page) -> float:
    """When a key or button was last pressed, in seconds of the page's clock."""
    return _probe(page, "touched") / 1000


def progress(page: Page) -> list[Seen]:
    """The line above the bar, whenever another one was painted."""
    return [(when / 1000, text) for when, text in _probe(page, "progress")]


def chart_changes(page: Page) -> list[float]:
    """When the first chart was painted with other figures."""
    return [when / 1000 for when in _probe(page, "charts")]


def under_way(page: Page) -> None:
    """Wait until the line above the bar has told of an iteration."""
    page.wait_for_function("probe.progress.some(([, text]) => /^[1-9]/.test(text))")


def says(page: Page, words: str, *, after: float) -> float:
    """Wait until the line above the bar holds these words, and return when that was painted."""
    return _first(page, "progress", words, after, PATIENCE)


def marks(page: Page, words: str, *, after: float, patience: float) -> float:
    """Wait until the first chart has a mark of these words, and return when it was painted.

    Raises Playwright's TimeoutError after so many milliseconds.
    """
    return _first(page, "marks", words, after, patience)


def curve(page: Page) -> float:
    """Wait until the first chart has a line, and return when it was painted."""
    page.wait_for_function("probe.curve > 0")
    return _probe(page, "curve") / 1000


def _first(page: Page, of: str, words: str, after: float, patience: float) -> float:
    found = page.wait_for_function(
        """([of, words, after]) => {
            const isIt = ([when, text]) => when > after && text.includes(words)
            return probe[of].find(isIt)?.[0]
        }""",
        arg=[of, words, after * 1000],
        timeout=patience,
    )
    return found.json_value() / 1000


def _probe(page: Page, name: str) -> Any:
    return page.evaluate(f"probe.{name}")
