"""A refresh, a full disk and a killed server in the middle of a comparison: the curves go on."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.in_app.server import Server, free_port
from bp.data import load_dataset
from bp.store import list_runs, load_trainer, open_database
from bp.training import Trainer
from tests.browser.browsing import keyed, press, settled
from tests.browser.page_status import sentence
from tests.browser.server import serving
from tests.browser.train.page import beyond, iteration, paused, progress, under_way
from tests.parallel.engines import until
from tests.training.examples import assert_same

pytestmark = pytest.mark.browser

COMPARED = {"hidden_size": 20, "values_learning_rate": "0.01, 0.1", "iterations": 200_000}
ROOM = 16_384  # bytes: enough for what the server says, and too little for any database


@contextmanager
def a_full_disk(server: Server) -> Iterator[None]:
    """Let no file of the server grow: it writes what it will write as on a full disk."""
    before = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (ROOM, before[1]))
    yield
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, before)


def until_kept(home: Path) -> None:
    """Wait until some of the only training is on the disk, as one that runs."""
    database = open_database(f"sqlite:///{home / 'runs.db'}")
    until(lambda: any(run.iteration and run.status == "running" for run in list_runs(database)))
    database.dispose()


def saving_waits(page: Page) -> None:
    expect(page.get_by_text("Saving waits").first).to_be_visible()


def test_a_comparison_goes_on(tmp_path: Path, browser: Browser) -> None:
    port = free_port()
    with browser.new_context(base_url=f"http://127.0.0.1:{port}") as context:
        page = context.new_page()
        with serving(tmp_path, port=port) as served:
            under_way(page, "/compare", **COMPARED)
            until_kept(tmp_path)
            with a_full_disk(served):
                saving_waits(page)
                page.reload()
                saving_waits(page)
                beyond(page, beyond(page, 0))
                paused(page)
                saving_waits(page)
            expect(page.get_by_text("Saved as")).to_be_visible()  # there is room again
            press(page, "train")
            until_kept(tmp_path)
            shown = beyond(page, iteration(page))
            served.process.kill()
            served.process.wait()
        expect(sentence(page)).to_contain_text("The connection to the server is lost.")
        with serving(tmp_path, port=port):
            expect(sentence(page)).to_be_hidden()
            beyond(page, shown)
            expect(keyed(page, "notice")).to_have_count(0)
            stopped = paused(page)
            expect(page.get_by_text("Saved as")).to_be_visible()
            settled(page)
        assert progress(page).inner_text().startswith(f"{stopped:,} of 200,000")
    database = open_database(f"sqlite:///{tmp_path / 'runs.db'}")
    (training,) = {run.training for run in list_runs(database)}  # none is there twice
    dataset = load_dataset("mnist-5k")
    kept = load_trainer(database, training, dataset)
    never_interrupted = Trainer(dataset, [history.config for history in kept.histories])
    never_interrupted.advance(kept.iteration)
    for ours, theirs in zip(kept.histories, never_interrupted.histories, strict=True):
        assert_same(ours, theirs)
    database.dispose()
