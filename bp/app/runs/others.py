"""Kept maps and gradient checks: a table of each, and what can be done with the one chosen."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from bp.app.components.controls.link import go_to
from bp.app.runs.controls import A_PAGE, page_of
from bp.app.runs.kinds import Kept, Kind
from bp.app.runs.state import bring_back, problems_said, put_away


def kept_view(database: Engine, kind: Kind) -> None:
    """Draw a page of the maps or checks that are wanted, and below it what is chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        search = st.text_input("Search", key="kept_search", placeholder="words of it, data, id")
        deleted = st.toggle("Those that were deleted", key="kept_deleted")
    wanted: dict[str, Any] = {"search": search.strip(), "deleted": deleted}
    count = kind.count(database, **wanted)
    if not count:
        _nothing(database, kind)
        return
    found = kind.listed(database, **wanted, limit=A_PAGE, offset=page_of(count) * A_PAGE)
    if chosen := _table(kind, found):
        _chosen(kind, chosen, deleted=deleted)
    else:
        st.caption("Choose one to open it.")


def _nothing(database: Engine, kind: Kind) -> None:
    if kind.count(database):
        st.info("Nothing kept is like that.", icon=":material/filter_list_off:")
        return
    st.info(kind.empty, icon=":material/inventory_2:")
    st.page_link(kind.page, label=kind.page_name, icon=":material/play_circle:")


def _table(kind: Kind, found: Sequence[Kept]) -> Kept | None:
    """Draw one row each; the one that is chosen."""
    table = pd.DataFrame([kind.row(each) | _when(each) for each in found])
    state = st.dataframe(
        table,
        hide_index=True,
        column_config={
            "Begun (UTC)": st.column_config.DatetimeColumn(format="YYYY-MM-DD HH:mm"),
        },
        on_select="rerun",
        selection_mode="single-row",
        key=table_key(found),
    )
    rows = [row for row in state.selection.rows if row < len(found)]
    return found[rows[0]] if rows else None


def table_key(found: Sequence[Kept]) -> str:
    """Another one for other rows, so that none of them is chosen."""
    return f"kept_table_{hash(tuple(each.id for each in found))}"


def _when(each: Kept) -> dict[str, object]:
    return {
        "Status": each.status,
        "Begun (UTC)": datetime.fromtimestamp(each.created, UTC),
        "Id": each.id,
    }


def _chosen(kind: Kind, chosen: Kept, *, deleted: bool) -> None:
    if deleted:
        undo = partial(bring_back, [chosen.id])
        st.button("Bring back", icon=":material/undo:", type="primary", on_click=undo)
        return
    with st.container(horizontal=True, gap="small"):
        label = f"Open on {kind.page_name}"
        if st.button(label, icon=":material/open_in_new:", type="primary"):
            _open(kind, chosen)
        away = partial(put_away, [chosen])
        st.button("Delete", icon=":material/delete:", on_click=away)


def _open(kind: Kind, chosen: Kept) -> None:
    address = None
    with problems_said():
        address = kind.open(chosen)
    if address is not None:
        go_to(kind.page, address)
    st.rerun()
