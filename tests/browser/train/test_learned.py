"""What the Train page shows of what is learned: ten answers, and the weights as images."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import press, visit
from tests.browser.train.page import beyond, finished, iteration, paused, under_way

pytestmark = pytest.mark.browser

RIGHT = "[...document.querySelectorAll('.answers .right')].length"


def tiles(page: Page) -> Locator:
    return page.locator(".answers figure")


def weights(page: Page) -> Locator:
    return page.locator(".weights img")


def test_untrained_it_guesses(page: Page) -> None:
    visit(page)
    expect(tiles(page)).to_have_count(10)
    expect(tiles(page).last).to_be_in_viewport(ratio=1)
    expect(weights(page)).to_be_in_viewport(ratio=1)
    assert page.evaluate(RIGHT) < 5


def test_answers_and_weights_move_while_it_trains(page: Page) -> None:
    under_way(page, iterations=200_000)
    before = weights(page).get_attribute("src")
    page.wait_for_function(f"() => {RIGHT} >= 8")
    beyond(page, iteration(page))
    page.wait_for_function("src => document.querySelector('.weights img').src !== src", arg=before)
    expect(tiles(page).first).to_have_attribute("title", re.compile(r"^0, read as \d \(.*%\)$"))
    paused(page)


def test_other_images(page: Page) -> None:
    under_way(page, iterations=300)
    finished(page, "300")
    first = tiles(page).locator("img").first
    shown = first.get_attribute("src")
    assert shown is not None
    press(page, "others")
    expect(first).not_to_have_attribute("src", shown)
    expect(tiles(page)).to_have_count(10)


def test_dead_units_are_crossed_out_and_said_so(page: Page) -> None:
    under_way(page, scaling="raw", iterations=100)
    finished(page, "100")
    expect(page.get_by_text("First-layer weights")).to_be_visible()
    expect(weights(page)).to_have_attribute("alt", "The weights of 50 hidden units as images.")
