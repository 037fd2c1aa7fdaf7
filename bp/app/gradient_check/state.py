"""The one gradient check of a visitor: begun as soon as the controls ask for another."""

from bp.app.gradient_check.controls import ask_for, draw_another
from bp.app.gradient_check.run import CheckRun
from bp.app.gradient_check.settings import CheckSettings
from bp.app.live.keeper import database_opener, keeper
from bp.app.live.work import LiveWork
from bp.app.live.workspace import workspace
from bp.data import Dataset
from bp.store import CheckSaver

PAGE = "gradient_check"  # its name in the workspace
AT_ONCE = 0.5  # seconds in which a small check is over, or else the page shows how it goes on

LiveCheck = LiveWork[CheckRun]


def check_for(settings: CheckSettings, dataset: Dataset) -> LiveCheck:
    """The check that the controls ask for; a new one has begun, and is often done."""
    live = current_check()
    if live is None or (live.work.settings, live.work.trainer.dataset) != (settings, dataset):
        return begin(CheckRun(settings, dataset))
    return live


def current_check() -> LiveCheck | None:
    """The check at hand."""
    return workspace().others.get(PAGE)


def begin(run: CheckRun) -> LiveCheck:
    """Put `run` in the place of the check before, and let it go on."""
    if before := current_check():
        before.pause()
        keeper().hold(before)
    live = workspace().own(LiveWork(run))
    keeper().keep_as(live, CheckSaver(database_opener(), run))
    workspace().others[PAGE] = live
    live.start()
    live.wait(AT_ONCE)
    return live


def check_again() -> None:
    """Start over; where only a sample is checked, with another sample."""
    if live := current_check():
        run = live.work
        if run.settings.entries:
            draw_another(run.settings)
        else:
            begin(CheckRun(run.settings, run.trainer.dataset))


def open_kept_check(settings: CheckSettings, dataset: Dataset) -> dict[str, str]:
    """Do a kept check again, with the controls set as they were: its figures are the same.

    Returns what the page's address says of it.
    """
    begin(CheckRun(settings, dataset))
    return ask_for(settings)
