"""Whether a rate kills a network, by several seeds: near the edge one seed decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bp.diagnosis.diagnosing import diagnose
from bp.diagnosis.verdict import Severity
from bp.diagnosis.wording import units
from bp.training import History, TrainConfig

SEEDS = 5
ITERATIONS = 300  # the first ten decide, as REPORT.md has it; by then the loss has settled, too


@dataclass(frozen=True)
class Edge:
    """On which side of the edge a learning rate is, as a word and a sentence with figures."""

    label: str
    severity: Severity
    icon: str  # one of Streamlit's Material icons
    sentence: str


def seeds_at(config: TrainConfig) -> list[TrainConfig]:
    """The config with the seeds, and for as long, as it takes to tell."""
    return [replace(config, seed=seed, iterations=ITERATIONS) for seed in range(SEEDS)]


def edge(histories: Sequence[History]) -> Edge:
    """Judge a learning rate by finished runs that differ in nothing but their seed.

    At the edge the last bit of a product decides whether a network dies. Two machines may then
    count a seed more or less; with one seed they would say opposite things.
    """
    verdicts = [diagnose(history).verdict for history in histories]
    dead = verdicts.count("dead")
    counted = f"It dies with {dead or 'none'} of {len(verdicts)} seeds: {_dead_units(histories)}."
    if dead == len(verdicts):
        return Edge("Dead", "bad", ":material/cancel:", counted)
    if dead:
        return Edge("On the edge", "warning", ":material/casino:", counted)
    if {"dying", "lost_units"} & set(verdicts):
        return Edge("Losing units", "warning", ":material/warning:", counted)
    return Edge("Alive", "good", ":material/check_circle:", counted)


def _dead_units(histories: Sequence[History]) -> str:
    """How many units are dead at the end: 42 to 50 of 50."""
    config = histories[0].config
    found = sorted({history.last.dead_units for history in histories if history.last})
    fewest = f"{found[0]} to " if len(found) > 1 else ""
    most = units(found[-1], config.hidden_size)
    are = "is" if found == [1] else "are"
    return f"after {config.iterations:,} iterations {fewest}{most} hidden units {are} dead"
