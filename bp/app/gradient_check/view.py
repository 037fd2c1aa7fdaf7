"""The moving part of the gradient check: verdict, table and charts, then a slice of work."""

import streamlit as st

from bp.app.gradient_check.charts import show_errors_by_step, show_maps
from bp.app.gradient_check.mistakes import cure_button, show_mistake
from bp.app.gradient_check.run import CheckRun, LiveCheck
from bp.app.gradient_check.state import check_again
from bp.app.gradient_check.tables import show_largest, show_summary
from bp.app.gradient_check.text import finding
from bp.app.live.watch import FRAME


def check_view(live: LiveCheck) -> None:
    """Show the check, and go on showing it while it runs."""
    turn = live.take_over()
    every = FRAME if live.running else None

    @st.fragment(run_every=every)
    def progress() -> None:
        share, text = _progress_text(live.run, running=live.running)
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
    show_summary(run.check)
    by_step, by_entry = st.columns(2, gap="medium")
    with by_step:
        show_errors_by_step(run)
    with by_entry:
        show_maps(run.check, running=running)
    show_largest(run.check)


def _show_finding(run: CheckRun, *, running: bool) -> None:
    found = finding(run, running=running)
    box = getattr(st, found.kind)
    with st.container(key="check_verdict"):
        box(f"**{found.headline}** {found.figures}", icon=found.icon)
        if run.settings.mistake:
            if not running and (run.problem or found.kind == "info"):
                cure_button(run)
            show_mistake(run.settings.mistake)


def _progress_text(run: CheckRun, *, running: bool) -> tuple[float, str]:
    """The share that is done, and the words above the bar."""
    if run.problem:
        return 0.0, "Nothing to check"
    if run.check is None:
        done, total = run.trainer.iteration, max(run.settings.iterations, 1)
        return done / total, f"{done:,} of {run.settings.iterations:,} iterations of training"
    done, total = run.check.done, run.check.total
    text = f"{done:,} of {total:,} parameters"
    if total < run.parameters:
        text += f", a sample of {run.parameters:,}"
    if not run.finished and not running:
        text += " · stopped"
    if run.seconds:
        text += f" · {run.seconds:.2f} s"
    return done / total, text
