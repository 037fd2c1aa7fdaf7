"""What a visitor of the Train page does and reads."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import A_TRAINING, keyed, press, settled, visit

ONE_EPOCH = 41  # iterations of 100 samples for the 4,100 images of mnist-5k
ITERATION = """() => {
    const said = document.querySelector('[data-testid=stProgress]')?.innerText ?? ''
    return parseInt(said.replaceAll(',', ''))
}"""


def progress(page: Page) -> Locator:
    """The words above the bar: "943 of 10,000 iterations · paused"."""
    return page.get_by_test_id("stProgress").first


def iteration(page: Page) -> int:
    """The iterations done, once the page says them: between two pages none stand there."""
    said = f"() => {{ const done = ({ITERATION})(); return Number.isInteger(done) && `${{done}}` }}"
    return int(page.wait_for_function(said, timeout=A_TRAINING).json_value())


def beyond(page: Page, done: int) -> int:
    """Wait until more iterations than these are done, and return how many."""
    page.wait_for_function(f"done => ({ITERATION})() > done", arg=done, timeout=A_TRAINING)
    return iteration(page)


def stands_at(page: Page, words: str) -> None:
    """Wait until the progress begins with these words, and nothing moves any more."""
    expect(progress(page)).to_have_text(re.compile(f"^{re.escape(words)}"))
    settled(page)


def finished(page: Page, iterations: str) -> None:
    stands_at(page, f"{iterations} of {iterations} iterations · done")


def under_way(page: Page, path: str = "/", /, **settings: object) -> int:
    """Open a page and press Train; the iterations done as soon as there are some."""
    visit(page, path, **settings)
    press(page, "train")
    return beyond(page, 0)


def paused(page: Page) -> int:
    """Press Pause, and return the iteration at which the training stands."""
    press(page, "pause")
    expect(progress(page)).to_contain_text("paused")
    settled(page)
    return iteration(page)


def step(page: Page, label: str) -> None:
    press(page, "step")
    page.get_by_role("menuitem", name=label, exact=True).click()


def step_an_epoch(page: Page) -> None:
    """Train just enough to have something to lose."""
    step(page, "One epoch")
    stands_at(page, f"{ONE_EPOCH} of 10,000")


def figure(page: Page, label: str) -> Locator:
    """The value under a label in the row of figures."""
    metric = page.get_by_test_id("stMetric").filter(has_text=re.compile(f"^{label}"))
    return metric.get_by_test_id("stMetricValue")


def button(page: Page, key: str) -> Locator:
    """The button of a key; one with a help text is there twice, for the pointer and for touch."""
    return keyed(page, key, "button").first


def says_rate(page: Page, rate: str) -> None:
    expect(keyed(page, "learning_rate", "input").first).to_have_value(rate)
