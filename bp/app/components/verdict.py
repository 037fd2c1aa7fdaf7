"""A verdict as a line on a page: sign, word and sentence."""

import streamlit as st

from bp.diagnosis import Diagnosis
from bp.diagnosis.edge import Edge

COLOURS = {"good": "green", "info": "blue", "warning": "orange", "bad": "red"}


def verdict_line(diagnosis: Diagnosis) -> None:
    """The icon and label of a verdict, then its sentence with the figures."""
    shown = diagnosis.gravest
    _line(shown.icon, shown.severity, diagnosis.label, diagnosis.headline)


def edge_line(edge: Edge) -> None:
    """On which side of the edge a rate is, likewise."""
    _line(edge.icon, edge.severity, edge.label, edge.sentence)


def _line(icon: str, severity: str, label: str, sentence: str) -> None:
    st.markdown(f":{COLOURS[severity]}[{icon} **{label}.**] {sentence}")
