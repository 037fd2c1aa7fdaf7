"""Numbers as people type them: read, put right, or refused with a sentence."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, visit
from tests.browser.train.page import (
    button,
    says_rate,
    stands_at,
    step,
    step_an_epoch,
)

pytestmark = pytest.mark.browser

VALUES = "values_learning_rate"


def test_rates_as_people_write_them(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    for typed, read in {"0,005": "0.005", "1/8": "0.125", "10^-2": "0.01", "2,5": "2.5"}.items():
        enter(page, "learning_rate", typed)
        says_rate(page, read)
        expect(page.get_by_text(f"rate 0.1 → {read}")).to_be_attached()
        expect(page).to_have_url(re.compile(rf"learning_rate={re.escape(read)}(&|$)"))


def test_whole_numbers_as_people_write_them(page: Page) -> None:
    visit(page)
    enter(page, "iterations", "20,000")
    stands_at(page, "0 of 20,000")
    enter(page, "iterations", "1,5")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("iterations are 1.5; they must be a whole number")
    expect(said).to_contain_text("Until then: 20,000.")
    expect(button(page, "train")).to_be_disabled()
    stands_at(page, "0 of 20,000")


def test_a_rate_that_could_be_two_is_refused(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    enter(page, "learning_rate", "1,000")
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("write a decimal point (1.000)")
    expect(button(page, "train")).to_be_disabled()
    expect(page.get_by_text(re.compile("^rate .* → "))).to_have_count(0)
    enter(page, "learning_rate", "0.2")
    expect(said).to_have_count(0)
    expect(page.get_by_text("rate 0.1 → 0.2")).to_be_attached()


@pytest.mark.parametrize(("batch_size", "end"), [(64, 65), (300, 14), (1_000, 5)])
def test_one_epoch_ends_with_a_new_accuracy(page: Page, batch_size: int, end: int) -> None:
    visit(page, batch_size=batch_size)
    step(page, "One epoch")
    stands_at(page, f"{end} of 10,000")
    metric = page.get_by_test_id("stMetric").filter(has_text=re.compile("^Test accuracy"))
    expect(metric.get_by_test_id("stMetricValue")).to_have_text(re.compile(r"^\d+\.\d\d\s%$"))


def test_values_with_decimal_commas(page: Page) -> None:
    visit(page, "/compare", iterations=30)
    enter(page, VALUES, "0,1; 0,01")
    expect(page.get_by_text("2 runs.")).to_be_visible()
    enter(page, VALUES, "1,5")
    expect(page.get_by_test_id("stAlert")).to_contain_text("decimal point (1.5)")
    expect(button(page, "train")).to_be_disabled()
    enter(page, VALUES, "1e-3 - 1e-1 x 3")
    expect(page.get_by_text("3 runs.")).to_be_visible()
    expect(button(page, "train")).to_be_enabled()
