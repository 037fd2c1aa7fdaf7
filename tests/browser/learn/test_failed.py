"""Each lesson failed: the check says what was measured, and what is missing."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, keyed, moves_until, press, settled
from tests.browser.learn.page import check, check_step, choose, move, not_yet, open_lesson, train

pytestmark = pytest.mark.browser


def test_raw_pixels(page: Page) -> None:
    open_lesson(page, "raw", "It reaches 90 %")
    train(page)
    not_yet(page, "50 of 50 hidden units dead.")
    not_yet(page, "points are missing to 90")
    expect(keyed(page, "train", "button").first).to_be_disabled()  # until a control is moved


def test_dead_and_back(page: Page) -> None:
    open_lesson(page, "revived", "Neither of them")
    train(page)
    not_yet(page, "No run has every unit dead yet; the most was 0 of 50.")


def test_the_smallest_network(page: Page) -> None:
    open_lesson(page, "smallest", "2 or 3")
    move(page, "lesson_smallest_hidden_size", "Home")
    train(page)
    not_yet(page, "yet. The last: Hidden size 2 ends with")


def test_two_forms_of_the_target(page: Page) -> None:
    open_lesson(page, "targets", "One of them learns faster")
    train(page)
    choose(page, "lesson_targets_targets", "one-hot")
    choose(page, "lesson_targets_seed", "1")
    train(page)
    not_yet(page, "They differ in seed, too.")


def test_find_the_bug(page: Page) -> None:
    open_lesson(page, "bug", "In two")
    press(page, "lesson_measure")
    choose(page, "lesson_bug_answer_0", "dW2 doubled")
    press(page, "lesson_answer")
    not_yet(page, "With that mistake W1 would be right; here it is wrong.")


def test_the_largest_batch(page: Page) -> None:
    open_lesson(page, "batch", "It reads more images correctly")
    train(page)
    not_yet(page, "The last: Batch size 1,000 ends with")


def test_two_flat_lines(page: Page) -> None:
    open_lesson(page, "flat", "Yes")
    press(page, "lesson_flat_run")
    moves_until(page.get_by_test_id("stProgress").first, "· done")
    settled(page)
    choose(page, "lesson_flat_answer_0", "Both are dead")
    press(page, "lesson_answer")
    not_yet(page, "“Both are dead” does not fit. Compare the gradients of W1")


def test_where_the_check_is_wrong(page: Page) -> None:
    open_lesson(page, "kink", "At small steps")
    check_step(page, "Home")
    not_yet(page, "A step at which the check is right is missing.")


def test_the_gradient_of_an_apple(page: Page) -> None:
    open_lesson(page, "apple")
    enter(page, "lesson_apple_guess_0", "3")
    press(page, "lesson_back")
    not_yet(page, "You predicted 3. The backward pass gives 3.24. Predict it for other amounts.")
    press(page, "lesson_next")
    expect(page.get_by_text("An apple costs 80")).to_be_visible()
    expect(check(page)).to_contain_text("Not checked yet.")


def test_early_stopping(page: Page) -> None:
    open_lesson(page, "early", "Far below its best")
    move(page, "lesson_early_iterations", "Home")
    train(page)
    not_yet(page, "Train one in which it rises by 15")
