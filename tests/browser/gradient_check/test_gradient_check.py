"""The gradient check as a visitor meets it: at first sight, broken, stopped, and given nonsense."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import drawn, keyed, moves_until, press, settled, visit, watch

pytestmark = pytest.mark.browser

PATH = "/gradient-check"
LARGE = {"check_hidden_size": 200, "check_samples": 20}
ENDLESS = {"check_hidden_size": 500, "check_samples": 20}  # it is stopped before it is through
COUNT = re.compile(r"([1-9][\d,]*) of 397,510 parameters")


def verdict(page: Page) -> Locator:
    return keyed(page, "check_verdict").get_by_test_id("stAlert")


def progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress")


def through(page: Page, count: str = "39,760") -> None:
    moves_until(progress(page), f"{count} of {count} parameters")
    settled(page)


def test_every_parameter_at_first_sight(page: Page) -> None:
    visit(page, PATH)
    through(page)
    expect(verdict(page)).to_contain_text("Backpropagation is right.")
    drawn(page, 2)
    expect(page.get_by_test_id("stDataFrame").locator("canvas").first).to_be_visible()
    expect(page.get_by_test_id("stDataFrame")).to_have_count(2)


def test_broken_and_caught_and_repaired(page: Page) -> None:
    visit(page, PATH)
    through(page)
    switch = page.get_by_text("Break backpropagation", exact=True)
    switch.click()
    expect(verdict(page)).to_contain_text("Caught: Activation's slope forgotten.")
    expect(verdict(page)).to_contain_text("Only the first layer's gradients are wrong")
    expect(page.get_by_text("return dout # as it was written")).to_be_visible()
    assert "check_break=true" in page.url
    page.reload()
    expect(verdict(page)).to_contain_text("Caught: Activation's slope forgotten.")
    switch.click()
    expect(verdict(page)).to_contain_text("Backpropagation is right.")


@pytest.mark.parametrize(
    ("mistake", "cure", "array"),
    [
        ("W not transposed", "Use 10 hidden units", "W1"),
        ("One-hot rows taken for labels", "Use one-hot targets", "All four"),
    ],
)
def test_a_mistake_that_needs_something(page: Page, mistake: str, cure: str, array: str) -> None:
    visit(page, PATH, check_break="true", check_mistake=mistake)
    page.get_by_role("button", name=cure).click()
    expect(verdict(page)).to_contain_text(f"Caught: {mistake}.")
    expect(verdict(page)).to_contain_text(array)
    expect(keyed(page, "check_cure")).to_have_count(0)


def checked(page: Page) -> int:
    """How many parameters are checked by now."""
    found = COUNT.match(progress(page).inner_text())
    assert found is not None
    return int(found[1].replace(",", ""))


def exactly(done: int) -> re.Pattern[str]:
    """That count alone: "397,510 of" ends like "7,510 of"."""
    return re.compile(rf"(?<![\d,]){done:,} of")


def test_a_full_check_is_stopped_and_goes_on(page: Page) -> None:
    page.goto(f"{PATH}?{urlencode(ENDLESS)}")  # it is not settled while it works
    expect(progress(page)).to_contain_text(COUNT)
    press(page, "check_stop")
    expect(progress(page)).to_contain_text("stopped")
    expect(verdict(page)).to_contain_text("so far")
    settled(page)
    stopped = progress(page).inner_text()
    watch(page)
    assert progress(page).inner_text() == stopped
    done = checked(page)
    press(page, "check_go")
    expect(progress(page)).not_to_contain_text(exactly(done))
    press(page, "check_stop")
    expect(progress(page)).to_contain_text("stopped")
    assert checked(page) > done


def test_a_check_goes_on_while_another_tab_is_in_front(page: Page) -> None:
    page.goto(f"{PATH}?{urlencode(ENDLESS)}")  # it is not settled while it works
    expect(progress(page)).to_contain_text(COUNT)
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setWebLifecycleState", {"state": "frozen"})  # no timer fires
    done = checked(page)
    other = page.context.new_page()  # a clock: what is checked there leaves this one its share
    other.goto(f"{PATH}?{urlencode(LARGE)}")
    through(other, "159,010")
    browser.send("Page.setWebLifecycleState", {"state": "active"})
    for _ in range(3):  # what it shows first may have come before it stood still
        if done < 397_510:
            expect(progress(page)).not_to_contain_text(exactly(done))
            done = checked(page)
    assert done > 397_510 / 20


def test_a_control_is_moved_in_the_middle_of_a_check(page: Page) -> None:
    page.goto(f"{PATH}?{urlencode(LARGE)}")  # it is not settled while it works
    expect(progress(page)).to_contain_text("of 159,010 parameters")
    keyed(page, "check_entries").get_by_text("sample").click()
    expect(progress(page)).to_contain_text("310 of 310 parameters, a sample of 159,010")
    settled(page)
    expect(verdict(page)).to_contain_text("Backpropagation is right in this sample.")


def test_a_step_is_typed(page: Page) -> None:
    visit(page, PATH)
    through(page)
    field = keyed(page, "check_h", "input")
    for text, words in {
        "0": "must be positive",
        "nan": "must be positive",
        "text": "must be a number such as 1e-4, not “text”",
    }.items():
        field.fill(text)
        field.press("Enter")
        expect(page.get_by_test_id("stAlert")).to_contain_text(words)
    field.fill("3e-5")
    field.press("Enter")
    expect(verdict(page)).to_contain_text("Backpropagation is right.")
    expect(page).to_have_url(re.compile("check_h=3e-5"))


def test_a_link_asks_for_no_samples(page: Page) -> None:
    visit(page, PATH, check_samples=0)
    expect(
        page.get_by_text("check_samples=0 in the link cannot be used: 3 is used.")
    ).to_be_visible()
    through(page)
    expect(verdict(page)).to_contain_text("Backpropagation is right.")


def test_on_a_phone_nothing_is_wider_than_the_page(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, PATH)
    through(page)
    drawn(page, 2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(verdict(page)).to_be_in_viewport()
