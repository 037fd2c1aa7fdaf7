"""Charts that move: what they have drawn is moved, not made anew."""

import pytest
from playwright.sync_api import Page

from tests.browser.browsing import drawn, press, visit
from tests.browser.train.page import beyond, iteration

pytestmark = pytest.mark.browser

# What Vega keeps of each line, by its first point, and of each place that the pointer reads.
MARKS = """[...document.querySelectorAll(
    '[data-testid=stVegaLiteChart] :is(.mark-line path, .layer_1_marks line)'
)].map(element => element.__data__)"""
MARK_THEM = f"() => {MARKS}.map(mark => mark.wasHere = true).length"
STILL_HERE = f"() => {MARKS}.filter(mark => mark.wasHere).length"


@pytest.mark.parametrize(("path", "lines"), [("/", 4), ("/compare", 10)])
def test_the_marks_stay_while_the_figures_move(page: Page, path: str, lines: int) -> None:
    """Made anew with each frame, they would fill the browser's memory: some 100 MB of old ones."""
    visit(page, path, dataset="digits", hidden_size=5, iterations=200_000)
    press(page, "train")
    beyond(page, 20)
    drawn(page, 2)
    page.wait_for_function(f"lines => {MARKS}.length >= lines", arg=lines)
    marked = page.evaluate(MARK_THEM)
    for _ in range(5):
        beyond(page, iteration(page))
    assert page.evaluate(STILL_HERE) == marked
    press(page, "pause")
