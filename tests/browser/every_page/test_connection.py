"""The server out of reach: the page says so, and that its picture stands still."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from benchmarks.in_app.server import Server
from tests.browser.browsing import press, settled, visit, watch
from tests.browser.conftest import PATIENCE
from tests.browser.line import Line, line_to
from tests.browser.page_status import heard, listen, said, sentence
from tests.browser.train.page import beyond, button, iteration, progress

pytestmark = pytest.mark.browser

STILL = "The picture stands still; training goes on without it for up to 60 s."
A_WHILE = 10_000  # milliseconds that a press is given
LOST = "The connection to the server is lost."
BACK = "The connection to the server is back."


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    with line_to(server.port) as line:
        yield line


@contextmanager
def window(browser: Browser, address: str) -> Iterator[Page]:
    """A window whose console may complain: the line is broken on purpose."""
    with browser.new_context(base_url=address, viewport={"width": 1280, "height": 720}) as context:
        yield context.new_page()


@pytest.fixture
def page(browser: Browser, line: Line) -> Iterator[Page]:
    with window(browser, line.address) as page:
        yield page


def training(page: Page) -> int:
    """Train long enough to outlast the story, and return how far it is."""
    visit(page, iterations=200_000)
    press(page, "train")
    return beyond(page, 0)


def paused_at_last(page: Page) -> None:
    """Press Pause, and again where a press went down with the line that it was sent on."""
    is_paused = re.compile("paused")
    while not is_paused.search(progress(page).inner_text()):
        with suppress(AssertionError, Error):
            button(page, "pause").click(timeout=A_WHILE)
            expect(progress(page)).to_have_text(is_paused, timeout=A_WHILE)


def test_packets_vanish_and_come_back(page: Page, line: Line) -> None:
    training(page)
    listen(page)
    line.stall()
    expect(sentence(page)).to_have_text(f"{LOST} {STILL}")
    expect(sentence(page)).to_be_in_viewport()
    expect(said(page)).to_have_text(f"{LOST} {STILL}")
    told = heard(page)
    press(page, "pause")  # which is no sign of life
    watch(page)
    assert heard(page) == told
    line.mend()
    expect(sentence(page)).to_be_hidden()
    expect(progress(page)).to_contain_text("paused")
    page.wait_for_function("told => heard.length > told", arg=len(told))
    # That it is back, and that it is paused, may be said at once: then the latter is heard.
    words = heard(page)[len(told)]
    assert words == BACK or words.endswith("paused.")


def test_the_line_is_cut_and_mended(page: Page, line: Line) -> None:
    done = training(page)
    line.cut()
    expect(sentence(page)).to_have_text(f"{LOST} {STILL}")
    line.mend()
    expect(sentence(page)).to_be_hidden()
    beyond(page, done)
    paused_at_last(page)


def test_a_server_that_answers_but_sends_no_news(page: Page, line: Line) -> None:
    training(page)
    line.freeze()
    expect(sentence(page)).to_contain_text("reload the page", timeout=2 * PATIENCE)
    page.reload()
    settled(page)
    expect(sentence(page)).to_be_hidden()


def test_at_rest_only_a_press_shows_it(page: Page, line: Line) -> None:
    visit(page)
    line.stall()
    watch(page)
    expect(sentence(page)).to_be_hidden()
    press(page, "train")
    expect(sentence(page)).to_have_text(f"{LOST} The page waits for it to come back.")
    line.mend()
    expect(sentence(page)).to_be_hidden()
    beyond(page, 0)
    paused_at_last(page)


def test_no_alarm_where_the_server_only_lets_it_wait(page: Page, server: Server) -> None:
    """It is halted for somewhat longer than the page waits before it asks, time and again."""
    training(page)
    listen(page)
    for _ in range(4):
        os.kill(server.process.pid, signal.SIGSTOP)
        watch(page, 1.25)
        os.kill(server.process.pid, signal.SIGCONT)
        beyond(page, iteration(page))
    assert not [words for words in heard(page) if LOST in words]
    paused_at_last(page)


def test_no_alarm_where_nobody_looked(page: Page, line: Line) -> None:
    """Behind another tab, timers are slow and packets may be lost; nobody is there to be told."""
    training(page)
    listen(page)
    hide = (
        "hidden => Object.defineProperty(document, 'hidden', {value: hidden, configurable: true})"
    )
    page.evaluate(hide, True)
    line.stall()
    watch(page, 5)
    line.mend()
    stood = iteration(page)
    page.evaluate(hide, False)
    beyond(page, stood)
    assert not [words for words in heard(page) if LOST in words]
    paused_at_last(page)
