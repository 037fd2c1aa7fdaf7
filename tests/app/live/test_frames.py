"""What a browser fetches of a training: a frame's figures, and whether the script has to run."""

import base64
from dataclasses import replace
from types import SimpleNamespace

import altair as alt
import numpy as np
import pandas as pd
import pytest

from bp.app.components.chart import drawing
from bp.app.live import frames
from bp.app.live.frames import ALL, STILL, Frame, Source, figures_of, frame_route, source
from bp.training import Trainer
from tests.app.live.visits import training

TABLE = pd.DataFrame(
    {
        "point": np.arange(3),
        "loss": np.array([2.5, np.nan, 0.1], np.float32),
        "run": pd.Categorical.from_codes([1, 0, 1], categories=pd.Index(["0.1", "0.5"])),
        "mark": ["", "", "rate 0.1 → 0.5"],
    }
)


def line(table: pd.DataFrame, *, colour: str = "blue") -> alt.Chart:
    return alt.Chart(table).mark_line(color=colour)


def frame(trainer: Trainer) -> Frame:
    return Frame(0.5, f"{trainer.iteration} iterations", [drawing(line, TABLE, description="A")])


def test_the_tables_of_a_chart_by_column() -> None:
    (table,) = drawing(line, TABLE, description="A").figures()
    loss = np.frombuffer(base64.b64decode(table["loss"]["numbers"]), "<f4")
    np.testing.assert_array_equal(loss, TABLE["loss"])
    codes = list(base64.b64decode(table["run"]["codes"]))
    assert [table["run"]["names"][code] for code in codes] == ["0.5", "0.1", "0.5"]
    assert np.frombuffer(base64.b64decode(table["point"]["numbers"]), "<f4").tolist() == [0, 1, 2]
    assert table["mark"] == {"texts": ["", "", "rate 0.1 → 0.5"]}


def test_a_frame_while_it_trains_and_none_at_rest() -> None:
    live, offered = training(7), Source()
    offered.offer(live, frame)
    assert figures_of(offered.token) == {"running": False}
    live.running = True
    moving = figures_of(offered.token)
    assert moving["running"]
    assert moving["progress"] == "7 iterations"
    assert moving["share"] == 0.5
    assert list(moving["charts"][0][0]) == list(TABLE.columns)
    assert moving["form"] == frame(live.trainer).form


def test_of_most_frames_the_first_curve_alone_moves() -> None:
    """A browser is slow to move every mark; accuracies come with an epoch anyway."""
    pair = [drawing(line, TABLE, lambda: TABLE, description=name) for name in "AB"]
    live, offered = training(7), Source()
    offered.offer(live, lambda _trainer: Frame(0, "", pair))
    live.running = True
    tables = []
    for _ in range(2 * ALL):
        tables.append([len(chart) for chart in offered.answer()["charts"]])
        live.trainer.advance(1)
    assert tables == 2 * [[2, 2], *(ALL - 1) * [[1, 0]]]


def test_without_news_nothing_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """But its words are, now and then, since they tell the time; and whatever is drawn anew."""
    now = [100.0]
    monkeypatch.setattr(frames, "time", SimpleNamespace(monotonic=lambda: now[0]))
    live, offered = training(7), Source()
    offered.offer(live, frame)
    live.running = True
    assert offered.answer()["news"]
    assert offered.answer() == {"running": True, "news": False}
    live.trainer.advance(1)
    assert offered.answer()["progress"] == "8 iterations"
    assert not offered.answer()["news"]
    now[0] += STILL
    assert offered.answer()["progress"] == "8 iterations"
    offered.offer(live, frame)
    assert offered.answer()["progress"] == "8 iterations"


def test_nobody_elses_and_none_that_is_gone() -> None:
    offered = Source()
    live = training()
    live.running = True
    offered.offer(live, frame)
    token = offered.token
    assert figures_of("somebody") == {"running": False}
    assert figures_of(token)["running"]
    del offered
    assert figures_of(token) == {"running": False}


def test_what_needs_another_run_of_the_script() -> None:
    one = Frame(0, "", [drawing(line, TABLE, description="A", colour="blue")])
    assert replace(one, share=0.5, progress="half").form == one.form
    later = drawing(line, TABLE.assign(loss=0), description="A", colour="blue")
    assert replace(one, charts=[later]).form == one.form
    for other in (
        drawing(line, TABLE, description="B", colour="blue"),
        drawing(line, TABLE, description="A", colour="red"),
    ):
        assert replace(one, charts=[other]).form != one.form


def test_a_session_keeps_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    sessions: list[dict[str, object]] = [{}, {}]
    for state in sessions:
        monkeypatch.setattr(frames, "st", SimpleNamespace(session_state=state))
        assert source() is source()
    assert sessions[0]["frames"] is not sessions[1]["frames"]


def test_below_the_base_path(monkeypatch: pytest.MonkeyPatch) -> None:
    options = SimpleNamespace(get_option=lambda _name: "/lab/digits/")
    monkeypatch.setattr(frames, "st", options)
    assert frame_route().path == "/lab/digits/live/{token}"
