"""The Look inside page: train in two seconds, see the weights, click a cell, draw a digit."""

import re
from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import charts, keyed, nudge, press, settled, visit
from tests.browser.inside.page import (
    Point,
    box,
    canvas,
    draw,
    draw_with_a_finger,
    go_inside,
    look_at,
    picture,
    says,
    train,
    visit_inside,
)
from tests.browser.train.page import stands_at, step

pytestmark = pytest.mark.browser

ONE: Sequence[Point] = ((0.5, 0.15), (0.5, 0.85))
THREE: Sequence[Point] = (
    (0.30, 0.25),
    (0.42, 0.15),
    (0.58, 0.16),
    (0.66, 0.28),
    (0.58, 0.42),
    (0.45, 0.47),
    (0.60, 0.52),
    (0.70, 0.65),
    (0.62, 0.80),
    (0.45, 0.87),
    (0.30, 0.78),
)


def test_from_nothing_to_weights_in_one_press(page: Page) -> None:
    visit_inside(page)
    says(page, "Nothing is trained yet")
    train(page)
    says(page, "784–50–10 · ReLU · 1,000 iterations · test accuracy 9")
    expect(picture(page, "weights")).to_be_in_viewport(ratio=1)
    expect(picture(page, "weights")).to_have_attribute(
        "alt", re.compile("Weights of 50 of 50 hidden units")
    )
    expect(charts(page).locator("svg.marks")).to_have_count(1)


def test_watch_the_weights_grow(page: Page) -> None:
    visit_inside(page)
    train(page)
    now = picture(page, "weights").get_attribute("src")
    nudge(page, "inside_moment", ["Home"])
    expect(keyed(page, "inside_moment").get_by_test_id("stSliderThumbValue")).to_have_text("0")
    expect(picture(page, "weights")).not_to_have_attribute("src", now or "")
    settled(page)
    nudge(page, "inside_moment", ["End"])
    expect(picture(page, "weights")).to_have_attribute("src", now or "")


def test_click_a_cell_and_see_its_digits(page: Page) -> None:
    visit_inside(page)
    train(page)
    look_at(page, "Mistakes")
    expect(picture(page, "cell")).to_have_attribute("alt", re.compile("of . read as ."))
    squares = keyed(page, "inside_confusion", "svg.marks .mark-rect path")
    expect(squares).to_have_count(100)
    squares.nth(33).click()  # row by row: the threes that are read as threes
    expect(picture(page, "cell")).to_have_attribute("alt", re.compile("of 3 read as 3"))
    expect(box(page, "Digits of a cell")).to_have_value("3 read as 3")
    squares.nth(1).hover()
    keyed(page, "inside_figure").get_by_role("radio", name="share").click()
    expect(keyed(page, "inside_confusion", "svg.marks")).to_contain_text("%")
    expect(picture(page, "cell")).to_have_attribute("alt", re.compile("of 3 read as 3"))


def test_draw_a_digit_and_have_it_read(page: Page) -> None:
    visit_inside(page)
    train(page)
    look_at(page, "Draw a digit")
    says(page, "The canvas is empty")
    draw(page, THREE)
    says(page, "It reads 3, with")
    says(page, r"\d+ of 50 hidden units are on")
    for name in ("seen", "units"):
        expect(picture(page, name)).to_be_in_viewport(ratio=1)
    press(page, "inside_canvas")
    says(page, "The canvas is empty")
    draw(page, ONE)
    says(page, "It reads 1, with")


def test_what_is_drawn_is_read_by_another_network_too(page: Page) -> None:
    visit_inside(page)
    train(page)
    look_at(page, "Draw a digit")
    draw(page, THREE)
    says(page, "28 × 28 pixels")
    page.get_by_role("button", name="Train another").click()
    press(page, "inside_train_digits")
    says(page, "64–50–10")
    page.keyboard.press("Escape")
    says(page, "8 × 8 pixels")
    says(page, "It reads 3, with")


def test_clear_with_the_keyboard(page: Page) -> None:
    visit_inside(page)
    train(page, "digits")
    look_at(page, "Draw a digit")
    draw(page, ONE)
    says(page, "It reads")
    button = keyed(page, "inside_canvas").get_by_role("button", name="Clear")
    button.focus()
    button.press("Enter")
    says(page, "The canvas is empty")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_with_a_finger(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit_inside(page)
    page.set_viewport_size({"width": 390, "height": 844})
    train(page)
    for view in ("Weights", "Mistakes", "Curvature", "Draw a digit"):
        look_at(page, view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    canvas(page).scroll_into_view_if_needed()
    draw_with_a_finger(page, THREE)
    says(page, "It reads 3, with")


def test_curvature_beside_the_rate(page: Page) -> None:
    visit_inside(page)
    train(page, "digits")
    look_at(page, "Curvature")
    says(page, r"λ = [\d.]+, so the local limit is 2/λ = [\d.]+\. The learning rate 0\.1 is below")
    expect(charts(page).locator("svg.marks")).to_have_count(1)
    expect(page.get_by_role("link", name=re.compile("Cohen et al. 2021"))).to_be_visible()


def test_look_into_the_network_of_the_train_page_and_refresh(page: Page) -> None:
    visit(page, dataset="digits", hidden_size=9)
    step(page, "One epoch")
    stands_at(page, "15 of")
    go_inside(page)
    says(page, "64–9–10")
    expect(box(page, "Network")).to_have_value("Train · digits, learning rate 0.1")
    page.reload()
    settled(page)
    says(page, "64–9–10")
