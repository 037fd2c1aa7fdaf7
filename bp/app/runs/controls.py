"""Which kept runs to show: what is searched for, the filters, the order, the page."""

from dataclasses import fields

import streamlit as st
from sqlalchemy import Engine

from bp.diagnosis import VERDICTS
from bp.store import Wanted, all_tags
from bp.training import ConfigError, TrainConfig
from bp.training.config import label, read_field
from bp.training.numbers import NumberError

A_PAGE = 25  # runs
SETTINGS = [field.name for field in fields(TrainConfig)]
ORDERS = {
    "created": "Latest first",
    "best_test_accuracy": "Best test accuracy",
    "test_accuracy": "Last test accuracy",
    "iteration": "Iterations done",
    "name": "Name",
} | {name: label(name) for name in SETTINGS}
NO_TAG = "Any tag"


def wanted_runs(database: Engine) -> Wanted:
    """Draw the filters; what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input("Search", key="runs_search", placeholder="name, notes, tags, id")
        verdict = st.selectbox(
            "Verdict",
            ["", *VERDICTS],
            format_func=lambda name: VERDICTS[name].label if name else "Any verdict",
            key="runs_verdict",
        )
        tag = st.selectbox("Tag", [NO_TAG, *all_tags(database)], key="runs_tag")
        order = st.selectbox(
            "Order", list(ORDERS), format_func=lambda name: ORDERS[name], key="runs_order"
        )
        with st.popover("More", icon=":material/filter_list:"):
            settings = _setting()
            ascending = st.toggle("In reverse", key="runs_reverse")
            deleted = st.toggle("Those that were deleted", key="runs_deleted")
    return Wanted(
        search=search.strip(),
        settings=settings,
        verdict=verdict,
        tag="" if tag == NO_TAG else tag,
        deleted=deleted,
        order=order,
        ascending=ascending != (order == "name"),
    )


def page_of(count: int) -> int:
    """The number of the page to show, from 0; a control where there are several."""
    pages = max(-(-count // A_PAGE), 1)
    if pages == 1:
        return 0
    if st.session_state.get("runs_page", 1) > pages:
        st.session_state["runs_page"] = pages
    page = st.number_input(f"Page, of {pages:,}", 1, pages, key="runs_page", width=160)
    return int(page) - 1


def _setting() -> dict[str, object]:
    """A setting that the runs must have."""
    name = st.selectbox(
        "Setting",
        ["", *SETTINGS],
        format_func=lambda name: label(name) if name else "Any",
        key="runs_setting",
    )
    text = st.text_input("is", key="runs_value", disabled=not name)
    if not name or not text.strip():
        return {}
    try:
        return {name: read_field(name, text.strip())}
    except (ConfigError, NumberError) as error:
        st.error(str(error))
        return {}
