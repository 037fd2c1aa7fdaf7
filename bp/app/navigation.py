"""The navigation, and the page that was chosen in it."""

import streamlit as st

from bp.app.components.controls.link import forget_link, say_unused, show_links
from bp.app.components.controls.settings import forget_page, note_drawn
from bp.app.live.workspace import open_workspace
from bp.app.pages import HOME, SECTIONS, PageEntry

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
        note_drawn()
    finally:  # a page may end early
        say_unused(asked)
        with above:
            show_links()


def visible_pages() -> list[st.Page]:
    """The pages that the navigation shows, in its order."""
    pages = [page for section in sections().values() for page in section]
    return [page for page in pages if page.visibility == "visible"]


def sections() -> dict[str, list[st.Page]]:
    """The pages by section, as Streamlit has them."""
    return {section: [_page(entry) for entry in entries] for section, entries in SECTIONS.items()}


def _page(entry: PageEntry) -> st.Page:
    file = f"pages/{entry.file}"
    if not entry.title:
        return st.Page(file, url_path=entry.address, visibility="hidden")
    icon = f":material/{entry.icon}:"
    is_first = entry.address == HOME
    return st.Page(file, title=entry.title, icon=icon, url_path=entry.address, default=is_first)
