"""What a visitor trained outlives a refresh; a link gives a copy; what is gone is said to be."""

import numpy as np
import pytest

from bp.app.live import page_trainings
from bp.app.live.page_trainings import AWAY, COPIED, ELSEWHERE, GONE
from bp.app.live.slot import TrainingSlot
from bp.app.live.workspace import FORMERLY, IN_ADDRESS
from bp.store import StoreError
from tests.app.live.visits import Visits, training
from tests.training.examples import assert_same

SLOT = TrainingSlot("test")


def test_nothing_stands_in_the_address_until_something_is_begun(visits: Visits) -> None:
    visits.run()
    SLOT.put(training())
    visits.run()
    assert visits.address == {}
    SLOT.put(training(5))
    visits.run()
    assert list(visits.address) == [IN_ADDRESS]


def test_a_refresh_finds_the_training_itself_and_it_goes_on(visits: Visits) -> None:
    live = SLOT.put(training(5))
    live.set_iterations(100_000)
    live.start()
    visits.run()
    found = visits.refresh()
    assert SLOT.current is live
    assert live.running
    assert live.is_watched()
    assert found.notice == ""
    live.pause()


def test_refreshes_take_one_place(visits: Visits) -> None:
    SLOT.put(training(5))
    visits.run()
    token = visits.address[IN_ADDRESS]
    for _ in range(33):
        visits.refresh()
        visits.run()
    assert visits.address[IN_ADDRESS] == token
    assert len(visits.cache) == 1


def test_a_refresh_finds_what_other_pages_trained(visits: Visits) -> None:
    one, other = TrainingSlot("one"), TrainingSlot("other")
    one.put(training(5))
    other.put(training(7))
    visits.run()
    visits.refresh()
    assert [slot.current.trainer.iteration for slot in (one, other) if slot.current] == [5, 7]


def test_a_refresh_does_not_undo_a_reset(visits: Visits) -> None:
    before = SLOT.put(training(5))
    visits.run()
    SLOT.put(training())
    visits.run()
    visits.refresh()
    assert SLOT.current is not None
    assert SLOT.current.untouched
    assert SLOT.before is before


def test_a_link_opened_elsewhere_gives_a_copy_at_rest(visits: Visits) -> None:
    live = SLOT.put(training(5))
    live.set_iterations(100_000)
    live.start()
    visits.run()
    found = visits.open(visits.address)  # the first window stays open
    assert found.notice == COPIED
    copy = SLOT.current
    assert copy is not None
    assert copy is not live
    assert not copy.running
    live.pause()
    assert copy.trainer.iteration <= live.trainer.iteration


@pytest.mark.parametrize("other", ["another browser", ""])
def test_an_address_hands_nobody_elses_training_out(visits: Visits, other: str) -> None:
    live = SLOT.put(training(5))
    visits.run()
    address = dict(visits.address)
    visits.connected.clear()
    own, visits.visitor = visits.visitor, other
    found = visits.open(dict(address))
    assert found.notice == ELSEWHERE
    assert SLOT.current is None
    visits.visitor = own
    visits.open(address)
    assert SLOT.current is live  # whose it is finds it as ever


def test_a_browser_that_takes_no_cookies_is_known_by_the_address(visits: Visits) -> None:
    visits.visitor = ""
    visits.open()
    live = SLOT.put(training(5))
    visits.run()
    visits.refresh()
    assert SLOT.current is live


def test_copies_go_their_own_ways(visits: Visits) -> None:
    kept = SLOT.put(training(20))
    visits.run()
    address = dict(visits.address)
    copies = []
    for _ in range(2):
        visits.open(address)
        copies.append(SLOT.current)
    one, other = copies
    assert one is not None
    assert other is not None
    before = kept.trainer.networks[0].params["W1"].copy()
    one.advance(10)
    one.set_learning_rate(0.5)
    assert (kept.trainer.iteration, other.trainer.iteration) == (20, 20)
    assert kept.trainer.histories[0].rates == other.trainer.histories[0].rates == [(0, 0.1)]
    for live in (kept, other):
        np.testing.assert_array_equal(live.trainer.networks[0].params["W1"], before)
    for live in (kept, other):
        live.advance(60)
    assert_same(kept.trainer.histories[0], other.trainer.histories[0])


def test_two_windows_have_two_tokens(visits: Visits) -> None:
    SLOT.put(training(5))
    visits.run()
    first = visits.address[IN_ADDRESS]
    visits.open(visits.address)
    visits.run()
    assert visits.address[IN_ADDRESS] != first
    assert len(visits.cache) == 2


@pytest.mark.parametrize("name", [IN_ADDRESS, *FORMERLY])
def test_what_is_gone_is_said_to_be_gone(visits: Visits, name: str) -> None:
    found = visits.open({name: "of-a-server-before", "hidden_size": "20"})
    assert found.notice == GONE
    assert visits.address == {"hidden_size": "20"}
    assert visits.run().notice == GONE  # until something is trained
    live = SLOT.put(training())
    live.start()
    assert visits.run().notice == ""
    live.pause()


def test_a_visitor_who_trained_nothing_is_told_nothing(visits: Visits) -> None:
    assert visits.open({"hidden_size": "20"}).notice == ""


def test_a_training_pauses_where_no_browser_is(visits: Visits) -> None:
    live = SLOT.put(training())
    assert live.is_watched()
    visits.connected.clear()
    assert not live.is_watched()


def test_while_the_database_is_away_the_address_is_kept(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise StoreError("The kept runs cannot be read: it is away.")

    with monkeypatch.context() as patch:
        patch.setattr(page_trainings, "database_opener", lambda: away)
        found = visits.open({IN_ADDRESS: "of-a-server-before"})
        assert found.notice == f"The kept runs cannot be read: it is away. {AWAY}"
        assert visits.address == {IN_ADDRESS: "of-a-server-before"}
    assert visits.open(visits.address).notice == GONE
