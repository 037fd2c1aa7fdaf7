"""The pages by section: the folders of `pages/` are the sections."""

import streamlit as st

from bp.app.components.controls.link import forget_link, say_unused, show_links
from bp.app.components.controls.settings import forget_page
from bp.app.live.workspace import open_workspace
from bp.app.unknown import NOT_FOUND

PAGE = "page"  # in the session: the address of the page that ran last


def run_page() -> None:
    """Run the page that was chosen, below what was wrong in the link to it."""
    page = st.navigation(sections(), position="top")
    asked = {}
    if st.session_state.get(PAGE) != page.url_path:
        st.session_state[PAGE] = page.url_path
        forget_link()
        forget_page()
        asked = st.query_params.to_dict()
    open_workspace()
    above = st.container()
    try:
        page.run()
    finally:  # a page may end early
        say_unused(asked)
        with above:
            show_links()


def visible_pages() -> list[st.Page]:
    """The pages that the navigation shows, in its order."""
    pages = [page for section in sections().values() for page in section]
    return [page for page in pages if page.visibility == "visible"]


def sections() -> dict[str, list[st.Page]]:
    """The navigation. A page's `url_path` is part of every link that was ever shared."""
    return {
        "Explore": [
            st.Page(
                "pages/explore/train.py",
                title="Train",
                icon=":material/play_circle:",
                url_path="home",
                default=True,  # so it is served at the root, whatever its path says
            ),
            st.Page("pages/explore/train.py", url_path="train", visibility="hidden"),  # and here
            st.Page("pages/explore/not_found.py", url_path=NOT_FOUND, visibility="hidden"),
            st.Page(
                "pages/explore/compare.py",
                title="Compare",
                icon=":material/stacked_line_chart:",
                url_path="compare",
            ),
            st.Page(
                "pages/explore/find_rate.py",
                title="Find a rate",
                icon=":material/travel_explore:",
                url_path="find-rate",
            ),
        ],
        "Understand": [
            st.Page(
                "pages/understand/failure.py",
                title="When it fails",
                icon=":material/heart_broken:",
                url_path="failure",
            ),
            st.Page(
                "pages/understand/gradient_check.py",
                title="Gradient check",
                icon=":material/rule:",
                url_path="gradient-check",
            ),
            st.Page(
                "pages/understand/inside.py",
                title="Look inside",
                icon=":material/neurology:",
                url_path="inside",
            ),
            st.Page(
                "pages/understand/graph.py",
                title="Computational graph",
                icon=":material/account_tree:",
                url_path="graph",
            ),
        ],
    }
