"""The entry: `streamlit run streamlit_app.py`."""

import streamlit as st

from bp.app.navigation import sections
from bp.app.start import prepare_process


def main() -> None:
    """Set up the page, then run the one that was chosen."""
    st.set_page_config("Backpropagation, live", "bp/app/icon.png", layout="wide")
    prepare_process()
    st.navigation(sections(), position="top").run()


if __name__ == "__main__":  # worker processes import this file, and must not run it
    main()
