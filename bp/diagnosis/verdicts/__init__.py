"""The verdicts, in the order in which they are asked: the first that applies is the one."""

from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts import (
    dead,
    diverged,
    dying,
    learning,
    not_started,
    overfitting,
    too_early,
    too_slow,
    unlucky_start,
    unstable,
)

VERDICTS: dict[str, Verdict] = {
    "diverged": diverged.VERDICT,
    "unlucky_start": unlucky_start.VERDICT,
    "dead": dead.VERDICT,
    "dying": dying.VERDICT,
    "too_early": too_early.VERDICT,
    "not_started": not_started.VERDICT,
    "unstable": unstable.VERDICT,
    "too_slow": too_slow.VERDICT,
    "overfitting": overfitting.VERDICT,
    "learning": learning.VERDICT,
}
