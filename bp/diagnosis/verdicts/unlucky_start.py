"""Unlucky start: this seed failed where most of the others do well."""

from bp.diagnosis.clearness import CLEAR, certain
from bp.diagnosis.facts import Facts
from bp.diagnosis.progress import poor, the_loss
from bp.diagnosis.rates import lowered, within
from bp.diagnosis.verdict import Cure, Verdict, cure
from bp.diagnosis.verdicts import dead, dying, local_minimum, unstable
from bp.diagnosis.wording import hidden_units_are, rate


def applies(facts: Facts) -> float:
    """It is dead, dying, stuck or unstable, and more than half of all seeds learn."""
    most_learn = facts.learning_repeats > (facts.repeats + 1) / 2
    if not most_learn or (poor(facts) <= -CLEAR and facts.dead_share < 1):
        return certain(False)  # nearly always so: what is no more than `poor` need not be asked
    return max(verdict.applies(facts) for verdict in (dead, dying, local_minimum, unstable))


def sentence(facts: Facts) -> str:
    """How the other seeds do."""
    dead_units = hidden_units_are(facts.dead_units, facts.config.hidden_size)
    return (
        f"With seed {facts.config.seed} it fails: {dead_units} dead, and "
        f"{the_loss(facts)}. But {facts.learning_repeats:,} of {facts.repeats:,} other seeds learn."
    )


def why(facts: Facts) -> str:
    """Chance decides where the rate is at the edge."""
    return (
        f"The seeds differ in their initial weights and batches alone, so at a learning rate of "
        f"{rate(facts.fatal_rate)} chance decides. A smaller rate leaves less to chance."
    )


def cures(facts: Facts) -> list[Cure]:
    """A rate that is less at the mercy of chance; or the next seed."""
    seed = int(within("seed", facts.config.seed + 1))
    another = cure(facts, "Another seed may be luckier.", seed=seed)
    return [lowered(facts, facts.fatal_rate), another]


VERDICT = Verdict("Unlucky start", "warning", ":material/casino:", applies, sentence, why, cures)
