"""A report is whole and small, asks nobody for anything, says the run's figures, trusts no text."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from bp.data import load_dataset
from bp.diagnosis import diagnose
from bp.diagnosis.wording import accuracy, rate
from bp.report import Reported, kept_report, report
from bp.report.svg import HEIGHT, WIDTH, Axis, Line, axis_of, chart
from bp.store import keep, list_runs, open_database
from bp.training import History, TrainConfig, Trainer

DIGITS = TrainConfig(dataset="digits", iterations=60, hidden_size=10, learning_rate=0.5)
HOSTILE = "<script>alert(1)</script><img src=http://a.b/c onerror='x'>\"&"
VOID = {"meta", "img"}
MOST_BYTES = 2 * 2**20


class Reader(HTMLParser):
    """Reads a page, and fails where a tag is open at the end, or closed that was not open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def trained(*configs: TrainConfig, iterations: int = 60) -> Trainer:
    trainer = Trainer(load_dataset("digits"), configs)
    trainer.advance(iterations)
    return trainer


def reported(trainer: Trainer, name: str = HOSTILE, notes: str = "") -> list[Reported]:
    pairs = zip(trainer.histories, trainer.networks, strict=True)
    return [Reported(name, each, network, trainer.dataset, notes) for each, network in pairs]


def test_of_one_run() -> None:
    trainer = trained(DIGITS, iterations=30)
    trainer.set_learning_rate(0, 0.2)
    trainer.advance(10)
    history = trainer.histories[0]
    page = Reader(report(HOSTILE, reported(trainer, notes=HOSTILE)))

    assert history.last is not None
    for said in (
        HOSTILE,
        "40 of 60",
        accuracy(history.last.test_accuracy),
        accuracy(history.best_test_accuracy),
        diagnose(history).why,
        *(value for _, value in diagnose(history).evidence),
        f"{rate(DIGITS.learning_rate)}, 0.2 from iteration 30 on",
    ):
        assert said in page.texts
    assert {name for name, _ in page.tags}.isdisjoint({"script", "link", "iframe", "object", "a"})
    (image,) = [attributes for name, attributes in page.tags if name == "img"]
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert not any({"href", "onerror", "onload"} & set(attributes) for _, attributes in page.tags)
    assert "url(" not in report("", reported(trainer))


def test_the_drawn_curve_is_the_recorded_one() -> None:
    history = trained(DIGITS).histories[0]
    y = Axis("", 0, 4)
    drawn = chart(
        [Line("loss", "#000000", np.arange(60.0), history.loss)], Axis("", 0, 60), y, "Loss"
    )
    (path,) = re.findall(r'<path d="([^"]+)" fill="none"', drawn)
    points = np.array([pair.split() for pair in re.split("[ML]", path)[1:]], float)
    across, down = points.T
    assert ((across >= 0) & (across <= WIDTH)).all()
    # Two known heights on the axis: of 0 and of 4.
    ends = chart([Line("", "", np.array([0.0, 60]), np.array([0.0, 4]))], Axis("", 0, 60), y, "")
    bottom, top = (float(each) for each in re.findall(r"[ML]\S+ (\S+?)(?=[L\"])", ends)[-2:])
    assert 0 < top < bottom < HEIGHT
    np.testing.assert_allclose((bottom - down) / (bottom - top) * 4, history.loss, atol=0.01)


def test_gaps_and_axes() -> None:
    y = np.array([1.0, np.nan, np.inf, 2.0, 3.0])
    axis = axis_of("Loss", [y])
    assert (axis.low, axis.high) == (0, 3)
    drawn = chart([Line("", "", np.arange(5.0), y)], axis_of("", [np.arange(5.0)]), axis, "")
    assert drawn.count("M") - drawn.count('class="grid"') == 2  # the line begins anew
    axis = axis_of("Loss", [np.array([0.02, 1e9])], log=True)
    assert (axis.low, axis.high) == (0.01, 1e9)
    assert axis.ticks[0] == 0.01
    assert axis_of("", [np.array([])]).high == 1


@pytest.mark.parametrize(
    "config",
    [
        replace(DIGITS, scaling="raw", learning_rate=1_000),
        replace(DIGITS, activation="identity", scaling="raw", learning_rate=1_000),
        replace(DIGITS, weight_init_std=0),
        replace(DIGITS, hidden_size=1),
    ],
    ids=["dead", "no numbers", "alike", "one unit"],
)
def test_of_a_run_that_failed(config: TrainConfig) -> None:
    trainer = trained(config)
    page = Reader(report("failed", reported(trainer)))
    assert f"{diagnose(trainer.histories[0]).label}." in page.texts


@pytest.mark.parametrize(("runs", "hidden_size"), [(1, 500), (80, 50)])
def test_of_long_runs_is_small(runs: int, hidden_size: int) -> None:
    """As many as Compare trains together; each long, on the largest images."""
    data = load_dataset("mnist-5k")
    trainer = Trainer(data, [TrainConfig(iterations=1, hidden_size=hidden_size)])
    trainer.advance(1)
    long, network = _as_if_long(trainer.histories[0]), trainer.networks[0]
    network.params["W1"][...] = np.random.default_rng(0).normal(size=(784, hidden_size))
    many = [Reported(f"seed {seed}", long, network, data) for seed in range(runs)]
    assert len(report("long", many).encode()) < MOST_BYTES


def _as_if_long(history: History) -> History:
    history.set_iterations(20_000)
    history.record_losses(np.random.default_rng(0).random(19_999))
    evaluation = history.last
    assert evaluation is not None
    for iteration in range(41, 20_000, 41):
        history.record_evaluation(replace(evaluation, iteration=iteration), 0)
    return history


def test_of_kept_runs(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'runs.db'}")
    trainer = trained(DIGITS, replace(DIGITS, learning_rate=0.1))
    keep(database, "two", trainer, status="finished", names=["same", "same"])
    runs = list_runs(database)
    page = Reader(kept_report(database, runs))
    database.dispose()
    for run, history in zip(
        sorted(runs, key=lambda run: run.place), trainer.histories, strict=True
    ):
        assert f"same ({run.id})" in page.texts
        assert accuracy(history.best_test_accuracy) in page.texts


def test_nothing_was_trained_yet() -> None:
    trainer = trained(DIGITS, DIGITS, iterations=0)
    assert "Nothing was trained of it." in Reader(report("", reported(trainer))).texts
    assert "Nothing was trained of it." in Reader(report("", reported(trainer)[:1])).texts
