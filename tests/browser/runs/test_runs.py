"""Runs: what was trained is there, opens again, and is compared as it was trained."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import (
    cells,
    drawn,
    enter,
    keyed,
    open_page,
    press,
    settled,
    table,
    visit,
)
from tests.browser.train.page import stands_at, step_an_epoch

pytestmark = pytest.mark.browser

HEADER, ROW = 35, 35  # pixels of the table's rows, which are painted on a canvas


def rows(page: Page) -> Locator:
    return table(page).locator("tbody tr")


def choose(page: Page, *places: int) -> None:
    """Click into the boxes at the left end of these rows."""
    for place in places:
        table(page).click(position={"x": 12, "y": HEADER + ROW * (place + 0.5)})
        expect(rows(page).nth(place)).to_have_attribute("aria-selected", "true")


def found(page: Page, name: str) -> None:
    """Search, and see the run of this name alone."""
    enter(page, "runs_search", name)
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text(name)
    settled(page)


def choose_one_trained(page: Page, hidden_size: int, **address: str) -> None:
    """Train a network a little, and choose it among the kept runs, at this address of theirs."""
    visit(page, hidden_size=hidden_size)
    step_an_epoch(page)
    name = page.get_by_text("Saved as").locator("code").text_content()
    assert name
    visit(page, "/runs", **address)
    found(page, name)
    choose(page, 0)


def test_what_was_trained_is_found_and_opened(page: Page) -> None:
    choose_one_trained(
        page, hidden_size=17, large="true"
    )  # bound to a control of the page that is left
    page.get_by_role("button", name="Open on Train").click()
    stands_at(page, "41 of 10,000 iterations · paused")
    expect(page.get_by_text("784–17–10")).to_be_visible()


def test_two_are_compared_as_they_were_trained(page: Page) -> None:
    for seed in (71, 72):
        visit(page, seed=seed, hidden_size=19)
        step_an_epoch(page)
        expect(page.get_by_text("Saved as")).to_be_visible()
    open_page(page, "Runs")
    page.get_by_role("button", name="More").click()
    keyed(page, "runs_setting").locator("input").fill("Hidden size")
    page.keyboard.press("Enter")
    enter(page, "runs_value", "19")
    page.keyboard.press("Escape")
    expect(rows(page)).to_have_count(2)
    settled(page)
    choose(page, 0, 1)
    drawn(page, 2)
    seeds = [row[1] for row in cells(page, 1)[-2:]]
    assert sorted(seeds) == ["71", "72"]
    press(page, "difference_find")
    expect(keyed(page, "difference")).to_contain_text("They differ in the seed alone.")


def test_deleted_and_undone(page: Page) -> None:
    choose_one_trained(page, hidden_size=23)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text("No kept run is like that.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(table(page)).to_be_visible()


def test_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, "/runs")
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
