"""The Train page at first sight: on a desk, in the dark, on a phone, and without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from benchmarks.in_app.server import Server
from tests.browser.browsing import charts, drawn, keyed, press, settled, visit
from tests.browser.train.page import beyond, button, figure, finished, iteration, under_way

pytestmark = pytest.mark.browser

BRIGHTNESS = """element => {
    const [red, green, blue] = getComputedStyle(element).backgroundColor.match(/\\d+/g)
    return (Number(red) + Number(green) + Number(blue)) / 3
}"""


def test_useful_at_first_sight(page: Page) -> None:
    visit(page)
    expect(page).to_have_title("Backpropagation, live")
    expect(page.get_by_role("heading", name="Train one network")).to_be_in_viewport()
    expect(page.get_by_text("784–50–10 · ReLU · 39,760 parameters")).to_be_visible()
    expect(button(page, "train")).to_be_enabled()
    expect(button(page, "step")).to_be_enabled()
    for key in ("pause", "reset"):
        expect(button(page, key)).to_be_disabled()
    drawn(page, 2)
    for chart in charts(page).all():
        expect(chart).to_be_in_viewport(ratio=1)


def test_one_press_gives_something_worth_seeing(page: Page) -> None:
    under_way(page, iterations=500)
    expect(figure(page, "Loss")).not_to_have_text("–")
    finished(page, "500")
    assert float(figure(page, "Test accuracy").inner_text().removesuffix("\u00a0%")) > 85
    assert float(figure(page, "Loss").inner_text()) < 1
    expect(figure(page, "Epoch")).to_have_text("12.2")
    expect(figure(page, "Dead units")).to_have_text(re.compile(r"^\d+ of 50$"))


def test_charts_move_in_place(page: Page) -> None:
    visit(page, iterations=200_000)
    drawn(page, 2)
    press(page, "train")
    beyond(page, 0)
    nodes = [*charts(page).all(), *charts(page).locator("svg.marks").all()]
    heights = [node.bounding_box() for node in nodes]
    for node in nodes:
        node.evaluate("node => { node.seenBefore = true }")
    for _ in range(5):
        beyond(page, iteration(page))
    assert [node.evaluate("node => node.seenBefore") for node in nodes] == [True] * len(nodes)
    assert [node.bounding_box() for node in nodes] == heights


def test_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page)
    drawn(page, 2)
    for key in ("train", "pause"):
        expect(button(page, key)).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    one, other = (chart.bounding_box() for chart in charts(page).all())
    assert one is not None
    assert other is not None
    assert other["y"] >= one["y"] + one["height"]
    for box in (one, other):
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_scheme_of_the_visitor(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    visit(page)
    drawn(page, 2)
    brightness = page.get_by_test_id("stApp").evaluate(BRIGHTNESS)
    assert brightness < 60 if scheme == "dark" else brightness > 200


def test_no_network_is_no_dead_end(page: Page, server: Server) -> None:
    visit(page, dataset="mnist")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("could not be downloaded")
    expect(said).to_contain_text(str(server.home / "data" / "mnist.npz"))
    keyed(page, "dataset", "button[aria-haspopup=listbox]").click()
    page.get_by_role("option", name="digits").click()
    expect(page.get_by_text("64–50–10")).to_be_visible()
    settled(page)
    expect(said).to_have_count(0)
    expect(button(page, "train")).to_be_enabled()
