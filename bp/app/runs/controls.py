"""Which kept runs to show: what is searched for, the filters, the order, the page."""

from dataclasses import fields

import streamlit as st
from sqlalchemy import Engine

from bp.app.components.controls.widgets import in_the_address
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
NO_TAG, NO_VERDICT, NO_SETTING = "Any tag", "Any verdict", "Any"


def wanted_runs(database: Engine) -> Wanted:
    """Draw the filters; what they ask for."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input(
            "Search", **in_the_address("runs_search"), placeholder="name, notes, tags, id"
        )
        verdict = st.selectbox(
            "Verdict",
            [NO_VERDICT, *VERDICTS],
            format_func=lambda name: VERDICTS[name].label if name in VERDICTS else name,
            **in_the_address("runs_verdict"),
        )
        tag = st.selectbox("Tag", [NO_TAG, *all_tags(database)], **in_the_address("runs_tag"))
        order = st.selectbox(
            "Order",
            list(ORDERS),
            format_func=lambda name: ORDERS[name],
            **in_the_address("runs_order"),
        )
        with st.popover("More", icon=":material/filter_list:"):
            settings = _setting()
            ascending = st.toggle("In reverse", **in_the_address("runs_reverse"))
            deleted = st.toggle("Those that were deleted", **in_the_address("runs_deleted"))
    return Wanted(
        search=search.strip(),
        settings=settings,
        verdict="" if verdict == NO_VERDICT else verdict,
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
        [NO_SETTING, *SETTINGS],
        format_func=lambda name: label(name) if name in SETTINGS else name,
        **in_the_address("runs_setting"),
    )
    text = st.text_input("is", **in_the_address("runs_value"), disabled=name == NO_SETTING)
    if name == NO_SETTING or not text.strip():
        return {}
    try:
        return {name: read_field(name, text.strip())}
    except (ConfigError, NumberError) as error:
        st.error(str(error))
        return {}
