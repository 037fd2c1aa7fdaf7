"""Near the edge one seed decides nothing: several are counted."""

from dataclasses import replace

import pytest

from bp.diagnosis import diagnose
from bp.diagnosis.edge import ITERATIONS, SEEDS, edge, seeds_at
from bp.training import History, TrainConfig
from tests.diagnosis.runs import DIGITS, ILLS, trained

ALIVE = replace(ILLS["learning"], learning_rate=0.1, iterations=ITERATIONS)
DEAD = replace(ALIVE, scaling="raw", learning_rate=1)


def runs(dead: int, alive: int) -> list[History]:
    """So many histories of either kind, far from the edge."""
    return [trained(DEAD)] * dead + [trained(ALIVE)] * alive


def dead_units(config: TrainConfig) -> int:
    return trained(config).evaluation_records[-1].dead_units


def test_the_seeds_differ_in_nothing_else() -> None:
    config = TrainConfig(**DIGITS, seed=7)
    tried = seeds_at(config)
    assert [one.seed for one in tried] == list(range(SEEDS))
    assert {replace(one, seed=7) for one in tried} == {replace(config, iterations=ITERATIONS)}


@pytest.mark.parametrize(
    ("dead", "alive", "label", "counted", "found"),
    [
        (5, 0, "Dead", "5 of 5", "{most} of 10"),
        (4, 1, "On the edge", "4 of 5", "{fewest} to {most} of 10"),
        (1, 4, "On the edge", "1 of 5", "{fewest} to {most} of 10"),
        (0, 5, "Alive", "none of 5", "{fewest} of 10"),
    ],
)
def test_what_is_said_is_what_was_counted(
    dead: int, alive: int, label: str, counted: str, found: str
) -> None:
    said = edge(runs(dead, alive))
    units = found.format(fewest=dead_units(ALIVE), most=dead_units(DEAD))
    assert said.label == label
    assert said.sentence == (
        f"It dies with {counted} seeds: after 300 iterations {units} hidden units "
        f"{'is' if units.startswith('1 of') else 'are'} dead."
    )


def test_units_that_die_are_told_where_no_network_does() -> None:
    wounded = trained(ILLS["dying"])
    assert diagnose(wounded).verdict == "dying"
    said = edge([wounded, *runs(0, 4)])
    assert (said.label, said.severity) == ("Losing units", "warning")


def test_units_lost_in_a_network_that_learns_are_told_as_well() -> None:
    """The default of the page's right slider: 14 to 29 of 50 units died, and it said Alive."""
    runs = [trained(one) for one in seeds_at(TrainConfig(learning_rate=1.0))]
    dead = [run.evaluation_records[-1].dead_units for run in runs]
    assert max(dead) >= 10
    assert "dead" not in {diagnose(run).verdict for run in runs}
    said = edge(runs)
    assert (said.label, said.severity) == ("Losing units", "warning")
    assert f"{min(dead)} to {max(dead)} of 50 hidden units are dead" in said.sentence


@pytest.mark.parametrize(("rate", "label"), [(0.1, "Dead"), (0.001, "Alive")])
def test_far_from_the_edge_all_seeds_agree(rate: float, label: str) -> None:
    config = TrainConfig(scaling="raw", learning_rate=rate)
    assert edge([trained(one) for one in seeds_at(config)]).label == label
