"""Unlucky start: this seed failed where most of the others do well."""

from dataclasses import replace

from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import is_poor
from bp.diagnosis.rates import lowered, within
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts import dead, dying, unstable
from bp.diagnosis.wording import loss, rate, units
from bp.training import TrainConfig


def applies(facts: Facts) -> bool:
    """It is dead, dying or unstable, and more than half of all seeds are not poor."""
    is_dying = dying.applies(facts) and is_poor(facts)
    failed = dead.applies(facts) or unstable.applies(facts) or is_dying
    return failed and facts.learning_repeats > (facts.repeats + 1) / 2


def sentence(facts: Facts) -> str:
    """How the other seeds do."""
    dead_units = units(facts.dead_units, facts.config.hidden_size)
    return (
        f"With seed {facts.config.seed} it fails ({dead_units} hidden units are dead, loss "
        f"{loss(facts.recent_loss)}), but {facts.learning_repeats:,} of {facts.repeats:,} other "
        f"seeds learn: a learning rate of {rate(facts.learning_rate)} is at the edge here, and "
        "chance decides."
    )


def cures(facts: Facts) -> list[TrainConfig]:
    """A rate that is less at the mercy of chance; or the next seed."""
    seed = int(within("seed", facts.config.seed + 1))
    return [lowered(facts, facts.learning_rate), replace(facts.config, seed=seed)]


VERDICT = Verdict("Unlucky start", "warning", ":material/casino:", applies, sentence, cures)
