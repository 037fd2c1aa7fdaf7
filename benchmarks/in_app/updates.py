"""How often a visitor sees something new while it trains."""

from collections.abc import Iterator

from playwright.sync_api import Browser

from benchmarks.in_app import browser
from benchmarks.in_app.figure import Figure, Setting, at_least
from benchmarks.in_app.following import LONG, look_on
from benchmarks.in_app.server import Server, serving

PAGES: dict[str, tuple[str, dict[str, object]]] = {
    "1 run": ("/", {}),
    "8 runs": ("/compare", {"values_learning_rate": "0.001..1 x 8"}),
}


def updates(setting: Setting) -> Iterator[Figure]:
    """Lines of progress that were painted, and changes of the first chart; the fewer counts."""
    with serving(setting.app) as server, browser.chromium() as chromium:
        for name, (path, settings) in PAGES.items():
            lines, charts = _seen(chromium, server, path, settings, setting.pick(8, 3))
            yield at_least(
                f"updates seen in the browser per second, one session, {name}",
                5,
                min(lines, charts),
                f"progress {lines:.1f}, chart {charts:.1f}",
            )


def _seen(
    chromium: Browser, server: Server, path: str, settings: dict[str, object], seconds: float
) -> tuple[float, float]:
    with browser.visiting(chromium, server, path, **settings, iterations=LONG) as page:
        browser.press(page, "train")
        lines, charts = look_on(page, seconds)
        browser.press(page, "pause")
        return len(lines) / seconds, charts / seconds
