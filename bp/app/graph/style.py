"""The one style sheet of the graph page: Graphviz knows neither the theme nor the screen.

Streamlit draws the DOT text in the browser and sets all of its letters to one small size. Here
they get the size that the layout was made for, black becomes the theme's text colour, the two
colours of the palette move a little towards it, and a phone gets the drawing that runs downwards.
Nothing answers the pointer: it would be told Graphviz's own names.
"""

import streamlit as st

from bp.charts.graph.dot import FONT_SIZE, OPERATOR_SIZE
from bp.charts.palette import BLUE, VERMILLION

ACROSS, DOWN, SENTENCE = "graph_across", "graph_down", "graph_sentence"
PHONE = 700  # pixels; narrower than this, the graph runs downwards

STYLE = f"""
.stGraphVizChart svg text {{ font-size: {FONT_SIZE}px; }}
.stGraphVizChart svg text[font-size^="{OPERATOR_SIZE}"] {{ font-size: {OPERATOR_SIZE}px; }}
.stGraphVizChart svg text:not([fill]) {{ fill: currentColor; }}
.stGraphVizChart svg text[fill="{BLUE.lower()}"] {{
    fill: color-mix(in srgb, currentColor 25%, {BLUE});
}}
.stGraphVizChart svg text[fill="{VERMILLION.lower()}"] {{
    fill: color-mix(in srgb, currentColor 25%, {VERMILLION});
}}
.stGraphVizChart svg g {{ pointer-events: none; }}
.st-key-{DOWN} {{ display: none; }}
.st-key-{SENTENCE} {{ min-height: 4.5rem; }}
@media (max-width: {PHONE}px) {{
    .st-key-{ACROSS} {{ display: none; }}
    .st-key-{DOWN} {{ display: flex; }}
    .st-key-{SENTENCE} {{ min-height: 7.5rem; }}
}}
"""


def graph_style() -> None:
    """Put the style sheet on this page."""
    st.html(f"<style>{STYLE}</style>")
