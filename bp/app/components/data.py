"""Data sets for pages: loaded with a word to the user, or explained when they cannot be."""

import streamlit as st

from bp.app.live.connection import end_page
from bp.data import DATASETS, Dataset, DatasetError, load_dataset


def dataset_or_stop(name: str) -> Dataset:
    """Return the data set; where it cannot be loaded, say why and end this run of the page."""
    label = DATASETS[name].label if name in DATASETS else name  # a kept run may know others
    try:
        with st.spinner(f"Loading {label} …", show_time=True):
            return load_dataset(name)
    except DatasetError as error:
        st.error(str(error), icon=":material/database_off:")
        end_page()
