"""A visitor draws the boundary of trainability, zooms in by a press and by the mouse, and back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import (
    PHONE,
    charts,
    keyed,
    moves_until,
    press,
    settled,
    visit,
    width,
)

pytestmark = pytest.mark.browser

PATH = "/map"
SETTINGS = {"map_of": "boundary", "boundary_side": "32", "boundary_steps": "50"}


def drawn(page: Page) -> None:
    moves_until(page.get_by_test_id("stProgress").first, "done")
    settled(page)
    expect(keyed(page, "boundary_finding")).to_contain_text("Box-counting dimension")


def test_the_boundary_is_drawn_and_looked_at_closer(page: Page) -> None:
    visit(page, PATH, **SETTINGS)
    press(page, "boundary_draw")
    drawn(page)
    press(page, "boundary_jagged")
    expect(keyed(page, "boundary_zoom_1")).to_be_visible()
    drawn(page)
    expect(keyed(page, "boundary_rectangle", "button")).to_be_disabled()
    picture = charts(page).locator("svg.marks").bounding_box()
    assert picture is not None
    page.mouse.move(picture["x"] + 200, picture["y"] + 100)
    page.mouse.down()
    page.mouse.move(picture["x"] + 350, picture["y"] + 250, steps=5)
    page.mouse.up()
    expect(keyed(page, "boundary_rectangle", "button")).to_be_enabled()
    press(page, "boundary_rectangle")
    expect(keyed(page, "boundary_zoom_2")).to_be_visible()
    moves_until(page.get_by_test_id("stProgress").first, "done")
    settled(page)
    press(page, "boundary_open_0")
    expect(keyed(page, "boundary_open_0", "button")).to_be_disabled()
    settled(page)
    assert "boundary_w1_from=" not in page.url or "boundary_w1_from=-1" in page.url


def test_on_a_phone_it_is_drawn_and_zoomed_into_by_a_press(page: Page) -> None:
    page.set_viewport_size(PHONE)
    visit(page, PATH, **SETTINGS)
    press(page, "boundary_draw")
    drawn(page)
    press(page, "boundary_jagged")
    expect(keyed(page, "boundary_zoom_1")).to_be_visible()
    drawn(page)
    assert width(page) <= PHONE["width"]
