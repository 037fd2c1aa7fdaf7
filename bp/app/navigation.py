"""The pages by section: the folders of `pages/` are the sections."""

import streamlit as st


def sections() -> dict[str, list[st.Page]]:
    """The navigation. A page's `url_path` is part of every link that was ever shared."""
    return {
        "Explore": [
            st.Page(
                "pages/explore/train.py",
                title="Train",
                icon=":material/play_circle:",
                url_path="train",
                default=True,
            ),
        ],
    }
