"""Another hidden size needs another network; the trained one is not thrown away unasked."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import keyed, nudge, press, says, visit
from tests.browser.train.page import beyond, button, paused, stands_at, step_an_epoch, under_way

pytestmark = pytest.mark.browser

NETWORK, WIDER = "784–50–10", "784–51–10"


def test_before_training_it_simply_changes(page: Page) -> None:
    visit(page)
    nudge(page, "hidden_size")
    expect(page.get_by_text(WIDER)).to_be_visible()
    expect(keyed(page, "changed")).to_have_count(0)


def test_a_word_and_the_settings_put_back(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    nudge(page, "hidden_size")
    said = keyed(page, "changed")
    expect(said).to_contain_text("This needs a new start: hidden size 50 → 51")
    expect(page.get_by_text(NETWORK)).to_be_visible()
    stands_at(page, "41 of 10,000")
    press(page, "put_back")
    says(page, "hidden_size", "50")
    expect(said).to_have_count(0)
    stands_at(page, "41 of 10,000")
    expect(button(page, "train")).to_contain_text("Train")


def test_started_anew_and_brought_back(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    nudge(page, "hidden_size")
    expect(button(page, "train")).to_contain_text("Start anew")
    press(page, "train")
    expect(page.get_by_text(WIDER)).to_be_visible()
    beyond(page, 0)
    paused(page)
    press(page, "bring_back")
    stands_at(page, "41 of 10,000")
    expect(page.get_by_text(NETWORK)).to_be_visible()
    says(page, "hidden_size", "50")
    press(page, "bring_back")  # and forth
    expect(page.get_by_text(WIDER)).to_be_visible()
    says(page, "hidden_size", "51")


def test_the_old_network_trains_on_meanwhile(page: Page) -> None:
    done = under_way(page, iterations=200_000)
    nudge(page, "hidden_size")
    expect(keyed(page, "changed")).to_contain_text("The network below keeps its settings")
    beyond(page, done)
    expect(page.get_by_text(NETWORK)).to_be_visible()
    paused(page)
