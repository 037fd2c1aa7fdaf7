"""A page's desk: what was begun is set aside, never thrown away."""

import pytest

from bp.app.desk import FEW, MOST_EARLIER, Desk
from bp.app.live import LiveTraining
from tests.app.visits import Visits, training

pytestmark = pytest.mark.usefixtures("visits")

MANY = FEW + 1


def brought_back(desk: Desk) -> LiveTraining:
    """Press on the button."""
    assert desk.before is not None
    return desk.bring_back(desk.before)


def test_an_empty_desk() -> None:
    desk = Desk("test")
    assert desk.current is None
    assert desk.before is None


def test_what_was_begun_is_set_aside_and_paused() -> None:
    desk, first, second = Desk("test"), training(5), training()
    desk.put(first)
    first.start()
    assert desk.put(second) is second
    assert desk.current is second
    assert desk.before is first
    assert not first.running


def test_what_was_not_begun_is_let_go() -> None:
    desk, begun = Desk("test"), training(5)
    for live in (begun, training(), training()):
        desk.put(live)
    assert desk.before is begun


def test_bring_back_exchanges_the_two() -> None:
    desk, first, second = Desk("test"), training(MANY), training(MANY)
    desk.put(first)
    desk.put(second)
    for now, before in ((first, second), (second, first)):
        assert brought_back(desk) is now
        assert desk.current is now
        assert desk.before is before


def test_a_few_steps_do_not_stand_in_the_way_of_what_was_trained() -> None:
    """Train, Reset, one step, Reset, Bring back."""
    desk, worth, step = Desk("test"), training(MANY), training(1)
    for live in (worth, training(), step, training()):
        desk.put(live)
    assert brought_back(desk) is worth
    assert brought_back(desk) is step  # it is not lost either


def test_undo_goes_back_further_and_comes_round() -> None:
    desk, trainings = Desk("test"), [training(MANY + more) for more in range(4)]
    for live in trainings:
        desk.put(live)
    seen = [brought_back(desk) for _ in range(4)]
    assert seen == [trainings[place] for place in (2, 1, 0, 3)]


def test_only_so_many_are_kept() -> None:
    desk, trainings = Desk("test"), [training(MANY) for _ in range(MOST_EARLIER + 2)]
    for live in trainings:
        desk.put(live)
    seen = {id(brought_back(desk)) for _ in range(2 * MOST_EARLIER)}
    assert seen == {id(live) for live in trainings[1:]}


def test_what_ended_early_counts_as_trained() -> None:
    desk, short, step = Desk("test"), training(), training(1)
    short.set_iterations(5)
    short.advance(5)
    for live in (short, step, training()):
        desk.put(live)
    assert desk.before is short


def test_bring_back_leaves_nothing_behind_where_nothing_was_begun() -> None:
    desk, first = Desk("test"), training(5)
    desk.put(first)
    desk.put(training())
    brought_back(desk)
    assert desk.current is first
    assert desk.before is None


def test_a_second_press_on_bring_back_changes_nothing() -> None:
    desk, first, second = Desk("test"), training(MANY), training(MANY)
    desk.put(first)
    desk.put(second)
    for _ in range(2):  # the button was made for this one
        assert desk.bring_back(first) is first
    assert desk.current is first
    assert desk.before is second


def test_two_desks_do_not_share() -> None:
    one, other = Desk("one"), Desk("other")
    one.put(training(5))
    assert other.current is None


def test_one_with_the_same_configs_is_found_among_others() -> None:
    desk, first, again, other = Desk("test"), training(5), training(7), training()
    other.set_iterations(100)
    for live in (first, again, other):
        desk.put(live)
    assert desk.before_like(first.configs) is again
    assert desk.before_like(other.configs) is None


def test_cures_are_kept_by_what_they_train(visits: Visits) -> None:
    desk, cure = Desk("test"), training()
    desk.run_cure(cure)
    cure.wait(60)
    visits.run()
    visits.refresh()
    assert desk.cures == {cure.config: cure}
    assert cure.trainer.finished
