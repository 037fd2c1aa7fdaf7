"""The processes that train: lost in the middle, ended with the server, or not there at all."""

import os
import re
import signal
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.in_app.server import PATIENCE, Server
from bp.app.live.engine import processors
from tests.browser.browsing import press, visit
from tests.browser.server import serving, workers_of
from tests.browser.train.page import beyond, finished, iteration, paused, progress, under_way
from tests.parallel.engines import is_alive, until

pytestmark = pytest.mark.browser


def test_the_curve_goes_on_when_every_worker_is_killed(page: Page, server: Server) -> None:
    under_way(page, iterations=200_000)
    until(lambda: len(workers_of(server)) == processors())
    killed = workers_of(server)
    for pid in killed:
        with suppress(ProcessLookupError):  # the others are ended when the first is missed
            os.kill(pid, signal.SIGKILL)
    until(lambda: not any(map(is_alive, killed)))
    done = iteration(page)
    assert beyond(page, done) < 200_000
    until(lambda: len(workers_of(server)) == processors())
    assert not set(killed) & set(workers_of(server))
    paused(page)


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_server(
    sign: signal.Signals, tmp_path: Path, browser: Browser
) -> None:
    with serving(tmp_path) as served:
        with browser.new_context(base_url=served.address) as context:
            visit(context.new_page())  # they begin with the first
        until(lambda: len(workers_of(served)) == processors())
        workers = workers_of(served)
        assert list(tmp_path.glob("bp-*"))
        served.process.send_signal(sign)
        served.process.wait(PATIENCE)
        until(lambda: not any(map(is_alive, workers)))
        until(lambda: not list(tmp_path.glob("bp-*")))
        assert "Traceback" not in served.log.read_text()


def test_a_host_that_starts_no_process(tmp_path: Path, browser: Browser) -> None:
    """Semaphores cannot be made where `/dev/shm` is closed; here Python is told that it is."""
    closed = tmp_path / "sitecustomize.py"
    closed.write_text(
        "import concurrent.futures.process as process\n"
        "def refuse(*_, **__):\n"
        "    raise PermissionError(13, 'Permission denied')\n"
        "process.ProcessPoolExecutor.__init__ = refuse\n"
    )
    with serving(tmp_path, PYTHONPATH=str(tmp_path)) as served:
        with browser.new_context(base_url=served.address) as context:
            page = context.new_page()
            visit(page, iterations=300)
            press(page, "train")
            finished(page, "300")
            expect(progress(page)).to_have_text(
                re.compile(
                    "no worker process can be started, so it runs in the server's own process$"
                )
            )
        assert workers_of(served) == []
        assert "Traceback" not in served.log.read_text()
