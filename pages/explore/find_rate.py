"""Find a learning rate by a range test, and see whether it holds."""

import streamlit as st

from bp.app.components.changed import say_changed
from bp.app.components.headings import page_title
from bp.app.find_rate.controls import range_controls
from bp.app.find_rate.proof import proof
from bp.app.find_rate.state import answers, at_hand
from bp.app.find_rate.view import range_buttons, range_view, show_suggestions
from bp.app.live.connection import end_page

page_title(
    "Find a learning rate",
    "Let the rate rise from iteration to iteration, and see where this network learns and where "
    "it breaks.",
)
asked = range_controls()
live = at_hand()
range_buttons(asked, live)
if live is None:
    st.info(
        "Press **Find a rate**. Three fresh networks train for a few seconds, at a learning rate "
        "that rises with each iteration. Their loss shows which rates are too small, right, or "
        "too large.",
        icon=":material/travel_explore:",
    )
    end_page()
if asked and not answers(live.work, asked):
    say_changed(
        "You changed the settings. Below is the test before; **Find again** starts a new one."
    )
range_view(live)
if live.work.suggestions:
    show_suggestions(live.work)
    proof(live.work)
