"""The table of kept runs, what is chosen in it, and the room that they take."""

import streamlit as st
from sqlalchemy import Engine

from bp.app.runs.controls import A_PAGE, page_of
from bp.app.runs.one import one_run
from bp.app.runs.several import several_runs
from bp.app.runs.state import DELETED, PROBLEM, bring_back, free_room
from bp.app.runs.table import runs_table
from bp.app.runs.taken_along import IMPORTED, import_button
from bp.store import Wanted, count_checks, count_maps, count_runs, list_runs, size


def say_what_was_done() -> None:
    """What the last press did, or why it could not."""
    if problem := st.session_state.pop(PROBLEM, ""):
        st.warning(problem, icon=":material/warning:")
    if imported := st.session_state.pop(IMPORTED, ""):
        st.success(imported, icon=":material/inventory_2:")
    if deleted := st.session_state.get(DELETED):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(f"{len(deleted):,} deleted.")
            st.button(
                "Undo",
                icon=":material/undo:",
                type="tertiary",
                on_click=bring_back,
                args=(deleted,),
            )


def runs_view(database: Engine, wanted: Wanted) -> None:
    """Draw a page of the runs that are wanted, and below it what is chosen."""
    count = count_runs(database, wanted)
    if not count:
        _empty(database)
        return
    page = page_of(count)
    runs = list_runs(database, wanted, limit=A_PAGE, offset=page * A_PAGE)
    chosen = runs_table(runs)
    if not chosen:
        st.caption("Choose one run to open it, or several to compare them as they were trained.")
    elif wanted.deleted:
        st.button(
            "Bring back",
            icon=":material/undo:",
            type="primary",
            on_click=bring_back,
            args=([run.id for run in chosen],),
        )
    elif len(chosen) == 1:
        one_run(database, chosen[0])
    else:
        several_runs(database, chosen)


def room(database: Engine) -> None:
    """How much is kept, the room that it takes, and a way to free it."""
    kept = {
        "run": count_runs(database),
        "map": count_maps(database),
        "gradient check": count_checks(database),
    }
    deleted = count_runs(database, Wanted(deleted=True))
    deleted += count_maps(database, deleted=True) + count_checks(database, deleted=True)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        counts = ", ".join(
            f"{count:,} {name}{'' if count == 1 else 's'}"
            for name, count in kept.items()
            if count or name == "run"
        )
        st.caption(f"{counts} kept, {size(database) / 1e6:,.1f} MB on disk.")
        if deleted:
            st.button(
                f"Remove the {deleted:,} deleted for good",
                icon=":material/delete_forever:",
                type="tertiary",
                help="It frees their room, and cannot be undone. "
                "Runs that train together go together, once all of them are deleted.",
                on_click=free_room,
            )
        import_button(database)


def _empty(database: Engine) -> None:
    if count_runs(database):
        st.info("No kept run is like that.", icon=":material/filter_list_off:")
        return
    st.info(
        "No run is kept yet. Each training of Train and Compare is kept by itself, from its "
        "first iteration on, as is what `python -m bp train` trains.",
        icon=":material/inventory_2:",
    )
    st.page_link("pages/explore/train.py", label="Train a network", icon=":material/play_circle:")
