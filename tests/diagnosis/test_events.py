import re

import numpy as np
import pytest

from bp.diagnosis import chain_of_events
from bp.training import History, TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, begun, trained


def sentences(history: History) -> str:
    return "\n".join(f"{event.iteration}: {event.sentence}" for event in chain_of_events(history))


@pytest.mark.parametrize("verdict", ILLS)
def test_events_come_in_order_within_the_run_each_with_a_sentence(verdict: str) -> None:
    run = trained(ILLS[verdict])
    events = chain_of_events(run)
    iterations = [event.iteration for event in events]
    assert iterations == sorted(iterations)
    assert iterations[0] == 0
    assert iterations[-1] == run.iteration
    assert all(event.sentence.endswith(".") for event in events)


def test_a_death_is_told_with_the_figures_of_the_probes() -> None:
    run = trained(ILLS["dead"])
    told, probes = sentences(run), run.probes.set_index("iteration")
    assert f"0: The update is {probes.update_ratio[0]:.2g} times the weights." in told
    highest = run.loss.argmax()
    assert f"{highest}: The loss of a batch is {run.loss.max():,.1f}, after 2.846" in told
    assert "W1, b1 and W2 have a gradient of exactly 0" in told
    for iteration, count in re.findall(r"(\d+): (\d+) of 50 hidden units (?:is|are) off", told):
        assert probes.dead_units[int(iteration)] == int(count)


def test_the_gradient_is_zero_from_where_it_is_said_to_be() -> None:
    run = trained(ILLS["dead"])
    since = next(e.iteration for e in chain_of_events(run) if "exactly 0" in e.sentence)
    probes = run.probes[["iteration", "gradient_W1", "gradient_b1", "gradient_W2", "gradient_b2"]]
    after = probes[probes.iteration >= since]
    assert not after[["gradient_W1", "gradient_b1", "gradient_W2"]].to_numpy().any()
    assert (after.gradient_b2 > 0).all()
    before = probes[probes.iteration < since].iloc[-1]
    assert before[["gradient_W1", "gradient_b1", "gradient_W2"]].any()


def test_a_healthy_run_tells_of_its_progress_alone() -> None:
    run = trained(ILLS["learning"])
    told = sentences(run)
    assert "% of the weights" in told
    assert "below that of guessing (2.302, about ln 10)" in told
    assert "past 90\u00a0%" in told
    assert "jumped" not in told
    assert "exactly 0" not in told


def test_the_iteration_of_the_first_loss_beyond_numbers_is_told() -> None:
    run = trained(ILLS["diverged"])
    first = int(np.flatnonzero(~np.isfinite(run.loss))[0])
    assert f"{first}: The loss is no longer a finite number." in sentences(run)


def test_a_changed_rate_is_told() -> None:
    trainer = begun(TrainConfig(**DIGITS, iterations=60), 30)
    trainer.set_learning_rate(0, 1e-5)
    trainer.advance(30)
    assert "30: The learning rate goes from 0.1 to 1e-5." in sentences(trainer.histories[0])
