"""Why a run did or did not learn: verdict, evidence, cure and the chain of events."""

from bp.insight.diagnosis import Diagnosis, cures, diagnose
from bp.insight.events import Event, chain_of_events
from bp.insight.verdicts import VERDICTS, Verdict

__all__ = ["VERDICTS", "Diagnosis", "Event", "Verdict", "chain_of_events", "cures", "diagnose"]
