"""The entry: `streamlit run streamlit_app.py`."""

import streamlit as st

from bp.app.navigation import sections
from bp.app.start import lifespan


def main() -> None:
    """Set up the page, then run the one that was chosen."""
    st.set_page_config("Backpropagation, live", "bp/app/icon.png", layout="wide")
    st.navigation(sections(), position="top").run()


app = st.App("streamlit_app.py", lifespan=lifespan)

if __name__ == "__main__":  # worker processes import this file, and must not run it
    main()
