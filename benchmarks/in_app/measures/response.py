"""How soon a visitor in a browser sees what was asked for."""

import math
import statistics
from collections.abc import Callable, Iterator

from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotSeen

from benchmarks.in_app.figure import Figure, Setting, at_most, median_and_worst
from benchmarks.in_app.following import clock
from benchmarks.in_app.server import serving
from benchmarks.in_app.visitors import browser
from benchmarks.in_app.workload import LONG

SLIDER = ".st-key-learning_rate_slider input[type=range]"
FIELD = ".st-key-learning_rate input"
RATES = ("0.1", "0.15")  # neighbours on the slider
LOST = 4_000  # milliseconds after which a change is not waited for any longer


def pause(setting: Setting) -> Iterator[Figure]:
    """From the click to the painted words, at ever another moment of a slice."""
    with (
        serving(setting.app) as server,
        browser.chromium() as chromium,
        browser.visiting(chromium, server, iterations=LONG) as page,
    ):
        seconds = [_pause(page, turn) for turn in range(setting.pick(16, 5))]
    yield median_and_worst("Pause visible, median / worst", (0.2, 0.5), seconds)


def learning_rate(setting: Setting) -> Iterator[Figure]:
    """From the key that moves the rate to the painted mark in the chart of the loss."""
    turns = setting.pick(10, 4)
    with (
        serving(setting.app) as server,
        browser.chromium() as chromium,
        browser.visiting(chromium, server, iterations=LONG) as page,
    ):
        browser.press(page, "train")
        browser.says(page, "left", after=0)
        for name, change in {"slid": _slide, "typed": _type}.items():
            seconds = [_until_marked(page, change, turn) for turn in range(turns)]
            seen = sorted(filter(math.isfinite, seconds))
            note = f"median {statistics.median(seen):.2f} s, {turns - len(seen)} of {turns} lost"
            measure = f"learning rate effective, {name}, worst"
            yield at_most(measure, 0.5, max(seconds), "s", note)


def first_curve(setting: Setting) -> Iterator[Figure]:
    """From the press on Train to a painted line, in fresh windows; the first finds it all cold."""
    with serving(setting.app) as server, browser.chromium() as chromium:
        seconds = []
        for _ in range(setting.pick(6, 3)):
            with browser.visiting(chromium, server) as page:
                browser.press(page, "train")
                seconds.append(browser.curve(page) - browser.touched(page))
                browser.press(page, "pause")
    yield at_most(
        "press on Train to first curve, defaults, worst",
        1.0,
        max(seconds),
        "s",
        f"{seconds[0]:.2f} s the very first, then {', '.join(f'{s:.2f}' for s in seconds[1:])}",
    )


def _pause(page: Page, turn: int) -> float:
    asked = clock(page)
    browser.press(page, "train")
    browser.says(page, "left", after=asked)
    page.wait_for_timeout(400 + 37 * turn)
    browser.press(page, "pause")
    pressed = browser.touched(page)
    return browser.says(page, "· paused", after=pressed) - pressed


def _slide(page: Page, upwards: bool) -> None:
    page.locator(SLIDER).press("ArrowRight" if upwards else "ArrowLeft")


def _type(page: Page, upwards: bool) -> None:
    page.locator(FIELD).fill(RATES[upwards])
    page.locator(FIELD).press("Enter")


def _until_marked(page: Page, change: Callable[[Page, bool], None], turn: int) -> float:
    """Move the rate to and fro; inf seconds where the change is lost."""
    upwards = page.locator(FIELD).input_value() == RATES[0]
    change(page, upwards)
    words = f"rate {RATES[not upwards]} → {RATES[upwards]}"
    pressed = browser.touched(page)
    try:
        seen = browser.marks(page, words, after=pressed, patience=LOST)
    except NotSeen:
        return math.inf
    page.wait_for_timeout(700 + 37 * turn)
    return seen - pressed
