"""Another tab in front: Chromium slows the timers of the one behind it, not the training."""

import time
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Page

from benchmarks.in_app.figure import Figure, Setting, at_least
from benchmarks.in_app.progress import Seen, is_done, speed
from benchmarks.in_app.server import Server, serving
from benchmarks.in_app.visitors import browser
from benchmarks.in_app.visitors.headed import headed_chromium
from benchmarks.in_app.workload import FIVE, ONE, Workload

# So many units that one run does not come to its end in the meantime.
PAGES: dict[str, tuple[Workload, dict[str, object]]] = {
    "Train, 200 units": (ONE, {"hidden_size": 200}),
    "Compare, 5 rates": (FIVE, {}),
}
TEXT = "document.querySelector('[data-testid=stProgress]').textContent"


def hidden(setting: Setting) -> Iterator[Figure]:
    """In front for a while, then behind another tab; how far it came is read on coming back."""
    front, behind = setting.pick(8, 3), setting.pick(90, 15)
    for name, (work, more) in PAGES.items():
        with serving(setting.app) as server, headed_chromium() as context:
            seen = _seen(context, server, work, more, front, behind)
        if is_done(seen[-1][1]):
            raise RuntimeError(f"{name}: it was done before the tab came back")
        in_front, hidden = speed(seen[:2]), speed(seen[1:])
        yield at_least(
            f"{name}, tab hidden for {behind} s: share of the speed in front",
            0.95,
            hidden / in_front,
            f"{in_front:,.0f} iterations/s, then {hidden:,.0f}",
        )


def _seen(
    context: BrowserContext,
    server: Server,
    work: Workload,
    more: dict[str, object],
    front: float,
    behind: float,
) -> list[Seen]:
    """The line above the bar: in front, just before leaving, and just after coming back."""
    page = browser.probed(context)
    browser.visit(page, server, f"/{work.path}", **work.settings, **more)
    browser.press(page, "train")
    browser.under_way(page)
    page.wait_for_timeout(1_500)
    started = _next_line(page, _text(page))
    page.wait_for_timeout(front * 1000)
    left = _next_line(page, _text(page))
    last = _hide(context, page, behind)
    return [started, left, _next_line(page, last)]


def _hide(context: BrowserContext, page: Page, seconds: float) -> str:
    """Open a tab in front of the page for a while; return what the page said at the end of it."""
    other = context.new_page()
    other.bring_to_front()
    page.wait_for_function("document.visibilityState === 'hidden'", polling=100)
    time.sleep(seconds)
    said, state = _text(page), page.evaluate("document.visibilityState")
    if state != "hidden":
        raise RuntimeError(f"the tab in the background is {state}, not hidden")
    page.bring_to_front()
    return said


def _next_line(page: Page, said: str) -> Seen:
    """Wait until the line is another one, and so of this moment; return it with the time."""
    page.wait_for_function(f"said => {TEXT} !== said", arg=said)
    return time.perf_counter(), _text(page)


def _text(page: Page) -> str:
    text: str = page.evaluate(TEXT)
    return text
