"""What is trained in the app is on the disk, and is found again by a server that begins anew."""

import pytest
from sqlalchemy import Engine

from bp.app.live import keeper as keeper_module
from bp.app.live.keeper import Keeper
from bp.app.live.page_trainings import ELSEWHERE
from bp.app.live.run_cache import RunCache
from bp.app.live.slot import TrainingSlot
from bp.app.live.training import LiveTraining
from bp.app.live.workspace import IN_ADDRESS
from bp.data import load_dataset
from bp.store import (
    KeptRun,
    StoreError,
    keep,
    list_runs,
    load_history,
    load_trainer,
    open_database,
    remember,
    run_by_id,
)
from bp.store.tables import TRAININGS
from bp.training import TrainConfig, Trainer
from tests.app.live.visits import Visits, training
from tests.parallel.engines import until
from tests.training.examples import assert_same

SLOT = TrainingSlot("run")
PATIENCE = 300  # seconds: others may have the processor, and only a failure waits
DIGITS = TrainConfig(dataset="digits", iterations=60, hidden_size=10)


def trainer(iterations: int = 0, config: TrainConfig = DIGITS) -> Trainer:
    fresh = Trainer(load_dataset("digits"), [config])
    if iterations:
        fresh.advance(iterations)
    return fresh


def the_run() -> KeptRun:
    (run,) = list_runs(open_database())
    return run


def test_what_came_to_rest_is_saved(visits: Visits, keeper: Keeper) -> None:
    live = SLOT.put(training(5))
    visits.run()

    assert keeper.is_saved(live, PATIENCE)
    run = the_run()
    assert (run.iteration, run.status, run.kind) == (5, "paused", "train")
    live.advance(100)
    assert keeper.is_saved(live, PATIENCE)
    assert (the_run().iteration, the_run().status) == (60, "finished")
    assert_same(load_history(open_database(), the_run().id), live.trainer.histories[0])


def test_what_was_not_begun_is_not_kept(visits: Visits, keeper: Keeper) -> None:
    SLOT.put(training())
    begun = SLOT.put(training(5))
    visits.run()

    assert keeper.is_saved(begun, PATIENCE)
    assert len(list_runs(open_database())) == 1


def test_what_begins_to_run_is_saved_as_that_at_once(
    visits: Visits, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long it is to the next saving: a server that is killed by then goes on with it."""
    monkeypatch.setattr("bp.store.saver.PERIOD", 3_600.0)
    live = SLOT.put(training(5))
    visits.run()
    assert keeper.is_saved(live, PATIENCE)
    live.set_iterations(1_000_000)
    live.start()
    until(lambda: the_run().status == "running")
    live.pause()
    assert keeper.is_saved(live, PATIENCE)
    assert the_run().status == "paused"


def test_a_rate_that_is_moved_at_rest(visits: Visits, keeper: Keeper) -> None:
    live = SLOT.put(LiveTraining(trainer(5)))
    visits.run()
    assert keeper.is_saved(live, PATIENCE)
    live.set_learning_rate(0.5)
    assert keeper.is_saved(live, PATIENCE)

    back = load_trainer(open_database(), the_run().training)
    assert back.histories[0].rates == [(0, 0.1), (5, 0.5)]


def test_a_database_that_is_away(
    visits: Visits, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Training goes on; what waits is written once, when the database is back."""

    def away(_url: str) -> Engine:
        raise StoreError("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(keeper_module, "open_database", away)
        live = SLOT.put(training(5))
        visits.run()
        live.advance(10)
        assert not keeper.is_saved(live, 0.1)
        kept = keeper.of(live)
        assert kept
        while not kept.problem:
            keeper.is_saved(live, 0.1)
        assert kept.problem == "The database is away."
        live.advance(100)
        assert live.trainer.finished

    assert keeper.is_saved(live, PATIENCE)
    assert kept.problem == ""
    assert the_run().iteration == 60


def test_a_server_that_begins_anew(
    visits: Visits, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    SLOT.put(LiveTraining(trainer(7)))
    live = SLOT.put(LiveTraining(trainer(5)))
    visits.run()
    token = visits.address[IN_ADDRESS]
    assert keeper.is_saved(live, PATIENCE)
    keeper.close()  # with what was at hand

    begin_anew(visits, monkeypatch)
    own, visits.visitor = visits.visitor, "another browser"
    assert visits.open(dict(visits.address)).notice == ELSEWHERE
    visits.visitor = own
    visits.address[IN_ADDRESS] = token
    found = visits.refresh()
    page = found.page("run")
    assert found.notice == ""
    assert page.current
    assert (page.current.trainer.iteration, page.current.running) == (5, False)
    assert [each.trainer.iteration for each in page.earlier] == [7]
    page.current.advance(100)
    assert_same(page.current.trainer.histories[0], trainer(60).histories[0])


def test_a_server_that_was_killed(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ran goes on by itself, from where it was last saved."""
    database = open_database()
    keep(database, "killed", trainer(20), status="running")
    with database.begin() as connection:
        connection.execute(TRAININGS.update().values(alive_until=0.0))
    remember(database, "token", {"run": {"current": ["killed"], "earlier": ["gone"], "cures": []}})

    begin_anew(visits, monkeypatch)
    live = visits.open({IN_ADDRESS: "token"}).page("run").current
    assert live
    assert live.wait(PATIENCE)
    assert_same(live.trainer.histories[0], trainer(60).histories[0])
    assert visits.address[IN_ADDRESS] == "token"


def test_what_another_server_trains_is_copied(
    visits: Visits, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database()
    keep(database, "elsewhere", trainer(20), status="running")
    with database.begin() as connection:
        connection.execute(TRAININGS.update().values(trainer="elsewhere:1"))
    remember(database, "token", {"run": {"current": ["elsewhere"], "earlier": [], "cures": []}})

    own = begin_anew(visits, monkeypatch)
    live = visits.open({IN_ADDRESS: "token"}).page("run").current
    assert live
    assert not live.running
    live.advance(5)
    assert own.is_saved(live, PATIENCE)
    assert run_by_id(database, "elsewhere").iteration == 20
    assert sorted(run.iteration for run in list_runs(database)) == [20, 25]


def begin_anew(visits: Visits, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """A server that remembers nothing but what is on the disk."""
    from bp.app.live import page_trainings, slot
    from bp.app.live import workspace as workspace_module

    own, cache = Keeper(), RunCache()
    for module in (slot, workspace_module, page_trainings):
        monkeypatch.setattr(module, "keeper", lambda: own)
    monkeypatch.setattr(workspace_module, "run_cache", lambda: cache)
    visits.cache = cache
    return own
