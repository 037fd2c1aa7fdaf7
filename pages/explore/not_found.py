"""There is no page at this address: say so, and lead to those that there are."""

import streamlit as st

from bp.app.components.controls.link import as_code
from bp.app.components.headings import page_title
from bp.app.navigation import visible_pages

asked = st.query_params.get("address", "")
page_title("No such page", f"There is no page at {as_code('/' + asked)}. These there are:")
for page in visible_pages():
    st.page_link(page)
