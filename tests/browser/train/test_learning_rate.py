"""The learning rate is moved while the network trains; its weights stay."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import charts, enter, keyed, nudge, says, visit
from tests.browser.train.page import beyond, button, paused, under_way

pytestmark = pytest.mark.browser


def agrees(page: Page, rate: str) -> None:
    """Wait until the field, the slider and the address all say this rate."""
    expect(keyed(page, "learning_rate", "input")).to_have_value(rate)
    says(page, "learning_rate_slider", rate)
    expect(page).to_have_url(re.compile(rf"learning_rate={re.escape(rate)}(&|$)"))


def marked(page: Page, words: str) -> None:
    """Wait until the chart of the loss says so."""
    expect(charts(page).first.locator("svg text", has_text=words)).to_be_attached()


def test_typed_while_it_trains(page: Page) -> None:
    done = under_way(page, iterations=200_000)
    enter(page, "learning_rate", "0.05")
    agrees(page, "0.05")
    marked(page, "rate 0.1 → 0.05")
    expect(button(page, "pause")).to_be_enabled()
    assert beyond(page, done) < 200_000
    assert paused(page) > done
    expect(button(page, "bring_back")).to_have_count(0)  # nothing was replaced


def test_slid_while_it_trains(page: Page) -> None:
    done = under_way(page, iterations=200_000)
    nudge(page, "learning_rate_slider")
    agrees(page, "0.15")
    nudge(page, "learning_rate_slider", ["ArrowRight", "ArrowRight"])
    agrees(page, "0.3")
    marked(page, "→ 0.3")
    assert beyond(page, done) < 200_000
    assert paused(page) > done


def test_a_typed_rate_between_the_notches_stays_exact(page: Page) -> None:
    visit(page)
    enter(page, "learning_rate", "0.0123")
    expect(keyed(page, "learning_rate", "input")).to_have_value("0.0123")
    says(page, "learning_rate_slider", "0.0123")
    expect(page).to_have_url(re.compile(r"learning_rate=0\.0123(&|$)"))
    nudge(page, "learning_rate_slider")
    agrees(page, "0.015")
