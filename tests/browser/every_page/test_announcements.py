"""What a screen reader is told of a training: little, and what counts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import press, visit
from tests.browser.page_status import heard, listen, said
from tests.browser.train.page import beyond, figure, finished, paused

pytestmark = pytest.mark.browser


def test_start_and_pause(page: Page) -> None:
    visit(page, iterations=200_000)
    listen(page)
    begins = re.compile(r"^Training\. [\d,]+ of 200,000 iterations, .* left\.$")
    press(page, "train")
    expect(said(page)).to_have_text(begins)
    stopped = paused(page)
    expect(said(page)).to_have_text(f"{stopped:,} of 200,000 iterations, paused.")
    press(page, "train")
    expect(said(page)).to_have_text(begins)
    paused(page)
    starts = [words for words in heard(page) if words.startswith("Training.")]
    assert len(starts) == 2


def test_the_end(page: Page) -> None:
    visit(page, iterations=2_000)
    listen(page)
    press(page, "train")
    finished(page, "2,000")
    accuracy = figure(page, "Test accuracy").inner_text()
    done = f"2,000 of 2,000 iterations, done. Test accuracy {accuracy}."
    expect(said(page)).to_have_text(done)
    assert heard(page)[-1] == done


def test_the_best_of_a_comparison(page: Page) -> None:
    visit(page, "/compare", iterations=200)
    press(page, "train")
    finished(page, "200")
    expect(said(page)).to_have_text(
        re.compile(r"^200 of 200 iterations, done\. Best test accuracy 0\.001: \d+\.\d\d\s%; .*\.$")
    )


def test_not_more_than_a_tenth_at_a_time(page: Page) -> None:
    """A clock of the story's own: what counts is how much was said in how much of it."""
    visit(page, iterations=200_000, hidden_size=200)  # it lasts for minutes
    page.evaluate(
        "const real = performance.now.bind(performance); performance.now = () => 1000 * real()"
    )
    listen(page)
    press(page, "train")
    done = beyond(page, 2_000)
    assert [words for words in heard(page) if not words.startswith("Training.")] == []
    assert done < 20_000
    paused(page)


def test_not_more_often_than_every_ten_seconds(page: Page) -> None:
    visit(page, iterations=3_000)
    page.evaluate("performance.now = () => 0")
    listen(page)
    press(page, "train")
    finished(page, "3,000")
    expect(said(page)).to_contain_text("done")
    assert len(heard(page)) <= 2  # its end, and its start if it was seen to train
