"""Train up to sixteen networks side by side that differ in one hyperparameter."""

from functools import partial

import streamlit as st

from bp.app.compare.exports import export_menu
from bp.app.compare.state import (
    SLOT,
    begin,
    bring_back,
    comparison_for,
    controls,
    is_changed,
)
from bp.app.compare.view import VIEWS, compare_view, in_common
from bp.app.compare.why import why_one_of
from bp.app.components.buttons import button_row, training_buttons
from bp.app.components.changed import say_changed, say_passed
from bp.app.components.chart_controls import chart_controls
from bp.app.components.controls.widgets import segments
from bp.app.components.headings import page_title
from bp.app.components.saved import say_saved
from bp.app.live.connection import end_page

heading = st.container()
field, configs = controls()

live = comparison_for(configs)
with heading:
    page_title(
        "Compare",
        "Train up to sixteen networks together that differ in one thing, and see what it does.",
        in_common(field, configs) if configs else "",
    )
if live is None:
    end_page()
changed = is_changed(live, configs)

with button_row():
    training_buttons(
        SLOT,
        live,
        train="Train all",
        changed=changed,
        refused=not configs,
        reset=partial(begin, configs or live.configs),
        bring_back=bring_back,
    )
    choice = chart_controls(many_runs=True)
    view = segments("View", list(VIEWS), "Overlay", hidden=True, key="view")
    if not live.running and not live.untouched:
        export_menu(live.trainer)
if changed:
    say_changed(
        "You changed the settings. The curves below are of the comparison before; **Train all** "
        "starts the new one."
    )
elif configs and configs[0].iterations < live.trainer.iteration:
    say_passed(live, configs[0].iterations)
compare_view(live, choice, view)
if not live.running and not live.untouched:
    why_one_of(live.trainer)
say_saved(live)
