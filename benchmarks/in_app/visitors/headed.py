"""A Chromium as users have it: on a screen, with the tabs in the background slowed down.

Playwright keeps every page that it opens awake, as if it were in front, and starts browsers
without the slowing down. So this one is started by hand, and Playwright joins it as a guest.
"""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import BrowserContext, sync_playwright

from benchmarks.in_app.visitors.browser import CHROMIUM_OPTIONS, chromium_path

PATIENCE = 30  # seconds for a browser to start


@contextmanager
def headed_chromium() -> Iterator[BrowserContext]:
    """The window of a browser on a screen of its own. Raises RuntimeError where there is none."""
    with _screen() as display, _browser(display) as address, sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(address, no_defaults=True)
        try:
            yield browser.contexts[0]
        finally:
            browser.close()


@contextmanager
def _screen() -> Iterator[str]:
    """The name of a display that nobody sees."""
    if shutil.which("Xvfb") is None:
        raise RuntimeError("There is no Xvfb here: install the package xvfb.")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout
            yield f":{process.stdout.readline().strip()}"
        finally:
            process.terminate()


@contextmanager
def _browser(display: str) -> Iterator[str]:
    """The address at which it is steered."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--remote-debugging-port=0", f"--user-data-dir={profile}", "--start-maximized"]
        process = subprocess.Popen(
            [chromium_path(), *CHROMIUM_OPTIONS, *options, "about:blank"],
            env={**os.environ, "DISPLAY": display},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a group of its own, so that all of it can be ended
        )
        try:
            yield f"http://127.0.0.1:{_port(Path(profile) / 'DevToolsActivePort')}"
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            process.wait(10)


def _port(written: Path) -> str:
    until = time.monotonic() + PATIENCE
    while not (written.exists() and written.read_text()):
        if time.monotonic() > until:
            raise RuntimeError("Chromium did not start on its screen.")
        time.sleep(0.05)
    return written.read_text().splitlines()[0]
