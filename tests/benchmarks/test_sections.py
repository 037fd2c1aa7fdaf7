"""Every section runs through on little data; what it measures is not looked at."""

import pytest

from benchmarks import __main__ as command
from benchmarks.cost.shape import Shape, subset, varying_pixels
from benchmarks.cost.steps import QuietSteps
from benchmarks.effort import Effort
from benchmarks.peers import at_hand
from benchmarks.peers.task import Peer
from tests.benchmarks.digits import SMALL

TINY = Effort(
    epochs=1, rounds=1, trials=1, window=1e-4, windows=1, iterations=(20, 40), train_size=3_600
)


@pytest.fixture(autouse=True)
def _tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "QUICK", TINY)
    monkeypatch.setattr(command, "load_dataset", lambda _name: SMALL)
    monkeypatch.setattr(at_hand, "OPTIONAL", {"torch": _not_installed})
    monkeypatch.setattr(Peer, "threads", (1,))
    monkeypatch.setattr("benchmarks.cost.grid.SIZES", ((10, 100), (10, 10)))
    monkeypatch.setattr("benchmarks.ratios.gc.collect", lambda: 0)  # of all that tests imported


def _not_installed(_task: object) -> list[Peer]:
    raise ModuleNotFoundError("No module named 'torch'", name="torch")


@pytest.mark.parametrize(
    ("section", "says"),
    [
        ("speed", "| torch | not installed | not installed |"),
        ("products", "times the products"),
        ("grid", "| hidden 10, batch 100 |"),
        ("growth", "| exponent |"),
    ],
)
def test_a_section_prints_its_table(
    section: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command.main(["--quick", "--only", section])
    printed = capsys.readouterr().out
    assert "NumPy's BLAS" in printed
    assert says in printed


def test_quiet_steps_hold_no_evaluation_and_no_probe() -> None:
    steps = QuietSteps(SMALL, Shape(hidden_size=5))  # an epoch is 36 iterations
    steps.settle(5)
    seen = [len(steps.trainer.histories[0].evaluations), len(steps.trainer.histories[0].probes)]
    steps.trainer.advance(5)
    history = steps.trainer.histories[0]
    assert [len(history.evaluations), len(history.probes)] == seen


def test_an_epoch_too_short_for_quiet_steps_is_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        QuietSteps(subset(SMALL, 2_400), Shape(batch_size=1_000))


def test_dark_pixels_are_no_part_of_the_floor() -> None:
    assert varying_pixels(SMALL) == 784 - 28


def test_a_subset_keeps_the_share_of_test_images() -> None:
    part = subset(SMALL, 600)
    assert (len(part.x_train), len(part.x_test)) == (600, 100)
