"""The entry: `streamlit run streamlit_app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from bp.app.live.frames import frame_route
from bp.app.startup import after_first_page, lifespan, ready_for_pages
from bp.app.unknown import UnknownPages
from bp.app.visitor import Visitors


def main() -> None:
    """Set up the page, then run the one that was chosen."""
    ready_for_pages()
    from bp.app.components.page_status import page_status
    from bp.app.navigation import run_page  # not before: the server should answer first

    st.set_page_config(
        "Backpropagation, live",
        "bp/app/icon.png",
        layout="wide",
        # In a frame of another page the controls would take a third of it.
        initial_sidebar_state="collapsed" if st.context.is_embedded else "auto",
    )
    st.logo("bp/app/logo.svg", size="large")
    page_status()
    try:
        run_page()
    finally:  # a page may end early, where there is nothing more to show
        after_first_page()


app = st.App(
    "streamlit_app.py",
    lifespan=lifespan,
    routes=[frame_route()],
    middleware=[Middleware(Visitors), Middleware(UnknownPages)],
)

if __name__ == "__main__":  # worker processes import this file, and must not run it
    main()
