"""The moving part of the gradient check: verdict, table and charts, then a slice of work."""

import pandas as pd
import streamlit as st

from bp.app.gradient_check_charts import show_errors_by_step, show_maps
from bp.app.gradient_check_run import CheckRun, LiveCheck
from bp.app.gradient_check_session import check_again
from bp.app.gradient_check_words import finding, progress_text
from bp.app.live import FRAME
from bp.nn import MISTAKES, VERDICTS

LARGEST = 10  # rows of the table of largest differences
CURES = {  # what makes a mistake show that changes nothing: the control, and a value for it
    "relu-mask": ("check_samples", 3, "Use 3 samples"),
    "batch-size": ("check_samples", 3, "Use 3 samples"),
    "transpose": ("check_hidden_size", 10, "Use 10 hidden units"),
    "bias-mean": ("check_samples", 3, "Use 3 samples"),
    "one-hot": ("check_targets", "one-hot", "Use one-hot targets"),
}
COLUMNS = {
    "parameter": st.column_config.TextColumn("Array"),
    "entries": st.column_config.NumberColumn("Checked", format="localized"),
    "verdict": st.column_config.TextColumn(
        "Verdict", help="By CS231n's bands, on what stands out of the rounding."
    ),
    "mean_absolute": st.column_config.NumberColumn(
        "Mean |a - n|", format="%.1e", help="Mean absolute difference, without kinks."
    ),
    "largest_absolute": st.column_config.NumberColumn(
        "Largest |a - n|", format="%.1e", help="Largest absolute difference, without kinks."
    ),
    "median_relative": st.column_config.NumberColumn(
        "Median relative",
        format="%.1e",
        help="Median of |a - n| / (|a| + |n|), without kinks and where not both are 0.",
    ),
    "largest_relative": st.column_config.NumberColumn(
        "Largest relative",
        format="%.1e",
        help="Without kinks. Where a gradient is nearly 0, rounding alone makes it large.",
    ),
    "judged_relative": st.column_config.NumberColumn(
        "Beyond rounding",
        format="%.1e",
        help="The largest relative error that stands out of the numerical gradient's own "
        "rounding and truncation. The verdict judges this one.",
    ),
    "kinks": st.column_config.NumberColumn(
        "Past a kink",
        format="localized",
        help="Entries for which a ReLU is on at one end of the step and off at the other.",
    ),
}


def check_view(live: LiveCheck) -> None:
    """Show the check, and go on showing it while it runs."""
    turn = live.take_over()
    every = FRAME if live.running else None

    @st.fragment(run_every=every)
    def progress() -> None:
        share, text = progress_text(live.run, running=live.running)
        st.progress(share, text=text)

    @st.fragment(run_every=every)
    def frame() -> None:
        # Draw first: what is still on its way to the browser when the next run starts is lost.
        was_running = live.running
        with live.at_rest() as run:
            show_check(run, running=was_running)
        live.advance_slice(turn)
        if was_running and not live.running:
            st.rerun()

    buttons, bar = st.columns([1, 2], vertical_alignment="center", gap="small")
    with buttons:
        _buttons(live)
    with bar:
        progress()
    frame()


def _buttons(live: LiveCheck) -> None:
    with st.container(horizontal=True, gap="small", key="check_buttons"):
        again = "Another sample" if live.run.settings.entries else "Check again"
        stopped = not live.running and not live.run.finished
        st.button(
            "Go on" if stopped else again,
            icon=":material/play_arrow:" if stopped else ":material/replay:",
            key="check_go",
            type="primary",
            on_click=live.go_on if stopped else check_again,
            disabled=live.running,
        )
        st.button(
            "Stop",
            icon=":material/stop:",
            key="check_stop",
            on_click=live.stop,
            disabled=not live.running,
        )


def show_check(run: CheckRun, *, running: bool) -> None:
    """Everything that is known so far, in the same places from the first frame to the last."""
    _show_finding(run, running=running)
    if run.check is None:
        return
    st.dataframe(
        _with_marks(run.check.summary()),
        hide_index=True,
        column_config=COLUMNS,
        column_order=list(COLUMNS),
        key="check_summary",
        alt="Table of the differences between the two gradients, one row a parameter array.",
    )
    by_step, by_entry = st.columns(2, gap="medium")
    with by_step:
        show_errors_by_step(run)
    with by_entry:
        show_maps(run.check)
    _show_largest(run)


def _show_finding(run: CheckRun, *, running: bool) -> None:
    found = finding(run, running=running)
    box = getattr(st, found.kind)
    with st.container(key="check_verdict"):
        box(f"**{found.headline}** {found.figures}", icon=found.icon)
        mistake = run.settings.mistake
        if mistake and (found.kind == "info" or run.problem) and not running:
            _cure_button(mistake)
        if mistake:
            _show_mistake(mistake)


def _cure_button(mistake: str) -> None:
    key, value, label = CURES[mistake]

    def use() -> None:
        st.session_state[key] = value

    if st.button(label, icon=":material/build:", key="check_cure", on_click=use):
        st.rerun()  # the controls are outside of the fragment


def _show_mistake(name: str) -> None:
    mistake = MISTAKES[name]
    st.caption(f"{mistake.explanation} {mistake.needs}")
    right, wrong = st.columns(2, gap="small")
    right.code(f"{mistake.right}  # as it should be", language="python")
    wrong.code(f"{mistake.wrong}  # as it was written", language="python")


def _with_marks(summary: pd.DataFrame) -> pd.DataFrame:
    marks = [
        f"{VERDICTS[verdict].mark} {verdict}" if checked else "–"
        for verdict, checked in zip(summary["verdict"], summary["entries"], strict=True)
    ]
    return summary.assign(verdict=marks)


def _show_largest(run: CheckRun) -> None:
    assert run.check is not None
    table = run.check.largest(LARGEST)
    st.markdown("**The largest differences**")
    places = [
        f"{parameter}[{', '.join(map(str, index))}]"
        for parameter, index in zip(table["parameter"], table["index"], strict=True)
    ]
    st.dataframe(
        table.assign(entry=places, remark=table["kink"].map({True: "past a ReLU kink", False: ""})),
        hide_index=True,
        column_order=["entry", *GRADIENTS, "remark"],
        column_config={
            "entry": "Entry",
            **{
                name: st.column_config.NumberColumn(label, format=form)
                for name, (label, form) in GRADIENTS.items()
            },
            "remark": "Remark",
        },
        key="check_largest",
        alt="Table of the entries with the largest differences, with both gradients.",
    )


GRADIENTS = {
    "backpropagation": ("Backpropagation a", "%.6e"),
    "numerical": ("Numerical n", "%.6e"),
    "difference": ("|a - n|", "%.1e"),
    "relative_error": ("Relative error", "%.1e"),
}
