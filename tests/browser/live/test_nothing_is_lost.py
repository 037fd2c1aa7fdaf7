"""Resets, refreshes and restarts: what was trained is there, or is said to be gone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import keyed, open_page, press, visit
from tests.browser.train.page import (
    beyond,
    button,
    finished,
    progress,
    stands_at,
    step,
    step_an_epoch,
    under_way,
)

pytestmark = pytest.mark.browser

GONE = "What was trained at this address is no longer here"


def test_one_who_refreshes_again_and_again(page: Page) -> None:
    """The other window's training is there; the refreshed one keeps its token."""
    visit(page)
    step_an_epoch(page)
    other = page.context.new_page()
    visit(other, hidden_size=20)
    step_an_epoch(other)
    address = other.url
    for _ in range(5):
        other.reload()
        stands_at(other, "41 of 10,000")
    assert other.url == address
    page.reload()
    stands_at(page, "41 of 10,000")


def test_a_refresh_leaves_it_running(page: Page) -> None:
    before = under_way(page, iterations=200_000)
    page.reload()
    expect(progress(page)).to_have_text(re.compile(r"a second · .+ left$"))
    assert beyond(page, before) > before
    expect(button(page, "train")).to_be_disabled()
    press(page, "pause")
    expect(progress(page)).to_contain_text("paused")


def test_a_refresh_on_another_page(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    open_page(page, "Compare")
    stands_at(page, "0 of 10,000")
    page.reload()
    stands_at(page, "0 of 10,000")
    open_page(page, "Train")
    stands_at(page, "41 of 10,000")


def test_what_was_never_there(page: Page) -> None:
    visit(page, run="of-somebody-else", hidden_size=20)
    expect(keyed(page, "notice")).to_contain_text(GONE)
    stands_at(page, "0 of 10,000")


def test_bring_back_what_was_worth_it(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    step(page, "One iteration")
    stands_at(page, "1 of 10,000")
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    page.reload()  # which undoes no reset
    stands_at(page, "0 of 10,000")
    press(page, "bring_back")
    stands_at(page, "41 of 10,000")
    press(page, "bring_back")
    stands_at(page, "1 of 10,000")


def test_a_finished_cure_outlives_a_refresh(page: Page) -> None:
    visit(page, scaling="raw", learning_rate=0.1, iterations=300)
    press(page, "train")
    finished(page, "300")
    press(page, "cure")
    outcome = page.get_by_test_id("stProgress").filter(has_text=re.compile("^The cure works"))
    expect(outcome).to_be_visible()
    page.reload()
    expect(outcome).to_be_visible()


def test_look_inside_refreshed_while_it_trains(page: Page) -> None:
    visit(page, "/inside")
    press(page, "inside_train_mnist-5k")
    expect(page.get_by_text("First-layer weights")).to_be_visible()
    page.reload()
    expect(page.get_by_text("784–50–10 · ReLU · 1,000 iterations")).to_be_visible()
    expect(page.get_by_text("First-layer weights")).to_be_visible()


def test_once_more_can_be_undone(page: Page) -> None:
    visit(page, "/failure")
    press(page, "failure_run")
    beyond(page, 0)
    press(page, "failure_pause")
    expect(progress(page)).to_contain_text("paused")
    stopped = progress(page).inner_text()
    press(page, "failure_run")
    expect(progress(page)).not_to_contain_text("paused")  # that was the one before
    beyond(page, 0)
    press(page, "failure_pause")
    expect(progress(page)).to_contain_text("paused")
    press(page, "failure_bring_back")
    expect(progress(page)).to_have_text(stopped)
