"""Train, Pause, Step, Reset, and what a visitor sees after each."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, press, settled, visit, watch
from tests.browser.train.page import (
    beyond,
    button,
    figure,
    finished,
    iteration,
    paused,
    progress,
    stands_at,
    step,
    step_an_epoch,
    under_way,
)

pytestmark = pytest.mark.browser


def test_pause_stops_and_train_goes_on(page: Page) -> None:
    under_way(page, iterations=200_000)
    stopped = paused(page)
    watch(page)
    assert iteration(page) == stopped
    press(page, "train")
    assert beyond(page, stopped) < 200_000
    assert paused(page) > stopped


def test_presses_in_quick_succession(page: Page) -> None:
    visit(page, iterations=200_000)
    seen = [0]
    for _ in range(5):
        press(page, "train")
        press(page, "pause")
        seen.append(iteration(page))
    assert seen == sorted(seen)
    expect(progress(page)).to_have_text(re.compile("· paused$"))
    settled(page)
    stopped = iteration(page)
    watch(page)
    assert iteration(page) == stopped
    expect(button(page, "train")).to_be_enabled()


def test_a_double_click_counts_once(page: Page) -> None:
    visit(page, iterations=200_000)
    button(page, "train").dblclick()
    first = beyond(page, 0)
    button(page, "pause").dblclick()
    expect(button(page, "train")).to_be_enabled()
    settled(page)
    assert iteration(page) >= first
    stopped = iteration(page)
    watch(page)
    assert iteration(page) == stopped


def test_steps_are_exact(page: Page) -> None:
    visit(page)
    for label, done in {"One iteration": 1, "Ten iterations": 11, "One epoch": 41}.items():
        step(page, label)
        stands_at(page, f"{done} of 10,000 iterations · paused")


def test_the_last_step_is_not_too_long(page: Page) -> None:
    visit(page, iterations=15)
    step(page, "Ten iterations")
    stands_at(page, "10 of 15")
    step(page, "Ten iterations")
    finished(page, "15")
    for key in ("train", "pause", "step"):
        expect(button(page, key)).to_be_disabled()


def test_reset_can_be_undone(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    accuracy = figure(page, "Test accuracy").inner_text()
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    expect(figure(page, "Test accuracy")).to_have_text("–")
    button(page, "bring_back").dblclick()
    stands_at(page, "41 of 10,000")
    expect(figure(page, "Test accuracy")).to_have_text(accuracy)
    expect(button(page, "bring_back")).to_have_count(0)


def test_reset_in_the_middle_stops(page: Page) -> None:
    trained = under_way(page, iterations=200_000)
    press(page, "reset")
    stands_at(page, "0 of 200,000")
    watch(page)
    assert iteration(page) == 0
    press(page, "bring_back")
    assert beyond(page, trained - 1) < 200_000


def test_more_iterations_train_on(page: Page) -> None:
    visit(page, iterations=60)
    press(page, "train")
    finished(page, "60")
    expect(button(page, "train")).to_be_disabled()
    enter(page, "iterations", "120")
    stands_at(page, "60 of 120 iterations · paused")
    press(page, "train")
    finished(page, "120")


def test_more_iterations_while_it_trains(page: Page) -> None:
    done = under_way(page, iterations=100_000)
    enter(page, "iterations", "150000")
    expect(progress(page)).to_contain_text("of 150,000 iterations")
    assert beyond(page, done) < 150_000
