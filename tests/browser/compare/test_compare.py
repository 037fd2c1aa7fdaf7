"""Compare five rates, find the dead one, read why, run the cure, and see it learn."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import (
    A_TRAINING,
    PHONE,
    cells,
    drawn,
    enter,
    keyed,
    press,
    settled,
    table,
    visit,
    width,
)
from tests.browser.compare.page import choose_rows, compared, look, progress, trained
from tests.browser.server import serving

pytestmark = pytest.mark.browser

VALUES = "values_learning_rate"
NONSENSE = {  # what is typed, and what the sentence says of it
    "": "not 0",
    "quick": "'quick' cannot be read",
    ", ".join(map(str, range(1, 18))): "not 17",
    "0, 0.1": "learning rate is 0",
    "-1, 0.1": "learning rate is -1",
    "0.1, 1e9": "learning rate is 1,000,000,000",
    "nan, 0.1": "learning rate is nan",
    "0.1, 0.1": "more than once",
}
COLOUR, LABEL, VERDICT, BEST = 0, 1, 2, 3  # columns of the ranking


def test_the_story_of_five_rates(page: Page) -> None:
    visit(page, "/compare", iterations=600)
    expect(page.get_by_text("5 runs. Same initial weights, same batches.")).to_be_visible()
    drawn(page, 2)
    trained(page)
    expect(progress(page)).to_have_text("600 of 600 iterations · done")

    found = cells(page)
    assert {row[VERDICT] for row in found} >= {"Learning well", "Not started", "Dead"}
    assert found[0][LABEL].endswith("best")
    best = [float(row[BEST].removesuffix("\u00a0%")) for row in found]
    assert best[0] == max(best)
    assert re.search("(49|50) of 50", " ".join(found[-1]))  # of rate 3

    reasons = keyed(page, "why")
    expect(reasons).to_contain_text("Learning rate 3")
    expect(reasons).to_contain_text(re.compile("(49|50) of 50 hidden units are off"))
    expect(reasons).to_contain_text("the last biases")
    press(page, "cure")
    expect(reasons).to_contain_text(
        re.compile(r"The cure works: the training loss 0\.\d+ "), timeout=A_TRAINING
    )
    settled(page)
    drawn(page, 4)


def test_two_chosen_rows_are_set_against_each_other(page: Page) -> None:
    compared(page, iterations=150)
    best, second = (row[LABEL].split()[0] for row in cells(page)[:2])
    choose_rows(page, 0)
    expect(keyed(page, "why")).to_contain_text(f"Learning rate {best}")
    choose_rows(page, 1)
    expect(page.get_by_text(f"Learning rate {best} against {second}")).to_be_visible()
    expect(keyed(page, "why")).to_have_count(0)
    figures = dict.fromkeys(row[0] for row in cells(page, 1))
    assert list(figures)[:2] == ["Best test accuracy", "Last test accuracy"]


def test_a_refresh_keeps_the_comparison(page: Page) -> None:
    compared(page, iterations=150, values_learning_rate="0.01, 0.1")
    before = cells(page)
    page.reload()
    expect(progress(page)).to_contain_text("150 of 150 iterations · done")
    settled(page)
    assert cells(page) == before
    expect(keyed(page, VALUES, "input")).to_have_value("0.01, 0.1")
    expect(keyed(page, "changed")).to_have_count(0)


def test_bad_values_get_a_sentence_and_the_old_curves_stay(page: Page) -> None:
    compared(page, iterations=60, values_learning_rate="0.01, 0.1")
    before = cells(page)
    for text, words in NONSENSE.items():
        enter(page, VALUES, text)
        expect(page.get_by_test_id("stAlert")).to_contain_text(words)
        settled(page)
        assert cells(page) == before
        drawn(page, 2)
    enter(page, VALUES, "0.01, 0.1")
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


def test_another_value_asks_for_a_new_start(page: Page) -> None:
    compared(page, iterations=60, values_learning_rate="0.01, 0.1")
    before = cells(page)
    enter(page, VALUES, "0.02..0.5 x 3")
    expect(keyed(page, "changed")).to_contain_text("the comparison before")
    assert cells(page) == before
    expect(keyed(page, "train", "button").first).to_have_text(re.compile("Start anew"))
    trained(page)
    expect(table(page).locator("tbody tr")).to_have_count(3)
    press(page, "bring_back")
    settled(page)
    expect(table(page).locator("tbody tr")).to_have_count(2)
    assert cells(page) == before


def test_on_a_phone(page: Page) -> None:
    page.set_viewport_size(PHONE)
    visit(page, "/compare", iterations=60)
    for key in ("train", "pause"):
        expect(keyed(page, key, "button").first).to_be_in_viewport(ratio=1)
    trained(page)
    for view, count in (("By value", 1), ("Side by side", 2), ("Overlay", 2)):
        look(page, view)
        drawn(page, count)
        assert width(page) <= PHONE["width"]


def test_a_link_is_the_first_visit_of_a_fresh_server(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as fresh, browser.new_page() as page:
        page.goto(f"{fresh.address}/compare?values_learning_rate=0.02%2C+0.2")
        settled(page)
        expect(page.get_by_role("heading", name="Compare")).to_be_visible()
        expect(keyed(page, VALUES, "input")).to_have_value("0.02, 0.2")
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_text("Page not found")).to_have_count(0)
        drawn(page, 2)
