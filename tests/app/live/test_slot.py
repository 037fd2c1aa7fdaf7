"""A page's slot: what was begun is set aside, never thrown away."""

import pytest

from bp.app.live.slot import FEW, MOST_EARLIER, TrainingSlot
from bp.app.live.training import LiveTraining
from tests.app.live.visits import Visits, training

pytestmark = pytest.mark.usefixtures("visits")

MANY = FEW + 1


def brought_back(slot: TrainingSlot) -> LiveTraining:
    """Press on the button."""
    assert slot.before is not None
    return slot.bring_back(slot.before)


def test_an_empty_slot() -> None:
    slot = TrainingSlot("test")
    assert slot.current is None
    assert slot.before is None


def test_what_was_begun_is_set_aside_and_paused() -> None:
    slot, first, second = TrainingSlot("test"), training(5), training()
    slot.put(first)
    first.start()
    assert slot.put(second) is second
    assert slot.current is second
    assert slot.before is first
    assert not first.running


def test_what_was_not_begun_is_let_go() -> None:
    slot, begun = TrainingSlot("test"), training(5)
    for live in (begun, training(), training()):
        slot.put(live)
    assert slot.before is begun


def test_bring_back_exchanges_the_two() -> None:
    slot, first, second = TrainingSlot("test"), training(MANY), training(MANY)
    slot.put(first)
    slot.put(second)
    for now, before in ((first, second), (second, first)):
        assert brought_back(slot) is now
        assert slot.current is now
        assert slot.before is before


def test_a_few_steps_do_not_stand_in_the_way_of_what_was_trained() -> None:
    """Train, Reset, one step, Reset, Bring back."""
    slot, worth, step = TrainingSlot("test"), training(MANY), training(1)
    for live in (worth, training(), step, training()):
        slot.put(live)
    assert brought_back(slot) is worth
    assert brought_back(slot) is step  # it is not lost either


def test_undo_goes_back_further_and_comes_round() -> None:
    slot, trainings = TrainingSlot("test"), [training(MANY + more) for more in range(4)]
    for live in trainings:
        slot.put(live)
    seen = [brought_back(slot) for _ in range(4)]
    assert seen == [trainings[place] for place in (2, 1, 0, 3)]


def test_only_so_many_are_kept() -> None:
    slot, trainings = TrainingSlot("test"), [training(MANY) for _ in range(MOST_EARLIER + 2)]
    for live in trainings:
        slot.put(live)
    seen = {id(brought_back(slot)) for _ in range(2 * MOST_EARLIER)}
    assert seen == {id(live) for live in trainings[1:]}


def test_what_ended_early_counts_as_trained() -> None:
    slot, short, step = TrainingSlot("test"), training(), training(1)
    short.set_iterations(5)
    short.advance(5)
    for live in (short, step, training()):
        slot.put(live)
    assert slot.before is short


def test_bring_back_leaves_nothing_behind_where_nothing_was_begun() -> None:
    slot, first = TrainingSlot("test"), training(5)
    slot.put(first)
    slot.put(training())
    brought_back(slot)
    assert slot.current is first
    assert slot.before is None


def test_a_second_press_on_bring_back_changes_nothing() -> None:
    slot, first, second = TrainingSlot("test"), training(MANY), training(MANY)
    slot.put(first)
    slot.put(second)
    for _ in range(2):  # the button was made for this one
        assert slot.bring_back(first) is first
    assert slot.current is first
    assert slot.before is second


def test_two_pages_do_not_share() -> None:
    one, other = TrainingSlot("one"), TrainingSlot("other")
    one.put(training(5))
    assert other.current is None


def test_one_with_the_same_configs_is_found_among_others() -> None:
    slot, first, again, other = TrainingSlot("test"), training(5), training(7), training()
    other.set_iterations(100)
    for live in (first, again, other):
        slot.put(live)
    assert slot.before_like(first.configs) is again
    assert slot.before_like(other.configs) is None


def test_cures_are_kept_by_what_they_train(visits: Visits) -> None:
    slot, cure = TrainingSlot("test"), training()
    slot.run_cure(cure)
    cure.wait(300)
    visits.run()
    visits.refresh()
    assert slot.cures == {cure.config: cure}
    assert cure.trainer.finished
