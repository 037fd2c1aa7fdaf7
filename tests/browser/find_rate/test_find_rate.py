"""A visitor looks for a learning rate, trains with it, and asks for nonsense."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import drawn, enter, keyed, moves_until, press, settled, visit

pytestmark = pytest.mark.browser

PATH = "/find-rate"


def found(page: Page) -> None:
    press(page, "find")
    moves_until(page.get_by_test_id("stProgress").first, "done")
    settled(page)


def test_a_rate_is_found_and_taken_to_train(page: Page) -> None:
    visit(page, PATH, dataset="digits")
    found(page)
    expect(keyed(page, "find_result")).to_contain_text("Recommended learning rate:")
    drawn(page, 1)
    label = keyed(page, "find_train", "button").inner_text()
    press(page, "find_train")
    expect(page.get_by_role("heading", name="Train one network")).to_be_visible()
    settled(page)
    expect(keyed(page, "learning_rate", "input")).to_have_value(label.split()[-1])
    assert "dataset=digits" in page.url


def test_on_raw_pixels_it_dies_early_and_the_proof_shows_it(page: Page) -> None:
    visit(page, PATH, dataset="digits", scaling="raw")
    found(page)
    expect(keyed(page, "find_result")).to_contain_text("most hidden units were dead")
    press(page, "find_rate_run")
    proof = page.get_by_test_id("stProgress").nth(1)
    moves_until(proof, "done")
    settled(page)
    expect(page.get_by_test_id("stDataFrame")).to_have_count(2)


def test_rates_the_wrong_way_round(page: Page) -> None:
    visit(page, PATH)
    enter(page, "lowest_rate", "1")
    enter(page, "highest_rate", "0.1")
    expect(page.get_by_text("the first must be the smaller one")).to_be_visible()
    expect(keyed(page, "find", "button")).to_be_disabled()
