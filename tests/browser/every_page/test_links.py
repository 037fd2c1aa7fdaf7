"""The address is the experiment: a link opens a setting, a refresh loses nothing."""

from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import chosen, drawn, keyed, press, says, settled, visit
from tests.browser.train.page import beyond, paused, stands_at, step, step_an_epoch

pytestmark = pytest.mark.browser

EVERY_CONTROL: dict[str, Any] = {
    "dataset": "digits",
    "scaling": "standard",
    "targets": "one-hot",
    "learning_rate": 0.03,
    "hidden_size": 20,
    "batch_size": 32,
    "iterations": 700,
    "activation": "sigmoid",
    "optimizer": "adam",
    "weight_decay": 0.001,
    "weight_init_std": 0.1,
    "seed": 7,
    "axis": "Log",
    "smoothing": 0.9,
}


def shows_every_control(page: Page) -> None:
    expect(page.get_by_text("64–20–10 · sigmoid · 1,510 parameters")).to_be_visible()
    expect(keyed(page, "dataset", "input")).to_have_value("digits")
    chosen(page, "scaling", "standard")
    chosen(page, "targets", "one-hot")
    chosen(page, "activation", "sigmoid")
    chosen(page, "optimizer", "adam")
    for key, value in {"hidden_size": "20", "batch_size": "32"}.items():
        says(page, key, value)
    typed = {
        "learning_rate": "0.03",
        "iterations": "700",
        "weight_decay": "0.001",
        "weight_init_std": "0.1",
        "seed": "7",
    }
    for key, value in typed.items():
        expect(keyed(page, key, "input")).to_have_value(value)


def test_every_control_from_a_link(page: Page) -> None:
    visit(page, **EVERY_CONTROL)
    page.get_by_text("More", exact=True).click()
    shows_every_control(page)
    page.get_by_text("Chart", exact=True).click()
    chosen(page, "axis", "Log")
    says(page, "smoothing", "0.90")
    page.keyboard.press("Escape")
    step(page, "One iteration")
    stands_at(page, "1 of 700")
    in_address = parse_qs(urlparse(page.url).query)
    for key, value in EVERY_CONTROL.items():
        assert in_address[key] == [str(value)]


def test_a_link_to_the_page_by_its_name(page: Page) -> None:
    visit(page, "/train", hidden_size=20)
    expect(page.get_by_text("784–20–10")).to_be_visible()
    step(page, "One iteration")
    stands_at(page, "1 of 10,000")


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (
            {"learning_rate": "abc", "hidden_size": "99999", "dataset": "nothing"},
            [
                "learning_rate=abc in the link is not a number",
                "hidden_size=99999",
                "dataset=nothing",
            ],
        ),
        (
            {"learning_rate": "-1", "hidden_size": "2.5", "batch_size": "many", "scaling": "RAW"},
            [
                "learning_rate=-1 in the link is not 1e-8 to 1,000: 0.1 is used",
                "hidden_size=2.5 in the link is not a whole number from 1 to 500: 50 is used",
                "batch_size=many",
                "scaling=RAW in the link is not one of raw, unit, standard: unit is used",
            ],
        ),
        (
            {"learning_rate": "1e9", "iterations": "-3", "seed": "4294967296", "large": "maybe"},
            [
                "learning_rate=1e9",
                "iterations=-3",
                "seed=4294967296",
                "large=maybe in the link is not true or false: false is used",
            ],
        ),
        (
            {"learning_rate": "nan", "weight_init_std": "inf", "iterations": ""},
            ["learning_rate=nan", "weight_init_std=inf", "iterations= in the link"],
        ),
    ],
    ids=str,
)
def test_nonsense_in_a_link_is_named(page: Page, settings: dict[str, str], said: list[str]) -> None:
    visit(page, **settings)
    expect(page.get_by_text("784–50–10 · ReLU")).to_be_visible()
    drawn(page, 2)
    expect(keyed(page, "learning_rate", "input").first).to_have_value("0.1")
    expect(keyed(page, "iterations", "input")).to_have_value("10000")
    says(page, "batch_size", "100")
    for words in said:
        expect(page.get_by_test_id("stAlert")).to_contain_text(words)
    step(page, "One iteration")
    stands_at(page, "1 of 10,000")
    page.reload()
    settled(page)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)  # the address says what is used


def test_hostile_text_in_a_link_is_shown_as_it_is_and_short(page: Page) -> None:
    hostile = "<img src=x onerror=alert(1)> **b** [l](http://a.b) `c`" + "x" * 3_000
    visit(page, scaling=hostile)
    said = page.get_by_test_id("stAlert")
    expect(said).to_contain_text("scaling=<img src=x onerror=alert(1)> **b")
    assert len(said.inner_text()) < 200
    expect(said.locator("img, strong, a")).to_have_count(0)


def test_a_refresh_in_the_middle(page: Page) -> None:
    visit(page, learning_rate=0.2, hidden_size=20, iterations=200_000)
    press(page, "train")
    done = beyond(page, 100)
    page.reload()
    kept = beyond(page, done)
    paused(page)
    expect(page.get_by_text("784–20–10")).to_be_visible()
    expect(keyed(page, "learning_rate", "input")).to_have_value("0.2")
    says(page, "hidden_size", "20")
    drawn(page, 2)
    expect(keyed(page, "changed")).to_have_count(0)
    press(page, "train")
    beyond(page, kept)


def test_a_refresh_at_rest_keeps_every_figure(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    figures = keyed(page, "figures").inner_text()
    page.reload()
    stands_at(page, "41 of 10,000")
    expect(keyed(page, "figures")).to_have_text(figures, use_inner_text=True)


def test_two_windows_from_one_link_go_their_own_ways(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    other = page.context.new_page()
    other.goto(page.url)
    stands_at(other, "41 of 10,000")
    step(other, "One iteration")
    stands_at(other, "42 of 10,000")
    page.reload()
    stands_at(page, "41 of 10,000")
    assert other.url != page.url
