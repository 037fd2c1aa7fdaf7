"""A verdict as a line on a page: sign, word and sentence."""

import streamlit as st

from bp.diagnosis import VERDICTS, Diagnosis, Verdict
from bp.diagnosis.edge import Edge

COLOURS = {"good": "green", "info": "blue", "warning": "orange", "bad": "red"}


def verdict_line(diagnosis: Diagnosis) -> None:
    """The verdict's icon and label, then its sentence with the figures."""
    _line(VERDICTS[diagnosis.verdict], diagnosis.headline)


def edge_line(edge: Edge) -> None:
    """On which side of the edge a rate is, likewise."""
    _line(edge, edge.sentence)


def _line(verdict: Verdict | Edge, sentence: str) -> None:
    colour = COLOURS[verdict.severity]
    st.markdown(f":{colour}[{verdict.icon} **{verdict.label}.**] {sentence}")
