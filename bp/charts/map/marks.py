"""How a verdict looks on a map: a letter and a colour.

There are more verdicts than colours that anybody can tell apart, so the letter decides.
"""

from bp.charts.palette import (
    BLUE,
    BROWN,
    GREEN,
    GREY,
    MAGENTA,
    PURPLE,
    SKY_BLUE,
    VERMILLION,
    VIOLET,
)
from bp.diagnosis import VERDICTS, verdict_label

MARKS = {
    "learning": ("L", BLUE),
    "lost_units": ("U", GREEN),
    "overconfident": ("C", GREEN),
    "overfitting": ("O", GREEN),
    "past_its_best": ("P", GREEN),
    "too_slow": ("S", PURPLE),
    "too_early": ("E", SKY_BLUE),
    "not_started": ("N", GREY),
    "dying": ("Y", VIOLET),
    "unstable": ("T", BROWN),
    "too_small": ("M", BROWN),
    "local_minimum": ("K", BROWN),
    "unlucky_start": ("R", BROWN),
    "dead": ("D", VERMILLION),
    "diverged": ("X", MAGENTA),
    "saturated": ("A", MAGENTA),
    "weight_decay": ("W", PURPLE),
    "alike": ("I", GREY),
    "mismatched": ("B", PURPLE),
}
OTHER = ("?", GREY)  # a verdict of another release, or one that has no letter yet


def letter(verdict: str) -> str:
    """The letter of a verdict, by its key."""
    return MARKS.get(verdict, OTHER)[0]


def colour(verdict: str) -> str:
    """Its colour."""
    return MARKS.get(verdict, OTHER)[1]


def legend(verdict: str) -> str:
    """Letter and name: "D  Dead"."""
    return f"{letter(verdict)}  {verdict_label(verdict)}"


def is_failure(verdict: str) -> bool:
    """Whether a run with this verdict failed: the edge is drawn around those."""
    return verdict in VERDICTS and VERDICTS[verdict].severity == "bad"
