"""Each page has its own controls: nothing done on one moves the network on another."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import LINKS, drawn, enter, keyed, press, settled, visit
from tests.browser.train.page import (
    progress,
    says_rate,
    stands_at,
    step,
    step_an_epoch,
)

pytestmark = pytest.mark.browser

VALUES = "values_learning_rate"
# As Streamlit makes one where it writes into the address before history.js is there.
STEP_ON_THE_PAGE = "History.prototype.pushState.call(history, {}, '', location.href)"


def go(page: Page, name: str) -> None:
    """Choose a page in the navigation."""
    page.locator(LINKS).filter(has_text=name).click()
    arrived(page, name)


def arrived(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=re.compile(f"^{name}"))).to_be_visible()
    settled(page)


def back_to(page: Page, name: str) -> None:
    """Go back to the page before: one press, whatever either has written into its address."""
    page.go_back()
    arrived(page, name)


def trained_at(page: Page, rate: str) -> None:
    """A network that has learnt for an epoch at this rate."""
    visit(page)
    enter(page, "learning_rate", rate)
    step_an_epoch(page)


def is_as_it_was(page: Page, rate: str) -> None:
    """The same network, at its own rate, and without a mark that nobody set."""
    stands_at(page, "41 of 10,000")
    says_rate(page, rate)
    expect(keyed(page, "changed")).to_have_count(0)
    drawn(page, 2)
    expect(page.get_by_text(re.compile("^rate .* → "))).to_have_count(0)
    step(page, "One iteration")
    stands_at(page, "42 of 10,000")
    expect(page.get_by_text(re.compile("^rate .* → "))).to_have_count(0)
    says_rate(page, rate)


def trained_beside_a_comparison(page: Page) -> None:
    """A network that was trained at 0.3, and then the page Compare, where hidden sizes vary."""
    trained_at(page, "0.3")
    go(page, "Compare")
    vary_hidden_size(page)


def vary_hidden_size(page: Page) -> None:
    keyed(page, "vary", "input").click()
    page.get_by_role("option", name="hidden size").click()
    settled(page)


def test_another_rate_on_compare(page: Page) -> None:
    trained_beside_a_comparison(page)
    says_rate(page, "0.1")
    enter(page, "learning_rate", "0.02")
    settled(page)
    go(page, "Train")
    is_as_it_was(page, "0.3")
    go(page, "Compare")
    says_rate(page, "0.02")


def test_bring_back_on_compare(page: Page) -> None:
    trained_beside_a_comparison(page)
    enter(page, "values_hidden_size", "5, 9")
    enter(page, "iterations", "30")
    enter(page, "learning_rate", "0.7")
    settled(page)
    press(page, "train")
    stands_at(page, "30 of 30 iterations · done")
    press(page, "reset")
    stands_at(page, "0 of 30")
    press(page, "bring_back")
    stands_at(page, "30 of 30")
    go(page, "Train")
    is_as_it_was(page, "0.3")


def test_back_and_forward(page: Page) -> None:
    trained_at(page, "0.3")
    go(page, "Compare")
    back_to(page, "Train")
    is_as_it_was(page, "0.3")
    page.go_forward()
    arrived(page, "Compare")
    go(page, "Train")
    enter(page, "learning_rate", "0.05")
    expect(page.get_by_text("rate 0.3 → 0.05")).to_be_attached()
    back_to(page, "Compare")
    back_to(page, "Train")  # whose address says 0.3
    says_rate(page, "0.05")
    expect(page).to_have_url(re.compile(r"learning_rate=0\.05(&|$)"))
    stands_at(page, "42 of 10,000")


def test_back_on_the_page_itself(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    page.evaluate(STEP_ON_THE_PAGE)
    enter(page, "learning_rate", "0.3")
    expect(page.get_by_text("rate 0.1 → 0.3")).to_be_attached()
    page.go_back()
    settled(page)
    expect(page).to_have_url(re.compile("learning_rate=0.3"))
    says_rate(page, "0.3")
    stands_at(page, "41 of 10,000")


def test_the_rate_of_the_network_wins_over_the_address(page: Page) -> None:
    visit(page)
    enter(page, "learning_rate", "0.3")
    step_an_epoch(page)
    other = page.url.replace("learning_rate=0.3", "learning_rate=5&hidden_size=60")
    page.goto("about:blank")
    page.goto(other)
    stands_at(page, "41 of 10,000")
    says_rate(page, "0.3")
    expect(keyed(page, "changed")).to_contain_text("This needs a new start: hidden size 50 → 60.")
    expect(page).to_have_url(re.compile(r"learning_rate=0\.3(&|$)"))


def test_iterations_are_raised_while_a_comparison_trains(page: Page) -> None:
    visit(page, "/compare", iterations=199_999, values_learning_rate="0.1, 0.2")
    press(page, "train")
    expect(progress(page)).to_have_text(re.compile(r"^[1-9][\d,]* of 199,999"))
    enter(page, "iterations", "200000")
    expect(progress(page)).to_have_text(re.compile(r"^[1-9][\d,]* of 200,000"))
    expect(keyed(page, "changed")).to_have_count(0)
    press(page, "pause")
    expect(progress(page)).to_contain_text("paused")


def test_what_varies_in_a_link(page: Page) -> None:
    visit(page, "/compare", vary="hidden_size", values_hidden_size="3, 9")
    expect(page.get_by_text("2 runs. Same batches; each size")).to_be_visible()
    expect(page).to_have_url(re.compile(r"vary=hidden(\+|%20)size"))
    page.reload()
    expect(page.get_by_text("2 runs. Same batches; each size")).to_be_visible()
    visit(page, "/compare", vary="shoes", seeds="7", values_learning_rate="quick")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("vary=shoes in the link is not one of learning rate, hidden size")
    expect(said).to_contain_text("seeds=7 in the link is not 1 to 5: 1 is used.")
    expect(said).to_contain_text("values_learning_rate=quick in the link is not a list of values")
