"""The page on the report's failure: the article, each experiment, and data that is not there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bp.analysis.curvature import curvature
from bp.app.live.training import LiveTraining
from bp.data import fit_scaling, mnist
from bp.diagnosis import edge, report
from bp.diagnosis.wording import rate
from tests.diagnosis.runs import begun
from tests.pages.at_hand import at_hand

ROOT = Path(__file__).parents[2]
ITERATIONS = 45


@pytest.fixture(autouse=True, scope="module")
def _soon_done() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(report.ITERATIONS, "mnist-5k", ITERATIONS)
        patch.setattr(edge, "SEEDS", 2)
        yield


@pytest.fixture
def article(app: AppTest) -> Iterator[AppTest]:
    """The page as it is opened."""
    app.switch_page("pages/understand/failure.py").run()
    yield app
    assert not app.exception


@pytest.fixture(scope="module")
def reproduced() -> AppTest:
    """The page after Reproduce, to be read only."""
    app = AppTest.from_file(ROOT / "streamlit_app.py", default_timeout=300).run()
    app.switch_page("pages/understand/failure.py").run()
    run_to_the_end(app, "failure")
    assert not app.exception
    return app


def live(app: AppTest, name: str) -> LiveTraining:
    training: LiveTraining = at_hand(app, name)
    return training


def run_to_the_end(app: AppTest, name: str) -> LiveTraining:
    app.button(f"{name}_run").click().run()
    ours = live(app, name)
    ours.advance(ours.trainer.iterations)
    app.run()
    ours.pause()
    app.run()
    return ours


def words(app: AppTest) -> str:
    return "\n".join(text.value for text in app.markdown)


def headings(app: AppTest) -> list[str]:
    return [line[5:] for line in words(app).splitlines() if line.startswith("#### ")]


def test_the_claim_and_one_button_at_first_sight(article: AppTest) -> None:
    assert article.subheader[0].value == "When it fails"
    assert headings(article) == ["What the report says", "Find the edge"]
    assert "**97 %**" in words(article)
    assert "**12 %**" in words(article)
    assert [button.label for button in article.button] == ["Reproduce"]
    assert len(article.get("vega_lite_chart")) == 1  # the edge, with what was tried so far


def test_the_article_follows_the_reproduction(reproduced: AppTest) -> None:
    histories = live(reproduced, "failure").trainer.histories
    assert headings(reproduced) == [
        "What the report says",
        "What you see",
        "The first iterations, step by step",
        "What is dead",
        "Where the gradient is exactly zero",
        "Why 255 matters",
        "Two cures, run beside it",
        "The other flat line",
        "Find the edge",
    ]
    table = reproduced.dataframe[0].value
    assert table["Learning rate"].tolist() == ["0.1", "0.05", "0.01", "0.005", "0.001"]
    assert table["The report states"].tolist()[0] == "below 12 %"
    for shown, history in zip(table["Test accuracy here"], histories, strict=True):
        assert history.last is not None
        assert shown == f"{100 * history.last.test_accuracy:.1f}\u00a0%"


def test_the_smaller_data_is_said_beside_the_figures(reproduced: AppTest) -> None:
    run = live(reproduced, "failure").trainer.histories[0]
    here = f"Here it is {run.train_size:,} images and {run.config.iterations:,} iterations"
    assert [here in caption.value for caption in reproduced.caption].count(True) == 1


def test_the_gradients_are_those_of_the_probes(reproduced: AppTest) -> None:
    history = live(reproduced, "failure").trainer.histories[0]
    shown, probes = reproduced.dataframe[1].value, history.probes
    assert shown["Iteration"].astype(int).tolist() == probes["iteration"].tolist()[: len(shown)]
    assert "exactly 0" in shown["W1"].tolist()
    for name in ("W1", "b1", "W2", "b2"):
        for text, length in zip(shown[name], probes[f"gradient_{name}"], strict=False):
            told = 0 if text == "exactly 0" else float(text.replace(",", ""))
            assert told == pytest.approx(length, rel=0.01, abs=0)


def test_255_in_figures_that_were_measured(reproduced: AppTest) -> None:
    history = live(reproduced, "failure").trainer.histories[0]
    unit = begun(replace(history.config, scaling="unit"), 1).histories[0]
    raw, scaled = (run.probe_records[0] for run in (history, unit))
    times = raw.gradient_W1 / scaled.gradient_W1
    assert times > 100
    assert f"a factor of **{times:,.0f}**." in words(reproduced)
    assert f"**{raw.update_ratio:.2g} times the weights**" in words(reproduced)


def test_the_limit_of_the_rate_in_figures_that_were_measured(reproduced: AppTest) -> None:
    config = live(reproduced, "failure").trainer.histories[0].config
    for scaling in ("raw", "unit"):
        run = begun(replace(config, scaling=scaling), 0)
        x = fit_scaling(run.dataset, scaling).apply(run.dataset.sample[0][:300])
        limit = curvature(run.networks[0], x, run.dataset.sample[1][:300]).limit
        assert f"**{rate(limit)}** on" in words(reproduced)


def test_the_grids_say_in_words_what_they_show(reproduced: AppTest) -> None:
    history = live(reproduced, "failure").trainer.histories[0]
    dead = history.probes.set_index("iteration")["dead_units"]
    (grids,) = [c.proto.alt for c in reproduced.get("vega_lite_chart") if "Grids" in c.proto.alt]
    told = ", ".join(f"{i}: {dead[i]}" for i in (0, 1, 2, 3, 5, 8, 13, 34))
    assert grids == f"Grids of squares: dead units by iteration. {told}"


def test_another_rate_to_look_into(article: AppTest) -> None:
    run_to_the_end(article, "failure")
    before = words(article)
    article.segmented_control("failure_rate").set_value("0.001").run()
    assert words(article) != before
    assert "So it is in this run: its loss is 2." in before
    assert "In this run some units stay on for some images" in words(article)
    assert "This rate learns; choose one above that fails." in words(article)
    assert "failure_cures_run" not in [button.key for button in article.button]


@pytest.mark.parametrize(("name", "count"), [("failure_cures", 3), ("failure_other", 2)])
def test_each_cure_is_told_with_its_accuracy(article: AppTest, name: str, count: int) -> None:
    run_to_the_end(article, "failure")
    histories = run_to_the_end(article, name).trainer.histories
    assert len(histories) == count
    for history in histories:
        assert history.last is not None
        assert f"test accuracy {100 * history.last.test_accuracy:.1f}\u00a0%" in words(article)


def test_pause_and_go_on(article: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(report.ITERATIONS, "mnist-5k", 100_000)
    article.run()
    article.button("failure_run").click().run()
    article.button("failure_pause").click().run()
    assert article.button("failure_on").label == "Go on"
    article.button("failure_on").click().run()
    assert article.button("failure_pause").label == "Pause"


def test_the_edge_moves_with_its_slider(article: AppTest) -> None:
    article.select_slider("edge_raw").set_value(0.1).run()
    assert ":red[" in words(article)
    article.select_slider("edge_raw").set_value(0.001).run()
    assert ":red[" not in words(article)
    article.select_slider("edge_unit").set_value(10.0).run()
    assert ":red[" in words(article)


def test_the_full_set_without_a_network_is_a_sentence(
    article: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable() -> None:
        raise OSError("no network")

    monkeypatch.setattr(mnist, "download_mnist", unreachable)
    article.segmented_control("failure_data").set_value("mnist-report").run()
    (error,) = article.error
    assert str(tmp_path / "data" / "mnist.npz") in error.value
    article.segmented_control("failure_data").set_value("mnist-5k").run()
    assert not article.error
    assert article.button("failure_run").label == "Reproduce"
