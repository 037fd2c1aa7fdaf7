"""Each lesson solved, as a visitor does it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import enter, keyed, moves_until, press, settled
from tests.browser.learn.page import check, check_step, choose, move, open_lesson, solved, train

pytestmark = pytest.mark.browser
LEFT, RIGHT = "ArrowLeft", "ArrowRight"


def until_solved(page: Page, key: str, arrow: str) -> None:
    """Train with one value after the other: chance has a part in which one is the edge."""
    while "Solved." not in (said := train(page)):
        assert "is not measured yet" in said
        move(page, key, arrow)


def test_raw_pixels(page: Page) -> None:
    open_lesson(page, "raw", "It reaches 90 %")
    move(page, "lesson_raw_learning_rate", LEFT, 2)
    train(page)
    solved(page, "raw")
    question = keyed(page, "lesson_question")
    expect(question).to_contain_text("You expected: It reaches 90 %")
    expect(question).to_contain_text(
        "What happened: with learning rate 0.001, a test accuracy of 9"
    )


def test_dead_and_back(page: Page) -> None:
    open_lesson(page, "revived", "Either of them")
    move(page, "lesson_revived_learning_rate", RIGHT, 5)
    assert "With these settings every unit is dead." in train(page)
    move(page, "lesson_revived_learning_rate", LEFT, 5)
    train(page)
    solved(page, "revived")


def test_the_smallest_network(page: Page) -> None:
    open_lesson(page, "smallest", "4 to 12")
    move(page, "lesson_smallest_hidden_size", LEFT, 10)
    until_solved(page, "lesson_smallest_hidden_size", LEFT)
    solved(page, "smallest")


def test_two_forms_of_the_target(page: Page) -> None:
    open_lesson(page, "targets", "Equal in every iteration")
    assert "All runs have labels as targets." in train(page)
    choose(page, "lesson_targets_targets", "one-hot")
    train(page)
    solved(page, "targets")


def test_find_the_bug(page: Page) -> None:
    open_lesson(page, "bug", "In one")
    press(page, "lesson_measure")
    choose(page, "lesson_bug_answer_0", "No division by the batch size")
    press(page, "lesson_answer")
    solved(page, "bug")
    press(page, "lesson_next")
    expect(check(page)).to_contain_text("Not checked yet.")


def test_the_largest_batch(page: Page) -> None:
    open_lesson(page, "batch", "It reads fewer")
    move(page, "lesson_batch_batch_size", LEFT, 4)
    until_solved(page, "lesson_batch_batch_size", RIGHT)
    solved(page, "batch")


def test_two_flat_lines(page: Page) -> None:
    open_lesson(page, "flat", "No")
    press(page, "lesson_flat_run")
    moves_until(page.get_by_test_id("stProgress").first, "· done")
    settled(page)
    choose(page, "lesson_flat_answer_0", "B is dead, A has not started")
    press(page, "lesson_answer")
    solved(page, "flat")
    expect(keyed(page, "lesson_question")).to_contain_text(re.compile(r"is 2\.30\d in A and 2\.30"))


def test_where_the_check_is_wrong(page: Page) -> None:
    open_lesson(page, "kink", "At large steps")
    press(page, "lesson_measure")
    expect(check(page)).to_contain_text("A step at which the check is wrong is missing.")
    check_step(page, LEFT, 5)
    solved(page, "kink")


def test_the_gradient_of_an_apple(page: Page) -> None:
    open_lesson(page, "apple")
    enter(page, "lesson_apple_guess_0", "3.24")
    press(page, "lesson_back")
    solved(page, "apple")


def test_early_stopping(page: Page) -> None:
    open_lesson(page, "early", "Close to its best")
    assert "At most 10\u00a0% is asked for." in train(page)
    move(page, "lesson_early_iterations", LEFT, 2)
    train(page)
    solved(page, "early")
