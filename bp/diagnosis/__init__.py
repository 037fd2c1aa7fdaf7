"""Why a run did or did not learn: verdict, evidence, cure and the chain of events."""

from bp.diagnosis.diagnosing import Diagnosis, cures, diagnose
from bp.diagnosis.events import Event, chain_of_events
from bp.diagnosis.verdict import Verdict
from bp.diagnosis.verdicts import VERDICTS

__all__ = ["VERDICTS", "Diagnosis", "Event", "Verdict", "chain_of_events", "cures", "diagnose"]
