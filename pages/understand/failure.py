"""The report's failure, reproduced, explained and cured, as an article with live figures."""

import streamlit as st

from bp.app.components.data import dataset_or_stop
from bp.app.components.headings import page_title
from bp.app.failure import article as failure
from bp.app.failure import experiments as failure_experiments
from bp.app.failure.edge import find_the_edge

ARTICLE = 920  # pixels: lines that an eye can follow

page_title(
    "When it fails",
    "One published network never trained with a learning rate above 0.05. See it fail, see why, "
    "and see two cures.",
)
with st.container(width=ARTICLE):
    dataset = failure.data_choice()

    failure.the_claim()
    dataset_or_stop(dataset)
    histories = failure_experiments.reproduction(dataset)
    if histories:
        failure.what_you_see(histories)
        failed = failure.chosen_failure(histories)
        failure.first_iterations(failed)
        failure.dead_units(histories, failed)
        failure.zero_gradients(failed)
        failure.why_255(failed)
        failure_experiments.cures(failed)
        failure_experiments.other_flat_line(dataset)
    find_the_edge(dataset)
