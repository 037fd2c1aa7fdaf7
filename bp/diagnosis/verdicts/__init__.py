"""The verdicts, in the order in which they are asked: the first that applies is the one."""

from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts import (
    alike,
    dead,
    diverged,
    dying,
    learning,
    local_minimum,
    lost_units,
    mismatched,
    not_started,
    overconfident,
    overfitting,
    past_its_best,
    saturated,
    too_early,
    too_slow,
    too_small,
    unlucky_start,
    unstable,
)

VERDICTS: dict[str, Verdict] = {
    "diverged": diverged.VERDICT,
    "unlucky_start": unlucky_start.VERDICT,
    "dead": dead.VERDICT,
    "saturated": saturated.VERDICT,
    "too_early": too_early.VERDICT,
    "alike": alike.VERDICT,
    "local_minimum": local_minimum.VERDICT,
    "dying": dying.VERDICT,
    "too_small": too_small.VERDICT,
    "not_started": not_started.VERDICT,
    "mismatched": mismatched.VERDICT,
    "unstable": unstable.VERDICT,
    "too_slow": too_slow.VERDICT,
    "past_its_best": past_its_best.VERDICT,
    "overfitting": overfitting.VERDICT,
    "lost_units": lost_units.VERDICT,
    "overconfident": overconfident.VERDICT,
    "learning": learning.VERDICT,
}
