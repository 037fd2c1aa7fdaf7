"""The curves of a comparison: the views, the legend, and what the pointer reads."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import charts, drawn
from tests.browser.compare.page import compared, look, progress

pytestmark = pytest.mark.browser

# How many lines of each chart are drawn in full.
HIGHLIGHTED = """[...document.querySelectorAll('[data-testid=stVegaLiteChart]')].map(chart =>
    [...chart.querySelectorAll('.mark-line path')]
        .filter(line => Number(getComputedStyle(line).opacity) === 1).length)"""

# A place of a curve in the window: of its second point.
SECOND_POINT = """line => {
    const { x, y } = line.__data__.mark.items[1]
    const place = new DOMPoint(x, y).matrixTransform(line.getScreenCTM())
    return [place.x, place.y]
}"""


def test_views_and_the_legend(page: Page) -> None:
    """One legend for both charts, a name at the end of each curve, and a bar above both charts."""
    compared(page, iterations=150)
    bar, second = progress(page).bounding_box(), charts(page).nth(1).bounding_box()
    assert bar is not None
    assert second is not None
    assert bar["x"] + bar["width"] == pytest.approx(second["x"] + second["width"], abs=2)
    for label in ("0.001", "0.01", "0.1", "1", "3"):
        for texts, times in ((".role-legend-label", 1), (".mark-text.role-mark text", 2)):
            found = charts(page).locator(texts).get_by_text(label, exact=True)
            expect(found).to_have_count(times)
    look(page, "Side by side")
    drawn(page, 2)
    expect(charts(page).first.locator(".role-column-header, .role-title-text")).not_to_have_count(0)
    expect(charts(page).first.locator("path.mark-line, .mark-line path")).to_have_count(5)
    look(page, "By value")
    drawn(page, 1)
    expect(charts(page).get_by_text("Learning rate", exact=True)).to_be_visible()
    look(page, "Overlay")
    drawn(page, 2)


def test_a_click_on_the_legend_highlights_in_both_charts(page: Page) -> None:
    compared(page, iterations=150)
    charts(page).first.locator(".role-legend-label").get_by_text("0.1", exact=True).click()
    page.wait_for_function(f"() => {HIGHLIGHTED}.join() === '1,1'")
    charts(page).first.locator(".role-legend-label").get_by_text("3", exact=True).click()
    page.wait_for_function(f"() => {HIGHLIGHTED}.join() === '1,1'")


def test_pointing_at_a_run_marks_it_in_both_charts(page: Page) -> None:
    """At its name, at its curve, and in the legend; it ends when the pointer leaves."""
    compared(page, iterations=150)
    losses, accuracies = charts(page).all()
    ends = losses.locator(".mark-text.role-mark text")
    places = {
        "name": ends.get_by_text("0.001", exact=True),
        "legend": losses.locator(".role-legend-label").get_by_text("3", exact=True),
    }
    for place in places.values():
        place.hover()
        page.wait_for_function(f"() => {HIGHLIGHTED}.join() === '1,1'")
        page.get_by_role("heading", name="Compare").hover()
        page.wait_for_function(f"() => {HIGHLIGHTED}.join() === '5,5'")
    curve = accuracies.locator(".mark-line path").last
    x, y = curve.evaluate(SECOND_POINT)
    page.mouse.move(x, y)
    page.wait_for_function(f"() => {HIGHLIGHTED}.join() === '1,1'")


def test_the_pointer_reads_all_runs(page: Page) -> None:
    compared(page, iterations=150)
    charts(page).first.locator("svg.marks").hover(position={"x": 200, "y": 100})
    tooltip = page.locator("#vg-tooltip-element")
    for label in ("0.001", "0.01", "0.1", "1", "3"):
        row = tooltip.locator("tr").filter(
            has=page.locator(".key", has_text=re.compile(rf"^{re.escape(label)}\s*:?\s*$"))
        )
        expect(row.locator(".value")).to_have_text(re.compile(r"^\d\.\d+$"))
