"""What pages remember beside their trainings: the progress of the lessons outlives the server."""

import pytest

from bp.app.lessons.state import notes, notes_to_change
from bp.app.live.keeper import Keeper
from bp.app.live.run_cache import RunCache
from bp.app.live.workspace import IN_ADDRESS
from bp.lessons.progress import Progress
from bp.lessons.table import BY_KEY
from bp.store import open_database, remember
from tests.app.live.visits import Visits

ANSWER = BY_KEY["raw"].question.options[0]
DONE = Progress({"raw", "bug"}, {"raw": ANSWER})


def test_a_server_that_begins_anew(
    visits: Visits, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes_to_change().progress.add(DONE)
    token = visits.run().token
    assert visits.address[IN_ADDRESS] == token
    keeper.close()

    address = dict(visits.address)
    again = Visits(monkeypatch, RunCache())
    mine = again.open(address)
    assert not mine.notice
    assert notes().progress == DONE
    assert again.run().token == token  # and again after the next

    again.refresh()
    assert notes().progress == DONE
    notes_to_change().progress.solved.add("apple")
    assert again.run().described()["notes"]["lessons"]["solved"] == ["raw", "bug", "apple"]


@pytest.mark.parametrize("kept", [{"kind": "something else"}, ["raw"], {"solved": {}}])
def test_what_another_release_kept_does_no_harm(visits: Visits, kept: object) -> None:
    remember(open_database(), "a-token", {"notes": {"lessons": kept}})
    visits.open({IN_ADDRESS: "a-token"})
    assert notes().progress == Progress()
