"""The activations of a matrix that a visitor edits."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import keyed, settled, watch
from tests.browser.graph.page import visit_graph

pytestmark = pytest.mark.browser

HEADER, ROW = 31, 31  # pixels of the editor's grid, which is painted on a canvas


def type_into(page: Page, matrix: str, row: int, column: int, text: str) -> None:
    """Open a cell of a two by two matrix, counted from 1, and type over what it holds."""
    grid = keyed(page, matrix, "canvas").first
    box = grid.bounding_box()
    assert box is not None
    x = 46 + (box["width"] - 46) * (column - 0.5) / 2
    field = page.locator(".gdg-input")
    for _ in range(5):  # a press selects the cell, the next one opens it
        if not field.is_visible():
            grid.click(position={"x": x, "y": HEADER + ROW * (row - 0.5)}, force=True)
            watch(page, seconds=0.2)
    field.fill(text)
    watch(page, seconds=0.2)  # the editor takes up what was typed with its next frame
    field.press("Enter")
    expect(field).to_have_count(0)
    settled(page)


def test_edit_the_matrix_and_mend_a_bad_cell(page: Page) -> None:
    visit_graph(page, "Activations")
    relu, said = keyed(page, "graph_relu"), page.get_by_test_id("stAlert")
    expect(relu.locator("annotation").first).to_contain_text(r"1 & 0 \\ 0 & 3")
    type_into(page, "graph_x", 1, 2, "7")
    expect(relu.locator("annotation").first).to_contain_text(r"1 & 7 \\ 0 & 3")
    type_into(page, "graph_x", 2, 1, "abc")
    expect(said).to_contain_text("Row 2, column 1 of x holds abc, which is not a number")
    expect(relu).to_have_count(0)
    type_into(page, "graph_x", 2, 1, "")
    expect(said).to_contain_text("Row 2, column 1 of x is empty")
    type_into(page, "graph_x", 2, 1, "nan")
    expect(said).to_contain_text("it must be a finite number")
    type_into(page, "graph_x", 2, 1, "4")
    expect(said).to_have_count(0)
    expect(relu.locator("annotation").first).to_contain_text(r"1 & 7 \\ 4 & 3")
    type_into(page, "graph_dout", 1, 1, "-2")
    expect(relu.locator("annotation").last).to_contain_text(r"-2 & 1 \\ 1 & 1")
