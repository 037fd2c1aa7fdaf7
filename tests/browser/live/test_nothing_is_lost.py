"""Resets, refreshes and restarts: what was trained is there, or is said to be gone."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.in_app.server import Server, free_port
from benchmarks.in_app.visitors.client import visiting
from bp.store import list_runs, open_database
from tests.browser.browsing import keyed, open_page, press, settled, visit
from tests.browser.server import serving
from tests.browser.train.page import (
    beyond,
    button,
    finished,
    iteration,
    progress,
    stands_at,
    step,
    step_an_epoch,
    under_way,
)

pytestmark = pytest.mark.browser

MORE_THAN_ONCE_KEPT = 33  # once there were 32 places for everybody
AT_WORK = re.compile(r"a second · .+ left$")
A_NEW_SERVER = 120_000  # milliseconds until a page looks whether it is there
GONE = "What was trained at this address is no longer here"


def come_and_train(server: Server, visits: int, query: str = "") -> None:
    """So many visitors without a browser come, train a little, and go."""

    async def come() -> None:
        for _ in range(visits):
            async with visiting(server, query, iterations=20) as visitor:
                await visitor.press("train")
                await visitor.until(lambda: visitor.says.endswith("done"))

    with ThreadPoolExecutor(1) as thread:  # the browser has an event loop in this one
        thread.submit(asyncio.run, come()).result()


def until_kept(home: Path, status: str = "running") -> None:
    """Wait until some of the only training is on the disk, as `status`."""
    database = open_database(f"sqlite:///{home / 'runs.db'}")
    while not any(run.iteration and run.status == status for run in list_runs(database)):
        pass
    database.dispose()


def test_others_come_and_go(page: Page, server: Server) -> None:
    visit(page)
    step_an_epoch(page)
    come_and_train(server, MORE_THAN_ONCE_KEPT)
    page.reload()
    expect(progress(page)).to_have_text("41 of 10,000 iterations · paused")
    expect(keyed(page, "notice")).to_have_count(0)


def test_one_who_refreshes_again_and_again(page: Page) -> None:
    """The other window's training is there; the refreshed one keeps its token."""
    visit(page)
    step_an_epoch(page)
    other = page.context.new_page()
    visit(other, hidden_size=20)
    step_an_epoch(other)
    address = other.url
    for _ in range(5):
        other.reload()
        stands_at(other, "41 of 10,000")
    assert other.url == address
    page.reload()
    stands_at(page, "41 of 10,000")


def test_a_refresh_leaves_it_running(page: Page) -> None:
    before = under_way(page, iterations=200_000)
    page.reload()
    expect(progress(page)).to_have_text(re.compile(r"a second · .+ left$"))
    assert beyond(page, before) > before
    expect(button(page, "train")).to_be_disabled()
    press(page, "pause")
    expect(progress(page)).to_contain_text("paused")


def test_a_refresh_on_another_page(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    open_page(page, "Compare")
    stands_at(page, "0 of 10,000")
    page.reload()
    stands_at(page, "0 of 10,000")
    open_page(page, "Train")
    stands_at(page, "41 of 10,000")


def test_a_server_that_begins_anew(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    with browser.new_context(base_url=f"http://127.0.0.1:{port}") as context:
        page = context.new_page()
        with serving(tmp_path, port=port) as served:
            under_way(page, hidden_size=20, iterations=200_000)
            until_kept(tmp_path)
            served.process.kill()
            served.process.wait()
        shown = iteration(page)  # what the page still says is of the server before
        with serving(tmp_path, port=port):
            beyond(page, shown)
            expect(page.get_by_text("784–20–10")).to_be_visible()
            expect(keyed(page, "notice")).to_have_count(0)
            press(page, "pause")
            settled(page)
            expect(page.get_by_text("Saved as")).to_be_visible()


def test_what_was_never_there(page: Page) -> None:
    visit(page, run="of-somebody-else", hidden_size=20)
    expect(keyed(page, "notice")).to_contain_text(GONE)
    stands_at(page, "0 of 10,000")


def test_bring_back_what_was_worth_it(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    step(page, "One iteration")
    stands_at(page, "1 of 10,000")
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    press(page, "bring_back")
    stands_at(page, "41 of 10,000")
    press(page, "bring_back")
    stands_at(page, "1 of 10,000")


def test_a_refresh_does_not_undo_a_reset(page: Page) -> None:
    visit(page)
    step_an_epoch(page)
    press(page, "reset")
    stands_at(page, "0 of 10,000")
    page.reload()
    stands_at(page, "0 of 10,000")
    press(page, "bring_back")
    stands_at(page, "41 of 10,000")


def test_a_finished_cure_outlives_a_refresh(page: Page) -> None:
    visit(page, scaling="raw", learning_rate=0.1, iterations=300)
    press(page, "train")
    finished(page, "300")
    press(page, "cure")
    outcome = page.get_by_test_id("stProgress").filter(has_text=re.compile("^The cure works"))
    expect(outcome).to_be_visible()
    page.reload()
    expect(outcome).to_be_visible()


def test_look_inside_refreshed_while_it_trains(page: Page) -> None:
    visit(page, "/inside")
    press(page, "inside_train_mnist-5k")
    expect(page.get_by_text("First-layer weights")).to_be_visible()
    page.reload()
    expect(page.get_by_text("784–50–10 · ReLU · 1,000 iterations")).to_be_visible()
    expect(page.get_by_text("First-layer weights")).to_be_visible()


def test_once_more_can_be_undone(page: Page) -> None:
    visit(page, "/failure")
    press(page, "failure_run")
    beyond(page, 0)
    press(page, "failure_pause")
    expect(progress(page)).to_contain_text("paused")
    stopped = progress(page).inner_text()
    press(page, "failure_run")
    expect(progress(page)).not_to_contain_text("paused")  # that was the one before
    beyond(page, 0)
    press(page, "failure_pause")
    expect(progress(page)).to_contain_text("paused")
    press(page, "failure_bring_back")
    expect(progress(page)).to_have_text(stopped)
