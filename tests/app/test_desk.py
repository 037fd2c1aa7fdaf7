"""A page's desk: what was begun is set aside, never thrown away."""

from types import SimpleNamespace

import pytest

from bp.app import desk as desk_module
from bp.app.desk import Desk
from bp.app.live import LiveTraining
from bp.app.shelf import Shelf
from bp.training import Trainer
from tests.training.examples import BLOBS, assert_same, config


class Browser:
    """A session and its address; a refresh is a new session at the same address."""

    def __init__(self, address: dict[str, str] | None = None) -> None:
        self.session_state: dict[str, object] = {}
        self.query_params = address if address is not None else {}


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    shelf = Shelf()
    monkeypatch.setattr(desk_module, "shelf", lambda: shelf)
    return opened(monkeypatch, Browser())


def opened(monkeypatch: pytest.MonkeyPatch, browser: Browser) -> Browser:
    monkeypatch.setattr(desk_module, "st", SimpleNamespace(**vars(browser)))
    return browser


def training(iterations: int = 0) -> LiveTraining:
    live = LiveTraining(Trainer(BLOBS, [config()]))
    live.advance(iterations)
    return live


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
    desk, first, second = Desk("test"), training(5), training(7)
    desk.put(first)
    desk.put(second)
    for now, before in ((first, second), (second, first)):
        assert desk.bring_back() is now
        assert desk.current is now
        assert desk.before is before


def test_bring_back_leaves_nothing_behind_where_nothing_was_begun() -> None:
    desk, first = Desk("test"), training(5)
    desk.put(first)
    desk.put(training())
    desk.bring_back()
    assert desk.current is first
    assert desk.before is None


def test_two_desks_do_not_share() -> None:
    one, other = Desk("one"), Desk("other")
    one.put(training(5))
    assert other.current is None


def test_after_a_refresh_there_is_a_copy(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    desk, live = Desk("test"), training(5)
    desk.put(live)
    live.start()
    desk.keep()
    opened(monkeypatch, Browser(browser.query_params))
    assert desk.current is None
    desk.restore()
    copy = desk.current
    assert copy is not None
    assert copy is not live
    assert not copy.running
    assert_same(copy.trainer.histories[0], live.trainer.histories[0])
    copy.advance(5)
    assert live.trainer.iteration == 5


def test_only_what_was_begun_is_kept(browser: Browser) -> None:
    desk = Desk("test")
    desk.put(training())
    desk.keep()
    assert browser.query_params == {}
    assert desk.current is not None
    desk.current.start()
    desk.keep()
    assert list(browser.query_params) == ["test"]


def test_the_token_stays(browser: Browser) -> None:
    desk = Desk("test")
    desk.put(training(5))
    desk.keep()
    token = browser.query_params["test"]
    desk.put(training(7))
    desk.keep()
    assert browser.query_params["test"] == token


def test_what_is_at_hand_is_not_replaced_by_what_the_address_names(browser: Browser) -> None:
    desk, live = Desk("test"), training(5)
    desk.put(live)
    desk.keep()
    desk.restore()
    assert desk.current is live
    browser.query_params["test"] = "of-somebody-else"
    desk.restore()
    assert desk.current is live


def test_an_unknown_token_restores_nothing(browser: Browser) -> None:
    browser.query_params["test"] = "of-somebody-else"
    Desk("test").restore()
    assert Desk("test").current is None


def test_a_second_press_on_bring_back_changes_nothing() -> None:
    desk, first = Desk("test"), training(5)
    desk.put(first)
    desk.put(training())
    for _ in range(2):
        assert desk.bring_back() is first
    assert desk.current is first
