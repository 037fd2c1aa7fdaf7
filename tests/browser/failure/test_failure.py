"""The report's failure: reproduce it, see why, run both cures and the other flat line."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.in_app.server import Server
from tests.browser.browsing import (
    PHONE,
    cells,
    charts,
    drawn,
    keyed,
    moves_until,
    nudge,
    press,
    says,
    settled,
    visit,
    width,
)

pytestmark = pytest.mark.browser


def ended(page: Page, place: int) -> None:
    """Wait until the experiment in that place of the page is done."""
    moves_until(page.get_by_test_id("stProgress").nth(place), "· done")
    settled(page)


def paragraph(page: Page, words: str) -> Locator:
    return page.get_by_test_id("stMarkdown").filter(has_text=re.compile(words))


def percent(text: str) -> float:
    return float(text.removesuffix("\u00a0%"))


def test_the_story_of_the_report(page: Page) -> None:
    visit(page, "/failure")
    expect(paragraph(page, "cannot train at all")).to_be_visible()
    press(page, "failure_run")
    ended(page, 0)
    found = {row[0]: percent(row[2]) for row in cells(page, 0)}
    assert found["0.1"] < 12
    assert found["0.05"] < 12
    assert found["0.001"] > 90

    expect(paragraph(page, "Iteration 0: The update is .* times the weights")).to_be_visible()
    expect(paragraph(page, "a gradient of exactly 0: only b2 still learns")).to_be_visible()
    drawn(page, 4)
    expect(charts(page).nth(2).get_by_text(re.compile("iteration 34"))).to_be_visible()
    gradients = cells(page, 1)
    assert gradients[0][1] != "exactly 0"
    assert gradients[-1][1:4] == ["exactly 0"] * 3
    assert gradients[-1][4] != "exactly 0"
    expect(paragraph(page, r"255² = 65,025")).to_be_visible()

    press(page, "failure_cures_run")
    ended(page, 1)
    for label in ("unit, 0.1", "raw, 0.001"):
        expect(paragraph(page, rf"{label}: test accuracy 9\d\.\d\s%")).to_be_visible()
    expect(paragraph(page, r"raw, 0.1: test accuracy (\d|1[01])\.\d\s%")).to_be_visible()

    press(page, "failure_other_run")
    ended(page, 2)
    expect(paragraph(page, r"unit, 0.1: test accuracy 9\d\.\d\s%")).to_have_count(2)
    expect(paragraph(page, "Not started")).to_be_visible()
    expect(paragraph(page, "Learning well")).not_to_have_count(0)
    drawn(page, 8)
    page.set_viewport_size(PHONE)
    settled(page)
    drawn(page, 8)
    assert width(page) <= PHONE["width"]


def test_the_edge(page: Page) -> None:
    """Rates far from it on either side; what chance decides between them is only counted."""
    visit(page, "/failure")
    expect(paragraph(page, r"It dies with (none|\d) of 5 seeds")).to_have_count(2)
    says(page, "edge_raw", "0.01")
    nudge(page, "edge_raw", ["ArrowRight"] * 5)
    says(page, "edge_raw", "0.1")
    expect(paragraph(page, r"Dead\. It dies with 5 of 5 seeds")).to_have_count(1)
    nudge(page, "edge_raw", ["ArrowLeft"] * 10)
    says(page, "edge_raw", "0.001")
    expect(paragraph(page, r"Alive\. It dies with none of 5 seeds")).to_have_count(1)
    nudge(page, "edge_unit", ["ArrowRight"] * 5)
    says(page, "edge_unit", "10")
    expect(paragraph(page, r"Dead\. It dies with 5 of 5 seeds")).to_have_count(1)


def test_the_full_set_without_a_network(page: Page, server: Server) -> None:
    visit(page, "/failure", failure_data="mnist-report")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("could not be downloaded")
    expect(said).to_contain_text(str(server.home / "data" / "mnist.npz"))
    keyed(page, "failure_data").get_by_role("radio", name="mnist-5k").click()
    settled(page)
    expect(said).to_have_count(0)
    expect(keyed(page, "failure_run", "button").first).to_be_enabled()
