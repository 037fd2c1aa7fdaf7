"""Runs that are taken along as files, and brought back from them."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy import Engine

from bp.app.runs.state import PROBLEM
from bp.store import KeptRun, StoreError

IMPORTED = "runs_imported"  # what is said of the last import
UPLOADS = "runs_uploads"  # how many were made: each is a new control, with nothing in it


def files_button(database: Engine, runs: Sequence[KeptRun]) -> None:
    """A download of all that is known of runs, as files that other programs read."""
    ids = [run.id for run in runs]

    def made() -> bytes:
        from bp.store.export import export_zip  # here: few ask for it, and it brings much along

        return export_zip(database, ids)

    st.download_button(
        "Files (ZIP)",
        made,
        "runs.zip",
        "application/zip",
        icon=":material/folder_zip:",
        on_click="ignore",
        help="A folder of each run: curves as CSV and Parquet, settings as JSON, weights as .npz, "
        "two scripts that train it again, and run.npz, which Import takes.",
    )


def import_button(database: Engine) -> None:
    """Files to be kept as runs, here as well as where they were trained."""
    with st.popover("Import", icon=":material/upload_file:", type="tertiary"):
        count = st.session_state.get(UPLOADS, 0)
        files = st.file_uploader(
            "A run.npz, or a ZIP of exported runs",
            type=["npz", "zip"],
            accept_multiple_files=True,
            key=f"{UPLOADS}_{count}",
        )
        pressed = st.button("Keep these runs", type="primary", disabled=not files)
    if pressed and files:
        st.session_state[UPLOADS] = count + 1
        _import(database, [(file.name, file.getvalue()) for file in files])
        st.rerun()


def _import(database: Engine, files: Sequence[tuple[str, bytes]]) -> None:
    from bp.store.export import import_file

    kept: list[str] = []
    for name, content in files:
        try:
            kept += import_file(database, content)
        except StoreError as error:
            st.session_state[PROBLEM] = f"{name}: {error}"
    if kept:
        noun = "run is" if len(kept) == 1 else "runs are"
        st.session_state[IMPORTED] = f"{len(kept)} imported {noun} kept now."
