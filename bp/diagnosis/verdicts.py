"""The verdicts: one entry each, in the order in which they are asked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bp.diagnosis import sentences, symptoms, treatments
from bp.diagnosis.measures import Measures
from bp.training import TrainConfig

Severity = Literal["good", "info", "warning", "bad"]


@dataclass(frozen=True)
class Verdict:
    """What is said of a run, when, and what to do about it."""

    label: str
    severity: Severity
    icon: str  # one of Streamlit's Material icons
    applies: Callable[[Measures], bool]
    sentence: Callable[[Measures], str]
    cures: Callable[[Measures], list[TrainConfig]] = treatments.none


VERDICTS: dict[str, Verdict] = {
    "diverged": Verdict(
        "Diverged",
        "bad",
        ":material/trending_up:",
        symptoms.diverged,
        sentences.diverged,
        treatments.restart_smaller,
    ),
    "unlucky_start": Verdict(
        "Unlucky start",
        "warning",
        ":material/casino:",
        symptoms.unlucky_start,
        sentences.unlucky_start,
        treatments.other_seed,
    ),
    "dead": Verdict(
        "Dead",
        "bad",
        ":material/cancel:",
        symptoms.dead,
        sentences.dead,
        treatments.restart_smaller,
    ),
    "dying": Verdict(
        "Dying",
        "warning",
        ":material/warning:",
        symptoms.dying,
        sentences.dying,
        treatments.lower_rate,
    ),
    "too_early": Verdict(
        "Too early to say",
        "info",
        ":material/hourglass_top:",
        symptoms.too_early,
        sentences.too_early,
    ),
    "not_started": Verdict(
        "Not started",
        "bad",
        ":material/horizontal_rule:",
        symptoms.not_started,
        sentences.not_started,
        treatments.raise_rate,
    ),
    "unstable": Verdict(
        "Unstable",
        "bad",
        ":material/ssid_chart:",
        symptoms.unstable,
        sentences.unstable,
        treatments.lower_rate,
    ),
    "too_slow": Verdict(
        "Too slow",
        "warning",
        ":material/hourglass_bottom:",
        symptoms.too_slow,
        sentences.too_slow,
        treatments.raise_rate,
    ),
    "overfitting": Verdict(
        "Overfitting",
        "warning",
        ":material/call_split:",
        symptoms.overfitting,
        sentences.overfitting,
        treatments.stop_early,
    ),
    "learning": Verdict(
        "Learning well",
        "good",
        ":material/check_circle:",
        lambda _measures: True,
        sentences.learning,
    ),
}
