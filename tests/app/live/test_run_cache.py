"""What is kept for browsers that come back is bounded by memory."""

from bp.app.live.run_cache import MOST_BYTES, RunCache, new_token
from bp.app.live.workspace import Workspace
from bp.data import load_dataset
from bp.training import TrainConfig, Trainer
from tests.app.live.visits import Visits, training


def workspace_of(session: str, iterations: int = 20) -> Workspace:
    workspace = Workspace(session)
    workspace.page("test").current = training(iterations)
    return workspace


def kept(cache: RunCache, *tokens: str) -> list[bool]:
    return [cache.get(token) is not None for token in tokens]


def test_those_without_a_browser_go_first_and_the_longest_unused_of_them(visits: Visits) -> None:
    size = workspace_of("").nbytes
    cache = RunCache(3 * size)
    visits.connected = {"here"}
    for token, session in {"a": "here", "b": "gone", "c": "gone"}.items():
        cache.put(token, workspace_of(session))
    cache.put("b", workspace_of("gone"))  # used again
    cache.put("new", workspace_of("here"))
    assert kept(cache, "a", "b", "c", "new") == [True, True, False, True]
    cache.put("newer", workspace_of("here"))
    assert kept(cache, "a", "b", "new", "newer") == [True, False, True, True]


def test_what_is_let_go_trains_no_more(visits: Visits) -> None:
    cache, alone = RunCache(1), workspace_of("gone")
    visits.connected = {"here"}
    live = alone.page("test").current
    assert live is not None
    live.set_iterations(100_000)
    live.start()
    cache.put("alone", alone)
    cache.put("other", workspace_of("here"))
    assert not live.running


def test_what_browsers_show_stays_and_what_was_before_goes(visits: Visits) -> None:
    visits.connected = {"one", "other"}
    first, second = workspace_of("one"), workspace_of("other")
    second.page("test").earlier = [training(20), training(20)]
    cache = RunCache(first.nbytes * 2)
    cache.put("one", first)
    cache.put("other", second)
    assert kept(cache, "one", "other") == [True, True]
    assert second.page("test").earlier == []


def test_forty_people_with_a_default_training_each_have_room() -> None:
    trainer = Trainer(load_dataset("mnist-5k"), [TrainConfig(iterations=410)])
    trainer.advance(410)  # a twenty-fourth of the default, ten epochs
    assert 40 * 24 * (trainer.nbytes - 410 * 4) < MOST_BYTES


def test_tokens_cannot_be_guessed() -> None:
    tokens = {new_token() for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 12
