"""What the mistake is that was made on purpose, and what it needs to show."""

import streamlit as st

from bp.app.gradient_check.run import CheckRun
from bp.gradient_check import MISTAKES

UNITS = {"hidden_size": "hidden units"}  # of settings, where their names do not say it


def show_mistake(name: str) -> None:
    """The line as it should be, beside the line as it was written."""
    mistake = MISTAKES[name]
    st.caption(f"{mistake.explanation} {mistake.needs}")
    right, wrong = st.columns(2, gap="small")
    right.code(f"{mistake.right}  # as it should be", language="python")
    wrong.code(f"{mistake.wrong}  # as it was written", language="python")


def cure_button(run: CheckRun) -> None:
    """The one change that makes the mistake show, where it is not made already."""
    shows_with = MISTAKES[str(run.settings.mistake)].shows_with
    if shows_with is None:
        return
    setting, value = shows_with
    if value == "classes":
        value = len(run.trainer.networks[0].params["b2"])
    if getattr(run.settings.config, setting, run.settings.samples) == value:
        return

    def use() -> None:
        st.session_state[f"check_{setting}"] = value

    if st.button(
        f"Use {value} {UNITS.get(setting, setting)}",
        icon=":material/build:",
        key="check_cure",
        on_click=use,
    ):
        st.rerun()  # the controls are outside of the fragment
