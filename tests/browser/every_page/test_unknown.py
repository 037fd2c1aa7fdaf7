"""An address that no page has: a page says so, and leads on."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import drawn, press, settled, visit
from tests.browser.server import serving
from tests.browser.train.page import beyond

pytestmark = pytest.mark.browser


def leads_on(page: Page, address: str) -> None:
    """The page that says so, and a way from there to a page that there is."""
    page.goto(address)
    settled(page)
    expect(page.get_by_role("heading", name="No such page")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_test_id("stPageLink-NavLink").filter(has_text="Compare").click()
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    settled(page)
    drawn(page, 2)


@pytest.mark.parametrize("address", ["nosuchpage", "train/foo", "a/b/c/"])
def test_the_way_on(page: Page, address: str) -> None:
    leads_on(page, f"/{address}")


def test_somebody_elses_words_are_shown_as_they_are(page: Page) -> None:
    page.goto("/<img src=x onerror=alert(1)>**bold**")
    settled(page)
    expect(page.get_by_text("/<img src=x onerror=alert(1)>**bold**")).to_be_visible()


def test_below_a_base_path(browser: Browser, tmp_path: Path) -> None:
    with (
        serving(tmp_path, STREAMLIT_SERVER_BASE_URL_PATH="lab/digits") as served,
        browser.new_page() as page,
    ):
        leads_on(page, f"{served.address}/train/foo")
        visit(page, f"{served.address}/", iterations=200_000)
        press(page, "train")
        beyond(page, beyond(page, 0))
