"""Why a run did or did not learn: verdict, evidence, cure and the chain of events."""

from bp.diagnosis.diagnosing import (
    Diagnosis,
    diagnose,
    gravest,
    verdict_label,
    verdict_of,
    verdicts_of,
)
from bp.diagnosis.events import Event, chain_of_events
from bp.diagnosis.outcome import Outcome, outcome
from bp.diagnosis.verdict import Cure, Verdict
from bp.diagnosis.verdicts import VERDICTS

__all__ = [
    "VERDICTS",
    "Cure",
    "Diagnosis",
    "Event",
    "Outcome",
    "Verdict",
    "chain_of_events",
    "diagnose",
    "gravest",
    "outcome",
    "verdict_label",
    "verdict_of",
    "verdicts_of",
]
