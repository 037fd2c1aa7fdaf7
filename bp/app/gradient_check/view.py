"""The moving part of the gradient check: verdict, table and charts."""

import streamlit as st

from bp.app.components.buttons import pause_button
from bp.app.components.figures import where_instead
from bp.app.components.headings import parameter_count
from bp.app.gradient_check.charts import show_errors_by_step, show_maps
from bp.app.gradient_check.mistakes import cure_button, show_mistake
from bp.app.gradient_check.run import CheckRun
from bp.app.gradient_check.state import LiveCheck, check_again
from bp.app.gradient_check.tables import show_largest, show_summary
from bp.app.gradient_check.text import finding
from bp.app.live.watch import watch
from bp.app.live.work import GRACE


def check_view(live: LiveCheck) -> None:
    """Show the check, and go on showing it while it runs."""

    def progress(run: CheckRun, running: bool) -> None:
        share, text = _progress_text(run, live, running=running)
        st.progress(share, text=text)

    def check(run: CheckRun, running: bool) -> None:
        show_check(run, running=running)

    buttons, bar = st.columns([1, 2], vertical_alignment="center", gap="small")
    with buttons:
        _buttons(live)
    with bar:
        watch(live, progress)
    watch(live, check)


def _buttons(live: LiveCheck) -> None:
    with st.container(horizontal=True, gap="small", key="check_buttons"):
        again = "Another sample" if live.work.settings.entries else "Check again"
        stopped = not live.running and not live.work.finished
        st.button(
            "Go on" if stopped else again,
            icon=":material/play_arrow:" if stopped else ":material/replay:",
            key="check_go",
            type="primary",
            on_click=live.start if stopped else check_again,
            disabled=live.running,
        )
        pause_button(live, "Stop", icon=":material/stop:", key="check_stop")


def show_check(run: CheckRun, *, running: bool) -> None:
    """Everything that is known so far, in the same places from the first frame to the last."""
    _show_finding(run, running=running)
    if run.check is None or not run.check.done:
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


def _progress_text(run: CheckRun, live: LiveCheck, *, running: bool) -> tuple[float, str]:
    """The share that is done, and the words above the bar."""
    if run.problem:
        return 0.0, "Nothing to check"
    if run.check is None:
        done, total = run.trainer.iteration, run.settings.iterations
        text = f"{done:,} of {total:,} iterations of training"
    else:
        done, total = run.check.done, run.check.total
        text = f"{done:,} of {total:,} parameters"
        whole = parameter_count(run.trainer.dataset, run.settings.config)
        if total < whole:
            text += f", a sample of {whole:,}"
    if not run.finished and not running:
        text += f" · stopped{': ' if live.problem else ''}{live.problem}"
        text += f", since no browser was there for {GRACE:.0f} s" if live.unwatched else ""
    if run.seconds:
        text += f" · {run.seconds:.2f} s"
    text += where_instead()
    return done / total, text
