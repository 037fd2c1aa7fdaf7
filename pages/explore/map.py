"""Map where training fails: many runs over two hyperparameters, coloured by their verdict."""

import streamlit as st

from bp.app.boundary.view import boundary_view
from bp.app.components.changed import say_changed
from bp.app.components.headings import page_title
from bp.app.components.saved import say_saved
from bp.app.map.controls import map_controls
from bp.app.map.insight import show_insight
from bp.app.map.state import at_hand
from bp.app.map.subject import BOUNDARY, subject
from bp.app.map.view import map_buttons, map_view

page_title(
    "Map",
    "Train hundreds of networks over two hyperparameters, and see where they learn, where they "
    "fail, and why.",
)
with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
    is_boundary = subject() == BOUNDARY
    beside = st.container(horizontal=True, width="content", gap="small")
asked = None if is_boundary else map_controls(beside)
live = at_hand()
if is_boundary:
    boundary_view()
else:
    map_buttons(asked, live)
    if live is None:
        st.info(
            "Press **Map**. The map fills from coarse to fine while you look on, or elsewhere: its "
            "shape shows after a tenth of the runs.",
            icon=":material/grid_on:",
        )
    else:
        if asked and live.space != asked:
            say_changed("You changed the settings. The map below is the one before.")
        map_view(live)
        say_saved(live)
        if not live.running:
            show_insight(live.work.table, live.space.varied, total=len(live.space.configs))
