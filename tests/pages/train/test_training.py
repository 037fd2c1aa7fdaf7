"""What each press on the Train page does."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.app.components.buttons import one_epoch
from bp.app.train.state import SLOT
from bp.data import mnist
from bp.training import Trainer
from tests.pages.at_hand import finished, progress
from tests.pages.train.page import live, trained
from tests.parallel.engines import until


def test_it_trains_whether_frames_come_or_not(app: AppTest) -> None:
    app.text_input("iterations").set_value("200000").run()
    app.button("train").click().run()
    until(lambda: live(app).trainer.iteration > 0)
    app.run()
    assert re.fullmatch(r"[\d,]+ of 200,000 iterations · [\d,.]+ a second · .+ left", progress(app))
    assert app.button("train").disabled
    app.button("pause").click().run()
    stopped = live(app).trainer.iteration
    assert progress(app) == f"{stopped:,} of 200,000 iterations · paused"
    app.run()
    assert live(app).trainer.iteration == stopped


def test_it_ends_by_itself(app: AppTest) -> None:
    app.text_input("iterations").set_value("20").run()
    app.button("train").click().run()
    finished(app, live(app))
    assert progress(app) == "20 of 20 iterations · done"
    assert app.button("train").disabled
    app.text_input("iterations").set_value("30").run()
    assert progress(app) == "20 of 30 iterations · paused"
    assert not app.button("train").disabled


def test_reset_sets_aside_and_brings_back(app: AppTest) -> None:
    before = trained(app, 41)
    app.button("reset").click().run()
    assert live(app) is not before
    assert progress(app) == "0 of 10,000 iterations"
    app.button("bring_back").click().run()
    assert live(app) is before
    assert progress(app) == "41 of 10,000 iterations · paused"


def test_reset_at_once_after_train(app: AppTest) -> None:
    app.button("train").click().run()
    assert not app.button("reset").disabled


@pytest.mark.parametrize("batch_size", [64, 300, 1_000])
def test_one_epoch_ends_with_an_evaluation(app: AppTest, batch_size: int) -> None:
    app.slider("batch_size").set_value(batch_size).run()
    history = live(app).trainer.histories[0]
    for epoch in (1, 2):
        live(app).advance(one_epoch(history))
        assert history.last is not None
        assert (history.last.iteration, history.last.epoch) == (history.iteration, epoch)


def test_another_page_leaves_the_network_alone(app: AppTest) -> None:
    app.text_input("learning_rate").set_value("0.3").run()
    before = trained(app, 41)
    app.switch_page("pages/explore/compare.py").run()
    assert app.session_state["compare_settings"]["values"]["learning_rate"] == "0.1"
    app.selectbox("vary").select("hidden_size").run()
    app.text_input("learning_rate").set_value("0.02").run()
    app.text_input("iterations").set_value("70").run()
    app.switch_page("pages/explore/train.py").run()
    assert live(app) is before
    assert before.trainer.histories[0].rates == [(0, 0.3)]
    assert before.trainer.iterations == 10_000
    assert app.text_input("learning_rate").value == "0.3"
    assert app.text_input("iterations").value == "10000"
    assert not app.info


def test_data_that_cannot_be_had(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise OSError("no network")

    monkeypatch.setattr(mnist, "download_mnist", unreachable)
    app.selectbox("dataset").select("mnist").run()
    assert not app.exception
    assert str(tmp_path / "data" / "mnist.npz") in app.error[0].value
    app.selectbox("dataset").select("digits").run()
    assert not app.error
    assert live(app).config.dataset == "digits"


def test_an_end_that_comes_while_the_page_is_drawn(app: AppTest) -> None:
    """Its buttons were drawn as those of a training that runs: the page runs once more."""
    app.text_input("iterations").set_value("20").run()
    ours = live(app)
    ours.trainer.advance(20)
    ours.running = True  # as the page finds it, until it comes to the curves
    snapshot = ours.snapshot

    def ended() -> Trainer:
        ours.running = False
        return snapshot()

    ours.snapshot = ended  # type: ignore[method-assign]
    app.run()
    assert progress(app) == "20 of 20 iterations · done"
    assert app.button("pause").disabled


def test_typed_and_pressed_at_once(app: AppTest) -> None:
    """The press came before the page was drawn with what was typed; that is what trains."""
    app.text_input("learning_rate").set_value("0.3")
    app.text_input("iterations").set_value("60")
    app.button("train").click().run()
    finished(app, live(app))
    assert (live(app).config.learning_rate, live(app).trainer.iteration) == (0.3, 60)


def test_typed_and_started_anew_at_once(app: AppTest) -> None:
    trained(app, 5)
    app.text_input("weight_decay").set_value("0.01")
    app.button("train").click().run()
    assert live(app).config.weight_decay == 0.01
    assert live(app).running
    live(app).pause()


def test_typed_and_stepped_at_once(app: AppTest) -> None:
    app.text_input("learning_rate").set_value("0.3")
    app.session_state[f"{SLOT.name}_pressed"] = "One iteration"  # AppTest opens no menu
    app.run()
    assert (live(app).config.learning_rate, live(app).trainer.iteration) == (0.3, 1)
    assert app.query_params["run"]  # a refresh finds it
    app.run()
    assert live(app).trainer.iteration == 1  # a press counts once


def test_nonsense_typed_and_pressed_at_once(app: AppTest) -> None:
    app.text_input("learning_rate").set_value("quick")
    app.button("train").click().run()
    assert not app.exception
    assert live(app).untouched
    assert not live(app).running
