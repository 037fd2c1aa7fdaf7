"""What the mistake is that was made on purpose, and what it needs to show."""

import streamlit as st

from bp.app.gradient_check.run import CheckRun
from bp.gradient_check import MISTAKES

# Where a mistake changes nothing: the control to move, and its unit. One is about the classes.
CURES: dict[str, tuple[str, int | str | None, str]] = {
    "relu-mask": ("check_samples", 3, "samples"),
    "batch-size": ("check_samples", 3, "samples"),
    "transpose": ("check_hidden_size", None, "hidden units"),
    "bias-mean": ("check_samples", 3, "samples"),
    "one-hot": ("check_targets", "one-hot", "targets"),
}


def show_mistake(name: str) -> None:
    """The line as it should be, beside the line as it was written."""
    mistake = MISTAKES[name]
    st.caption(f"{mistake.explanation} {mistake.needs}")
    right, wrong = st.columns(2, gap="small")
    right.code(f"{mistake.right}  # as it should be", language="python")
    wrong.code(f"{mistake.wrong}  # as it was written", language="python")


def cure_button(run: CheckRun) -> None:
    """The one change that makes the mistake show, where it is not made already."""
    key, value, unit = CURES[str(run.settings.mistake)]
    if value is None:
        value = len(run.trainer.networks[0].params["b2"])
    config = run.settings.config
    now = {
        "check_samples": run.settings.samples,
        "check_hidden_size": config.hidden_size,
        "check_targets": config.targets,
    }
    if now[key] == value:
        return

    def use() -> None:
        st.session_state[key] = value

    if st.button(f"Use {value} {unit}", icon=":material/build:", key="check_cure", on_click=use):
        st.rerun()  # the controls are outside of the fragment
