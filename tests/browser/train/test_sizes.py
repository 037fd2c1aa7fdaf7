"""The Train page on a projector, on a large screen, and in a frame of another page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import LINKS, charts, drawn, keyed, press, settled, visit
from tests.browser.train.page import finished, under_way

pytestmark = pytest.mark.browser

TEXT = "document.querySelector('.st-key-answers_title p')"
TEXT_SIZE = f"parseFloat(getComputedStyle({TEXT}).fontSize)"
ROOT_SIZE = "parseFloat(getComputedStyle(document.documentElement).fontSize)"
LABEL_SIZE = """Math.max(...[...document.querySelectorAll('svg.marks .role-axis-title text')]
    .map(text => parseFloat(getComputedStyle(text).fontSize)))"""


def heights(page: Page) -> float:
    box = charts(page).first.bounding_box()
    assert box is not None
    return box["height"]


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_one_window_holds_all_that_moves(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, iterations=50_000)
    step_an_epoch_of(page)
    for part in (*charts(page).all(), keyed(page, "verdict"), keyed(page, "learned")):
        expect(part).to_be_in_viewport(ratio=1)
    assert heights(page) > size[1] / 4


def step_an_epoch_of(page: Page) -> None:
    press(page, "step")
    page.get_by_role("menuitem", name="One epoch", exact=True).click()
    expect(keyed(page, "verdict")).to_be_visible()
    settled(page)


def test_large_is_in_the_address_and_stays(page: Page) -> None:
    visit(page)
    drawn(page, 2)
    small, label = page.evaluate(TEXT_SIZE), page.evaluate(LABEL_SIZE)
    keyed(page, "large", "label").click()
    page.wait_for_function(f"() => {TEXT_SIZE} === 18")
    expect(page).to_have_url(re.compile("large=true"))
    page.reload()
    settled(page)
    drawn(page, 2)
    assert page.evaluate(TEXT_SIZE) == 18 > small
    assert page.evaluate(LABEL_SIZE) > label
    page.locator(LINKS).filter(has_text="Find a rate").click()
    expect(page.get_by_role("heading", name="Find a learning rate")).to_be_visible()
    settled(page)
    assert page.evaluate(ROOT_SIZE) == 18
    expect(page).to_have_url(re.compile("large=true"))
    expect(page.get_by_role("switch", name="Large")).to_be_checked()


def test_in_a_frame_the_controls_stay_away_until_asked_for(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 500})
    visit(page, embed="true")
    drawn(page, 2)
    expect(keyed(page, "learning_rate")).not_to_be_in_viewport()
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(keyed(page, "learning_rate")).to_be_in_viewport()


def test_on_to_the_other_pages_with_this_run(page: Page) -> None:
    under_way(page, iterations=60, hidden_size=20, learning_rate=0.2)
    finished(page, "60")
    press(page, "to_compare")
    expect(page.get_by_role("heading", name="Compare")).to_be_visible()
    values = keyed(page, "values_learning_rate", "input")
    expect(values).to_have_value("0.02, 0.06, 0.2, 0.6, 2")
    page.get_by_role("link", name="Train").click()
    finished(page, "60")
    press(page, "to_inside")
    expect(page.get_by_text("784–20–10 · ReLU · 60 iterations")).to_be_visible()
