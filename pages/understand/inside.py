"""Look into a trained network: weights, mistakes, its reading of your digits, curvature."""

import streamlit as st

from bp.app.components.headings import page_title
from bp.app.inside.state import chosen_run, offer
from bp.app.inside.view import inside_view, view_control
from bp.app.live.connection import end_page

heading = st.container()
controls = st.container(horizontal=True, vertical_alignment="center", key="inside_controls")
with controls:
    run = chosen_run()

with heading:
    page_title(
        "Look inside",
        "See what a trained network looks for, what it gets wrong, and how it reads your digits.",
    )
if run is None:
    offer()
    end_page()

with controls:
    view = view_control()
inside_view(run, view)
