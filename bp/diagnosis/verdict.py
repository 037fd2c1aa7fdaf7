"""What a verdict is: a word for the state of a run, when it applies, and what it leads to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bp.diagnosis.facts import Fact, Facts
from bp.diagnosis.wording import iterations, rate
from bp.training import TrainConfig

Severity = Literal["good", "info", "warning", "bad"]


@dataclass(frozen=True)
class Cure:
    """A proposal: to be trained before it is called a cure."""

    config: TrainConfig
    instead_of: TrainConfig  # the run as it was trained, at the rate that is to blame
    reason: str  # a sentence for the user


@dataclass(frozen=True)
class Complaint:
    """A figure that a cure should bring down."""

    name: str
    figure: Callable[[Facts], Fact]
    noise: float  # what other seeds differ by: a share of it, or a number of it
    relative: bool = True
    shown: Callable[[float], str] = "{:.3f}".format


# Eight seeds of seven healthy configs of mnist-5k and digits, 1,000 iterations: their training
# losses have a standard deviation of 1 to 3 %, their test losses of 1 to 4 %. The bounds are wider,
# since a run that is to be cured is less even than these.
TRAIN_LOSS = Complaint("the training loss", lambda facts: facts.train_loss, 0.1)
TEST_LOSS = Complaint("the test loss", lambda facts: facts.test_loss, 0.06)


def no_cures(_facts: Facts) -> list[Cure]:
    """Nothing to cure."""
    return []


@dataclass(frozen=True)
class Verdict:
    """What is said of a run, when, and what to do about it."""

    label: str
    severity: Severity
    icon: str  # one of Streamlit's Material icons
    applies: Callable[[Facts], float]  # how clearly: see bp/diagnosis/clearness.py
    sentence: Callable[[Facts], str]  # where it stands, for the user, with figures in it
    why: Callable[[Facts], str]  # cause, mechanism, consequence, in two or three sentences
    cures: Callable[[Facts], list[Cure]] = no_cures  # the one that meets the cause first
    complaints: Sequence[Complaint] = (TRAIN_LOSS,)  # by what a cure is judged

    @property
    def finds_fault(self) -> bool:
        """Whether something is wrong with the run, rather than to be noted."""
        return self.severity in ("warning", "bad")


def cure(facts: Facts, reason: str, *, blamed: float | None = None, **changes: object) -> Cure:
    """The config of a run with some changes; `blamed` is the rate that is to blame.

    Where the rate was moved and none is to blame, it is to be trained with the one that brought it
    furthest: the latest alone may lead nowhere.
    """
    if blamed is None:
        changes = {"learning_rate": facts.main_rate(facts.iteration)} | changes
    instead_of = replace(facts.config, learning_rate=blamed or facts.learning_rate)
    return Cure(replace(instead_of, **changes), instead_of, reason)  # type: ignore[arg-type]


def stopped_at(facts: Facts, best: Fact, there: str) -> list[Cure]:
    """To train until a figure was best, at the rate that led there; none where that is the start.

    `there` is what was so: "the test loss was lowest".
    """
    if not best.iteration:
        return []
    used = facts.main_rate(best.iteration)
    count = iterations(facts.iterations_at(used, best.iteration))
    way = f": until then {count} had a learning rate of {rate(used)}"
    reason = f"There {there}{way if used != facts.learning_rate else ''}."
    return [cure(facts, reason, learning_rate=used, iterations=best.iteration)]
