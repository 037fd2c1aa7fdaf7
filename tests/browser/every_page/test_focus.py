"""By keyboard alone: the focus goes on to the next button, and never back from elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, keyed, settled, visit, watch
from tests.browser.page_status import FOCUSED, focused
from tests.browser.train.page import beyond, button, finished, progress, stands_at

pytestmark = pytest.mark.browser

LONG = 200_000


def press_key(page: Page, key: str) -> None:
    """Press Enter on the button that has the focus, which is this one."""
    focused(page, key)
    page.keyboard.press("Enter")


def test_train_and_pause(page: Page) -> None:
    visit(page, iterations=LONG)
    button(page, "train").focus()
    done = 0
    for _ in range(2):
        press_key(page, "train")
        done = beyond(page, done)
        press_key(page, "pause")
        expect(progress(page)).to_contain_text("paused")
    focused(page, "train")


def test_reset_and_bring_back(page: Page) -> None:
    visit(page, iterations=LONG)
    button(page, "train").focus()
    press_key(page, "train")
    beyond(page, 0)
    focused(page, "pause")
    button(page, "reset").focus()
    press_key(page, "reset")
    stands_at(page, f"0 of {LONG:,}")
    focused(page, "train")
    button(page, "bring_back").focus()
    press_key(page, "bring_back")
    expect(button(page, "bring_back")).to_have_count(0)
    focused(page, "train")


def test_the_end_of_a_training(page: Page) -> None:
    visit(page, iterations=100)
    button(page, "train").focus()
    press_key(page, "train")
    finished(page, "100")
    focused(page, "reset")


def test_all_runs_of_a_comparison(page: Page) -> None:
    visit(page, "/compare", iterations=LONG)
    button(page, "train").focus()
    press_key(page, "train")
    beyond(page, 0)
    press_key(page, "pause")
    focused(page, "train")


def test_when_it_fails(page: Page) -> None:
    visit(page, "/failure")
    button(page, "failure_run").focus()
    press_key(page, "failure_run")
    beyond(page, 0)
    press_key(page, "failure_pause")
    press_key(page, "failure_on")
    press_key(page, "failure_pause")
    focused(page, "failure_on")


def test_who_went_elsewhere_stays_there(page: Page) -> None:
    visit(page, iterations=LONG)
    button(page, "train").focus()
    press_key(page, "train")
    field = keyed(page, "iterations", "input")
    field.focus()
    beyond(page, 0)
    watch(page)
    expect(field).to_be_focused()
    enter(page, "iterations", "150000")
    expect(progress(page)).to_contain_text("150,000")
    watch(page)
    assert page.evaluate(FOCUSED) == "iterations"


def test_from_control_to_control_while_it_trains(page: Page) -> None:
    """Frames come several times a second: none takes the focus, and none closes what is open."""
    visit(page, dataset="digits", iterations=LONG)
    button(page, "train").focus()
    press_key(page, "train")
    done = beyond(page, 0)
    focused(page, "pause")
    seen = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.hasTheFocus = true")
        done = beyond(page, done)
        assert page.evaluate("document.activeElement.hasTheFocus === true")
        seen.add(page.evaluate("document.activeElement.outerHTML"))
    assert len(seen) > 10
    chart = page.get_by_test_id("stPopover").get_by_role("button", name="Chart")
    chart.press("Enter")
    menu = page.get_by_test_id("stPopoverBody")
    expect(menu).to_be_visible()
    menu.get_by_role("slider").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
        done = beyond(page, done)
        expect(menu).to_be_visible()
        assert menu.evaluate("menu => menu.contains(document.activeElement)")


def test_who_pressed_the_empty_page_has_left_the_button(page: Page) -> None:
    visit(page, iterations=LONG)
    button(page, "train").click()
    page.locator("h3").first.click()
    beyond(page, 0)
    watch(page)
    assert page.evaluate(FOCUSED) == "MAIN"


def test_a_key_that_is_held_does_not_press_the_next_button(page: Page) -> None:
    visit(page, iterations=LONG)
    button(page, "train").focus()
    focused(page, "train")
    page.keyboard.down("Enter")
    beyond(page, 0)
    watch(page)
    assert page.evaluate(FOCUSED) == "BODY"
    page.keyboard.up("Enter")
    press_key(page, "pause")
    expect(progress(page)).to_contain_text("paused")
    settled(page)
