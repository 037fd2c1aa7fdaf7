"""The way from page to page, and where the controls are, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page, expect

from bp.app.pages import SECTIONS
from tests.browser.browsing import LINKS, PHONE, charts, drawn, keyed, nudge, open_page, visit
from tests.browser.train.page import says_rate

pytestmark = pytest.mark.browser

TITLES = [page.title for pages in SECTIONS.values() for page in pages if page.title]


def test_all_pages_stand_in_one_row(page: Page) -> None:
    visit(page)
    expect(page.locator(f"{LINKS} p")).to_have_text(TITLES)
    for link in page.locator(LINKS).all():
        expect(link).to_be_in_viewport(ratio=1)
    expect(keyed(page, "pages_menu")).to_be_hidden()


def test_a_page_without_controls_has_no_sidebar(page: Page) -> None:
    visit(page)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    open_page(page, "Computational graph")
    expect(page.get_by_role("heading", name="Computational graph")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()


def test_on_a_phone_a_menu_and_controls_from_below(page: Page) -> None:
    """The learning rate is moved beside the curve that it moves."""
    page.set_viewport_size(PHONE)
    visit(page)
    drawn(page, 2)
    expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(keyed(page, "learning_rate_slider")).to_be_in_viewport(ratio=1)
    charts(page).first.evaluate("chart => chart.scrollIntoView()")
    for shown in (charts(page).first, keyed(page, "learning_rate_slider")):
        expect(shown).to_be_in_viewport(ratio=0.9)
    sheet = page.get_by_test_id("stSidebar").bounding_box()
    curve = charts(page).first.bounding_box()
    assert sheet is not None
    assert curve is not None
    assert curve["y"] + curve["height"] <= sheet["y"]
    nudge(page, "learning_rate_slider")
    says_rate(page, "0.15")
    open_page(page, "Computational graph")
    expect(page.get_by_role("heading", name="Computational graph")).to_be_visible()
    expect(page.get_by_test_id("stSidebarNav")).to_be_hidden()
