"""Maps and gradient checks on the Runs page: found, opened as they were, deleted, brought back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import (
    cells,
    keyed,
    moves_until,
    open_page,
    press,
    settled,
    table,
    visit,
)
from tests.browser.compare.page import choose_rows

pytestmark = pytest.mark.browser

CHECK = {"check_dataset": "digits", "check_hidden_size": 7, "check_h": "1e-5"}
MAP = {
    "dataset": "digits",
    "hidden_size": 5,
    "iterations": 30,
    "values_learning_rate": "0.01..100 x 4",
    "values_weight_init_std": "0.01, 0.1",
}
FIRST_COLUMN = {"Maps": "Varied", "Gradient checks": "Found"}
SAVED = "Saved: Runs finds it again"


def at_runs(page: Page, kind: str) -> list[list[str]]:
    """The rows of the maps or checks that are kept."""
    open_page(page, "Runs")
    keyed(page, "kept_kind").get_by_role("radio", name=kind, exact=True).click()
    expect(table(page).locator("thead")).to_contain_text(FIRST_COLUMN[kind])
    settled(page)
    return cells(page)


def test_found_and_opened_and_deleted(page: Page) -> None:
    visit(page, "/gradient-check", **CHECK)
    expect(page.get_by_text(SAVED)).to_be_visible()
    visit(page, "/map", **MAP)
    press(page, "map_begin")
    expect(page.get_by_text(SAVED)).to_be_visible()

    (check, *_) = at_runs(page, "Gradient checks")
    assert "Backpropagation is right." in check
    choose_rows(page, 0)
    page.get_by_role("button", name="Open on Gradient check").click()
    moves_until(page.get_by_test_id("stProgress"), "535 of 535 parameters")
    settled(page)
    assert "check_hidden_size=7" in page.url
    expect(keyed(page, "check_h", "input").first).to_have_value("1e-5")

    (kept, *_) = at_runs(page, "Maps")
    assert "8 of 8" in kept
    choose_rows(page, 0)
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("1 deleted.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 deleted.")).to_have_count(0)
    (kept, *_) = cells(page)
    assert "8 of 8" in kept
    choose_rows(page, 0)
    page.get_by_role("button", name="Open on Map").click()
    expect(page.get_by_text("8 of 8 runs · done")).to_be_visible()
    page.reload()
    settled(page)
    assert "kept_kind" not in page.url
