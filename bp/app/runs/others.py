"""Kept maps and gradient checks: a table of each, and what can be done with the one chosen."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy import Engine

from bp.app.components.controls.form import value_text
from bp.app.components.controls.link import go_to
from bp.app.gradient_check.settings import CheckSettings
from bp.app.gradient_check.state import open_kept_check
from bp.app.map.state import open_kept_map
from bp.app.runs.controls import A_PAGE, page_of
from bp.app.runs.state import bring_back, problems_said, put_away
from bp.data import DatasetError
from bp.gradient_check import MISTAKES
from bp.search.space import Space
from bp.store import (
    KeptCheck,
    ListedMap,
    StoreError,
    count_checks,
    count_maps,
    list_checks,
    list_maps,
)
from bp.training.config import label, named

Kept = ListedMap | KeptCheck


@dataclass(frozen=True)
class Kind:
    """A kind of what is kept beside runs: how it is found, shown and opened."""

    count: Callable[..., int]
    listed: Callable[..., Sequence[Any]]
    row: Callable[[Any], dict[str, object]]
    open: Callable[[Any], dict[str, str]]  # what the address says beside the controls' own
    page: str  # where it opens
    page_name: str
    empty: str  # what to do where there is none


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


def _map_row(kept: ListedMap) -> dict[str, object]:
    asked, base = kept.space.get("asked", []), kept.space.get("base", {})
    runs = "?"
    with suppress(ValueError, KeyError, TypeError):  # it may be of another release
        runs = f"{Space.from_description(kept.space).runs:,}"
    return {
        "Varied": " · ".join(f"{named(field)}: {text}" for field, text in asked),
        label("dataset"): kept.dataset,
        label("iterations"): base.get("iterations"),
        "Runs done": f"{kept.runs_done:,} of {runs}",
    }


def _check_row(kept: KeptCheck) -> dict[str, object]:
    settings, found = kept.settings, kept.found
    config = settings["config"]
    mistake = settings.get("mistake")
    network = ("hidden_size", "activation", "scaling", "targets", "seed")
    return {
        "Found": kept.headline,
        "Parameters checked": f"{found.get('done', 0):,} of {found.get('total', 0):,}",
        "Mistake": MISTAKES[mistake].label if mistake in MISTAKES else mistake or "none",
        "Step h": value_text(settings["h"]),
        "Precision": settings["precision"],
        "Samples": settings["samples"],
        "Training first": f"{settings.get('iterations', 0):,} iterations",
        label("dataset"): kept.dataset,
        **{label(name): config.get(name) for name in network},
    }


def _open_map(kept: ListedMap) -> dict[str, str]:
    open_kept_map(kept.id)
    return {}


def _open_check(kept: KeptCheck) -> dict[str, str]:
    try:
        settings = CheckSettings.from_description(kept.settings)
        return open_kept_check(settings, int(kept.settings.get("sample", 0)))
    except DatasetError as error:
        raise StoreError(str(error)) from error
    except (TypeError, ValueError, KeyError) as error:  # of another release, or damaged
        raise StoreError(f"This gradient check cannot be read: {error}") from error


MAPS = Kind(
    count_maps,
    list_maps,
    _map_row,
    _open_map,
    "pages/explore/map.py",
    "Map",
    "No map is kept yet. Each one that is drawn on the page Map is kept by itself, run by run.",
)
CHECKS = Kind(
    count_checks,
    list_checks,
    _check_row,
    _open_check,
    "pages/understand/gradient_check.py",
    "Gradient check",
    "No gradient check is kept yet. Each one is kept by itself, once for the same settings.",
)
