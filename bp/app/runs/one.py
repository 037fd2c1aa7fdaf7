"""One kept run: what it is called, where it opens, its curves and settings."""

from functools import partial

import streamlit as st
from sqlalchemy import Engine

from bp.app.components.controls.link import go_to
from bp.app.components.copy_link import copy_result_link
from bp.app.components.exports import report_button
from bp.app.components.verdict import verdict_line
from bp.app.runs.state import PAGES, page_for, put_away, take_to_hand
from bp.app.runs.taken_along import files_button
from bp.diagnosis import diagnose
from bp.report import kept_report
from bp.store import KeptRun, load_history, note, rename, tag, untag
from bp.training.config import named


def one_run(database: Engine, run: KeptRun) -> None:
    """Draw what is known of a run, and what can be done with it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        page = page_for(run)
        if st.button(f"Open on {page.capitalize()}", icon=":material/open_in_new:", type="primary"):
            _open(run, PAGES[page])
        if st.button("Look inside", icon=":material/neurology:"):
            _open(run, "pages/understand/inside.py")
        with st.popover("Name, tags, notes", icon=":material/edit:"):
            _words(database, run)
        report_button(lambda: kept_report(database, [run]))
        files_button(database, [run])
        copy_result_link(run.training)
        st.button("Delete", icon=":material/delete:", on_click=partial(put_away, [run]))
    history = load_history(database, run.id)
    if history.iteration:
        verdict_line(diagnose(history))
    if run.notes:
        st.markdown(f"> {run.notes}")
    together = f", one of {run.together} that train together" if run.together > 1 else ""
    st.caption(f"`{run.id}`{together}. " + ", ".join(_settings(run)))


def _open(run: KeptRun, page: str) -> None:
    if take_to_hand(run):
        go_to(page)
    st.rerun()


def _settings(run: KeptRun) -> list[str]:
    return [f"{named(name)} {value}" for name, value in run.settings_text.items()]


def _words(database: Engine, run: KeptRun) -> None:
    with st.form(f"words_{run.id}", border=False):
        name = st.text_input("Name", run.name, max_chars=200)
        tags = st.text_input("Tags, separated by commas", ", ".join(run.tags))
        notes = st.text_area("Notes", run.notes)
        if not st.form_submit_button("Save", type="primary"):
            return
    rename(database, run.id, name)
    note(database, run.id, notes)
    wanted = {" ".join(each.split()) for each in tags.split(",")} - {""}
    for each in wanted - set(run.tags):
        tag(database, [run.id], each)
    for each in set(run.tags) - wanted:
        untag(database, [run.id], each)
    st.rerun()
