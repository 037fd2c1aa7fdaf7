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
    train = "pages/explore/train.py"
    return {
        "Explore": [
            # The default is served at the root, whatever its path says; so Train is here twice.
            _page(train, "home", "Train", "play_circle", default=True),
            st.Page(train, url_path="train", visibility="hidden"),
            st.Page("pages/explore/not_found.py", url_path=NOT_FOUND, visibility="hidden"),
            _page("pages/explore/compare.py", "compare", "Compare", "stacked_line_chart"),
            _page("pages/explore/find_rate.py", "find-rate", "Find a rate", "travel_explore"),
        ],
        "Understand": [
            _page("pages/understand/failure.py", "failure", "When it fails", "heart_broken"),
            _page("pages/understand/gradient_check.py", "gradient-check", "Gradient check", "rule"),
            _page("pages/understand/inside.py", "inside", "Look inside", "neurology"),
            _page("pages/understand/graph.py", "graph", "Computational graph", "account_tree"),
        ],
        "Library": [
            st.Page(
                "pages/library/runs.py",
                title="Runs",
                icon=":material/inventory_2:",
                url_path="runs",
            ),
        ],
    }


def _page(path: str, address: str, title: str, icon: str, *, default: bool = False) -> st.Page:
    icon = f":material/{icon}:"
    return st.Page(path, title=title, icon=icon, url_path=address, default=default)
