"""The server trains, the browser watches: what a browser does or leaves undone slows nothing."""

import csv
import re

import pytest
from playwright.sync_api import CDPSession, Page, expect

from bp.data import load_dataset
from bp.training import TrainConfig, Trainer
from tests.browser.browsing import keyed, open_page, press, settled, visit
from tests.browser.train.page import beyond, finished, iteration, paused, progress, under_way

pytestmark = pytest.mark.browser

AT_WORK = re.compile(r"^[\d,]+ of 200,000 iterations · [\d,.]+ a second · .+ left$")


def devtools(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def test_a_page_that_stands_still(page: Page) -> None:
    """As a tab does that another one hides: no timer fires, no frame is asked for."""
    before = under_way(page, "/compare", iterations=200_000)
    browser = devtools(page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})
    other = page.context.new_page()  # a clock: whoever trains beside it leaves it its share
    visit(other, "/compare", iterations=200_000)
    press(other, "train")
    clock = beyond(other, 200)
    paused(other)
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    shown = before
    for _ in range(3):  # what it shows first may have come before it stood still
        shown = beyond(page, shown)
    assert shown - before > clock / 4
    assert paused(page) < 200_000


def test_other_pages_do_not_stop_it(page: Page) -> None:
    before = under_way(page, iterations=200_000, hidden_size=20)
    open_page(page, "Computational graph")
    expect(page.get_by_role("heading", name="Computational graph")).to_be_visible()
    open_page(page, "Train")
    expect(progress(page)).to_have_text(AT_WORK)
    assert beyond(page, before) < 200_000
    expect(page.get_by_text("784–20–10")).to_be_visible()
    paused(page)


def test_look_inside_watches_it_learn(page: Page) -> None:
    under_way(page, iterations=200_000)
    open_page(page, "Look inside")
    expect(progress(page)).to_have_text(AT_WORK)
    first = iteration(page)
    beyond(page, first)
    expect(page.get_by_text("First-layer weights")).to_be_visible()
    open_page(page, "Train")
    press(page, "pause")
    expect(progress(page)).to_contain_text("paused")


def test_sixteen_rates_go_on_together(page: Page) -> None:
    visit(page, "/compare", iterations=200_000, values_learning_rate="0.001..1 x 16")
    press(page, "train")
    expect(progress(page)).to_have_text(AT_WORK)
    first = beyond(page, 0)
    beyond(page, first)
    stopped = paused(page)
    expect(page.get_by_text("16 runs.")).to_be_visible()
    press(page, "train")
    beyond(page, stopped)
    paused(page)


def test_in_the_app_as_without_it_to_the_last_digit(page: Page) -> None:
    rates = (0.01, 0.1, 0.5)
    visit(page, "/compare", iterations=300, values_learning_rate=", ".join(map(str, rates)))
    press(page, "train")
    finished(page, "300")
    with page.expect_download() as download:
        press(page, "export") if keyed(page, "export").count() else page.get_by_text(
            "Export"
        ).click()
        page.get_by_text("Curves (CSV)").click()
    with download.value.path().open() as file:
        written = [row["loss"] for row in csv.DictReader(file)]
    trainer = Trainer(
        load_dataset("mnist-5k"),
        [TrainConfig(learning_rate=rate, iterations=300) for rate in rates],
    )
    trainer.advance(300)
    losses = [float(loss) for loss in written if loss]  # the end of a run has none
    expected = [float(str(loss)) for history in trainer.histories for loss in history.loss]
    assert losses == expected
    settled(page)
