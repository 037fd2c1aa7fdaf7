"""The navigation, and the page that was chosen in it."""

from pathlib import Path

import streamlit as st

from bp.app.components.controls.link import forget_link, go_to, note_asked, say_unused, show_links
from bp.app.components.controls.settings import forget_page, note_drawn
from bp.app.live.workspace import open_workspace
from bp.app.pages import HOME, SECTIONS, PageEntry

STYLE = Path(__file__).with_name("style.css")
PAGE = "page"  # in the session: the address of the page that ran last


def run_page() -> None:
    """Run the page that was chosen, below what was wrong in the link to it."""
    st.html(STYLE)
    page = st.navigation(pages(), position="top")
    if st.session_state.get(PAGE) != page.url_path:
        st.session_state[PAGE] = page.url_path
        forget_link()
        forget_page()
        note_asked()
    open_workspace()
    _menu()
    above = st.container()
    try:
        page.run()
        note_drawn()
    finally:  # a page may end early
        say_unused()
        with above:
            show_links()


def pages() -> list[st.Page]:
    """All pages, as Streamlit has them, in the order of their sections."""
    return [_page(entry) for entries in SECTIONS.values() for entry in entries]


def visible_pages() -> list[st.Page]:
    """The pages that the navigation shows, in its order."""
    return [page for page in pages() if page.visibility == "visible"]


def _menu() -> None:
    """The way to the other pages in a narrow window, apart from the controls."""
    titles = {page.title: page for page in visible_pages()}
    chosen = st.menu_button("Pages", list(titles), icon=":material/menu:", key="pages_menu")
    if chosen:
        go_to(titles[chosen])


def _page(entry: PageEntry) -> st.Page:
    file = f"pages/{entry.file}"
    if not entry.title:
        return st.Page(file, url_path=entry.address, visibility="hidden")
    icon = f":material/{entry.icon}:"
    is_first = entry.address == HOME
    return st.Page(file, title=entry.title, icon=icon, url_path=entry.address, default=is_first)
