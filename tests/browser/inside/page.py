"""What a visitor of the Look inside page does and reads."""

import re
from collections.abc import Sequence
from itertools import pairwise

from playwright.sync_api import Locator, Page, expect

from tests.browser.browsing import keyed, open_page, press, settled, visit

Point = tuple[float, float]  # across and down, as shares of the canvas


def visit_inside(page: Page) -> None:
    """Come from the navigation: a link straight to a page logs two 404s of Streamlit's own."""
    visit(page)
    go_inside(page)


def go_inside(page: Page) -> None:
    open_page(page, "Look inside")
    expect(page.get_by_role("heading", name="Look inside")).to_be_visible()


def train(page: Page, dataset: str = "mnist-5k") -> None:
    press(page, f"inside_train_{dataset}")
    says(page, "1,000 iterations · test accuracy")
    expect(page.get_by_test_id("stProgress")).to_have_count(0)
    expect(picture(page, "weights")).to_be_visible()
    settled(page)


def look_at(page: Page, view: str) -> None:
    keyed(page, "inside_view").get_by_role("radio", name=view, exact=True).click()
    settled(page)


def picture(page: Page, name: str) -> Locator:
    return keyed(page, f"inside_picture_{name}", "img")


def says(page: Page, words: str) -> None:
    expect(page.get_by_test_id("stMain")).to_contain_text(re.compile(words))


def box(page: Page, label: str) -> Locator:
    return page.get_by_role("combobox", name=label)


def canvas(page: Page) -> Locator:
    return keyed(page, "inside_canvas", "canvas")


def draw(page: Page, points: Sequence[Point]) -> None:
    """One stroke with the pointer."""
    area = canvas(page).bounding_box()
    assert area is not None
    places = [(area["x"] + x * area["width"], area["y"] + y * area["height"]) for x, y in points]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place, steps=4)
    page.mouse.up()


def draw_with_a_finger(page: Page, points: Sequence[Point]) -> None:
    """One stroke by touch, which Chromium's own protocol can do."""
    area = canvas(page).bounding_box()
    assert area is not None
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *places: Point) -> None:
        dots = [
            {"x": area["x"] + x * area["width"], "y": area["y"] + y * area["height"]}
            for x, y in places
        ]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": dots})

    touch("touchStart", points[0])
    for (x, y), (to_x, to_y) in pairwise(points):
        for part in (0.25, 0.5, 0.75, 1):
            touch("touchMove", (x + part * (to_x - x), y + part * (to_y - y)))
    touch("touchEnd")
