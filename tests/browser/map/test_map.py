"""A visitor draws a map, stops it, comes back to it, opens a cell of it, and zooms in."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import (
    PHONE,
    charts,
    chosen,
    enter,
    keyed,
    moves_until,
    open_page,
    press,
    settled,
    visit,
    width,
)

pytestmark = pytest.mark.browser

PATH = "/map"
SMALL = {
    "dataset": "digits",
    "hidden_size": 10,
    "iterations": 60,
    "values_learning_rate": "0.001..100 x 6",
    "values_weight_init_std": "0.001..1 x 4",
}
RUNS = 24


def progress(page: Page) -> Locator:
    return page.get_by_test_id("stProgress").first


def mapped(page: Page, runs: int = RUNS) -> None:
    """Wait until the map at hand is through."""
    moves_until(progress(page), f"{runs} of {runs} runs · done")
    settled(page)


def cells(page: Page) -> Locator:
    """The cells of the map that are drawn, from one corner to the other."""
    return charts(page).first.locator("svg.marks .mark-rect[class*=view_] path")


def middle(cell: Locator) -> tuple[float, float]:
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, first: Locator, last: Locator) -> None:
    """Draw a rectangle from the middle of a cell to that of another."""
    page.mouse.move(*middle(first))
    page.mouse.down()
    page.mouse.move(*middle(last), steps=5)
    page.mouse.up()


def test_a_map_is_drawn_zoomed_into_and_gone_back_from(page: Page) -> None:
    visit(page, PATH, **SMALL)
    press(page, "map_begin")
    mapped(page)
    expect(cells(page)).to_have_count(RUNS)
    alternative = re.compile("^Map of the runs by Learning rate across .* 24 runs: .*Dead")
    expect(charts(page).first).to_have_attribute("aria-label", alternative)
    drag(page, cells(page).first, cells(page).nth(14))
    expect(keyed(page, "map_zoom")).to_contain_text("The region of learning rate")
    press(page, "map_zoom_in")
    mapped(page)
    field = keyed(page, "values_learning_rate", "input")
    expect(field).to_have_value(re.compile(r"^0\.\d+\.\.\d.* x 6$"))
    expect(page).not_to_have_url(re.compile(r"values_learning_rate=0\.001\.\.100"))
    press(page, "map_back")
    settled(page)
    expect(field).to_have_value("0.001..100 x 6")
    expect(progress(page)).to_have_text(f"{RUNS} of {RUNS} runs · done")


THIRD = {"also": "batch size", "values_batch_size": "50, 100", "values_weight_init_std": "0.1, 1"}


def test_stopped_refreshed_and_resumed_while_elsewhere(page: Page) -> None:
    visit(page, PATH, **SMALL | THIRD | {"iterations": 20_000})
    press(page, "map_begin")
    expect(progress(page)).to_have_text(re.compile("^[1-9]"))
    press(page, "map_stop")
    expect(progress(page)).to_contain_text("stopped")
    said = progress(page).inner_text()
    keyed(page, "map_axes").get_by_text("learning rate × batch size").click()
    chosen(page, "map_axes", "learning rate × batch size")
    settled(page)
    page.reload()
    settled(page)
    expect(progress(page)).to_have_text(said)
    chosen(page, "map_axes", "learning rate × batch size")
    press(page, "map_resume")
    open_page(page, "Look inside")
    open_page(page, "Map")
    mapped(page)


def test_on_a_phone_a_cell_is_trained_and_nonsense_is_named(page: Page) -> None:
    page.set_viewport_size(PHONE)
    visit(page, PATH, **SMALL)
    press(page, "map_begin")
    mapped(page)
    assert width(page) <= PHONE["width"]
    cells(page).nth(9).click()
    expect(keyed(page, "map_run")).to_contain_text("best test accuracy")
    enter(page, "values_learning_rate", "1..0.1 x 5")
    expect(page.get_by_text("goes from 1 down to 0.1")).to_be_visible()
    press(page, "map_train")
    expect(page.get_by_role("heading", name="Train one network")).to_be_visible()
    moves_until(progress(page), "60 of 60 iterations · done")
