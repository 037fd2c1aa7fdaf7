"""Choosing an optimizer: it needs a new start, is in the link, and can be compared."""

import pytest
from playwright.sync_api import Page, expect

from bp.training import OPTIMIZERS
from tests.browser.browsing import cells, chosen, enter, keyed, moves_until, press, settled, visit
from tests.browser.train.page import finished, progress, stands_at, step

pytestmark = pytest.mark.browser


def choose(page: Page, key: str, label: str) -> None:
    keyed(page, key).get_by_role("radio", name=label, exact=True).click()
    settled(page)


def test_adam_learns_at_a_thousandth(page: Page) -> None:
    visit(page, dataset="digits", learning_rate=0.001, iterations=300)
    step(page, "One iteration")
    stands_at(page, "1 of 300")
    page.get_by_text("More", exact=True).click()
    choose(page, "optimizer", "adam")
    expect(page.get_by_text("optimizer sgd → adam")).to_be_visible()
    enter(page, "weight_decay", "0.001")
    press(page, "train")
    finished(page, "300")
    expect(page.get_by_text("without the penalty of the weight decay")).to_be_visible()
    expect(page.get_by_text("Learning well")).to_be_visible()
    page.reload()
    settled(page)
    stands_at(page, "300 of 300")
    page.get_by_text("More", exact=True).click()
    chosen(page, "optimizer", "adam")
    assert "optimizer=adam" in page.url
    assert "weight_decay=0.001" in page.url


def test_all_optimizers_side_by_side(page: Page) -> None:
    visit(page, "/compare", vary="optimizer", dataset="digits", learning_rate=0.01, iterations=100)
    press(page, "train")
    moves_until(progress(page), "· done")
    settled(page)
    assert {row[1].split()[0] for row in cells(page)} == set(OPTIMIZERS)
