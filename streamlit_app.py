"""The entry: `streamlit run streamlit_app.py`."""

import streamlit as st

from bp.app.start import after_first_page, lifespan, ready_for_pages


def main() -> None:
    """Set up the page, then run the one that was chosen."""
    ready_for_pages()
    from bp.app.navigation import sections  # not before: the server should answer first
    from bp.app.page_status import page_status
    from bp.app.workspace import open_workspace

    st.set_page_config("Backpropagation, live", "bp/app/icon.png", layout="wide")
    page_status()
    try:
        page = st.navigation(sections(), position="top")
        open_workspace()
        page.run()
    finally:  # a page may end early, where there is nothing more to show
        after_first_page()


app = st.App("streamlit_app.py", lifespan=lifespan)

if __name__ == "__main__":  # worker processes import this file, and must not run it
    main()
