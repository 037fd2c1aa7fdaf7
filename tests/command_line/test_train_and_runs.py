"""Training from a terminal, and finding what was trained."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bp.command_line import FAILED, WRONG_USE, main
from bp.data import load_dataset
from bp.store import load_history, open_database
from bp.training import TrainConfig, Trainer
from bp.training.recording.record import Record
from bp.training.stack import Stack
from tests.command_line.conftest import Command
from tests.training.examples import assert_same

ROOT = Path(__file__).parents[2]
DIGITS = ("--dataset", "digits", "--iterations", "200", "--learning-rate", "0.5")


def the_run(bp: Command) -> dict[str, object]:
    (run,) = json.loads(bp("runs", "--json"))
    return run


def test_a_run_from_beginning_to_end(bp: Command) -> None:
    said = bp("train", "--name", "first try", *DIGITS, "--seed", "3")

    run = the_run(bp)
    assert f"Run {run['id']}." in said
    assert f"Test accuracy {run['test_accuracy']:.4f}" in said
    expected = {"name": "first try", "status": "finished", "iterations": 200, "seed": 3}
    assert expected.items() <= run.items()
    assert run["learning_rate"] == 0.5
    assert run["settings"] == {**run["settings"], "dataset": "digits", "iterations": 200}  # type: ignore[dict-item]
    assert run["verdict"]
    assert "first try" in bp("runs")
    shown = bp("show", str(run["id"]))
    assert "first try: finished, 200 of 200 iterations" in shown
    assert "learning rate" in shown


def test_the_same_curve_as_without_a_command_line(bp: Command) -> None:
    bp("train", *DIGITS)

    config = TrainConfig(dataset="digits", iterations=200, learning_rate=0.5)
    trainer = Trainer(load_dataset("digits"), [config])
    trainer.advance(200)
    assert_same(load_history(open_database(), str(the_run(bp)["id"])), trainer.histories[0])


@pytest.mark.processes
def test_killed_and_resumed(bp: Command) -> None:
    """Killed once something of it is on the disk, it goes on to the same curve."""
    settings = ("--dataset", "digits", "--hidden-size", "20", "--iterations", "100000")
    command = [sys.executable, "-m", "bp", "train", "--name", "killed", *settings]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        while not _iterations(bp):
            assert process.poll() is None
    finally:
        process.kill()
        process.wait()
    run = the_run(bp)
    assert run["status"] == "interrupted"
    done = int(str(run["iterations"]))
    assert 0 < done < 100_000

    trainer = Trainer(load_dataset("digits"), [TrainConfig(dataset="digits", hidden_size=20)])
    trainer.set_iterations(100_000)
    trainer.advance(done + 50)
    with pytest.MonkeyPatch.context() as patch:  # a hundred thousand would take a while
        patch.setattr(Trainer, "finished", property(lambda self: self.iteration >= done + 50))
        patch.setattr(
            Trainer, "advance_for", lambda self, _: self.advance(done + 50 - self.iteration)
        )
        bp("train", "--resume", str(run["id"]))

    resumed = load_history(open_database(), str(run["id"]))
    assert resumed.loss.tolist() == trainer.histories[0].loss.tolist()


def _iterations(bp: Command) -> int:
    return sum(int(run["iterations"]) for run in json.loads(bp("runs", "--json")))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_by_hand(
    bp: Command, monkeypatch: pytest.MonkeyPatch, sign: signal.Signals
) -> None:
    """In the middle of a slice; it goes on as if it had never been."""
    step = Stack.step

    def interrupted(self: Stack, record: Record) -> None:
        step(self, record)
        if self.iteration == 13:
            os.kill(os.getpid(), sign)

    before = signal.getsignal(sign)
    with monkeypatch.context() as patch:
        patch.setattr(Stack, "step", interrupted)
        patch.setattr(Trainer, "advance_for", lambda self, _seconds: self.advance(20))
        bp("train", *DIGITS, code=130)
    assert signal.getsignal(sign) is before
    run = the_run(bp)
    assert (run["status"], run["iterations"]) == ("paused", 20)
    bp("train", "--resume", str(run["id"]), "--iterations", "210")
    run = the_run(bp)
    assert (run["status"], run["iterations"]) == ("finished", 210)
    assert "is finished: all 210" in bp("train", "--resume", str(run["id"]))
    history = load_history(open_database(), str(run["id"]))
    whole = Trainer(load_dataset("digits"), [history.config])
    whole.advance(210)
    assert_same(history, whole.histories[0])


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (["--resume", ""], FAILED, "There is no kept run"),
        (["--resume", "abc", "--name", "other"], WRONG_USE, "under the name that it has"),
    ],
)
def test_a_run_that_cannot_go_on(bp: Command, asked: list[str], code: int, said: str) -> None:
    assert said in bp("train", *asked, code=code)


def test_finding(bp: Command) -> None:
    bp("train", "--name", "slow", *DIGITS, "--iterations", "20")
    bp("train", "--name", "fast", *DIGITS[:4], "--iterations", "30", "--learning-rate", "1")

    def names(*asked: str) -> list[str]:
        return [run["name"] for run in json.loads(bp("runs", "--json", *asked))]

    assert names() == ["fast", "slow"]
    assert names("--where", "learning-rate=1") == ["fast"]
    assert names("--search", "SLO") == ["slow"]
    assert names("--sort", "iteration") == ["fast", "slow"]
    assert names("--limit", "1") == ["fast"]
    assert "No such run is kept" in bp("runs", "--verdict", "dying")


def test_a_report(bp: Command, tmp_path: Path) -> None:
    bp("train", "--name", "<b>", *DIGITS)
    run = str(the_run(bp)["id"])
    file = tmp_path / "new" / "mine.html"
    assert str(file) in bp("export", run, "--report", "--to", str(file))
    assert "&lt;b&gt;" in file.read_text("utf-8")
    bp("export", run, run, "--report", "--to", str(tmp_path))
    assert "2 runs beside each other" in (tmp_path / "report.html").read_text("utf-8")
    assert "There is no kept run 'nobody'" in bp("export", "nobody", "--report", code=FAILED)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("train", "--learning-rate", "-1"), WRONG_USE, "learning rate is -1; it must be"),
        (("train", "--learning-rate", "fast"), WRONG_USE, "'fast' cannot be read as a number"),
        (("train", "--activation", "x"), WRONG_USE, "activation is 'x'; it must be one of"),
        (("train", "--dataset", "cats"), FAILED, "There is no data set 'cats'"),
        (("train", "--resume", "nobody"), FAILED, "There is no kept run 'nobody'"),
        (("train", "--resume", "x", "--seed", "1"), WRONG_USE, "leave out seed"),
        (("show", "nobody"), FAILED, "There is no kept run 'nobody'"),
        (("export", "nobody"), FAILED, "There is no kept run 'nobody'"),
        (("import", "nofile.npz"), FAILED, "nofile.npz"),
        (("runs", "--where", "colour=red"), WRONG_USE, "'colour' is no setting"),
    ],
)
def test_what_cannot_be(bp: Command, arguments: tuple[str, ...], code: int, said: str) -> None:
    assert said in bp(*arguments, code=code)


def test_a_database_that_cannot_be_opened(bp: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BP_DATABASE_URL", "nonsense")

    assert "BP_DATABASE_URL is no address of a database" in bp("runs", code=FAILED)
    assert "BP_DATABASE_URL is no address of a database" in bp("train", *DIGITS, code=FAILED)


@pytest.mark.parametrize("command", [(), ("train",), ("runs",), ("export",)])
def test_help_has_examples(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "examples:" in said
    assert "python -m bp" in said
