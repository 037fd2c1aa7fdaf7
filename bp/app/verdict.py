"""A verdict as a line on a page: sign, word and sentence."""

import streamlit as st

from bp.insight import VERDICTS, Diagnosis

COLOURS = {"good": "green", "info": "blue", "warning": "orange", "bad": "red"}


def verdict_line(diagnosis: Diagnosis) -> None:
    """The verdict's icon and label, then its sentence with the figures."""
    verdict = VERDICTS[diagnosis.verdict]
    colour = COLOURS[verdict.severity]
    st.markdown(f":{colour}[{verdict.icon} **{verdict.label}.**] {diagnosis.headline}")
