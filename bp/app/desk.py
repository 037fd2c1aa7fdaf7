"""What one page has in training, and what it had before: nothing is thrown away unasked."""

import streamlit as st

from bp.app.live import LiveTraining
from bp.app.shelf import new_token, shelf


class Desk:
    """A page's place in the session for the training at hand and the one before it.

    `name` is also the name in the address under which a refresh finds the training again.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    @property
    def current(self) -> LiveTraining | None:
        """The training at hand."""
        return st.session_state.get(f"{self.name}_current")

    @property
    def before(self) -> LiveTraining | None:
        """The training that was replaced last."""
        return st.session_state.get(f"{self.name}_before")

    def put(self, live: LiveTraining) -> LiveTraining:
        """Take `live` to hand; what was there is paused and, if it had begun, set aside."""
        if self.current:
            self.current.pause()
            if not self.current.untouched:
                st.session_state[f"{self.name}_before"] = self.current
        st.session_state[f"{self.name}_current"] = live
        return live

    def bring_back(self) -> LiveTraining | None:
        """Exchange the training at hand with the one before, if any; return what is at hand."""
        before = st.session_state.pop(f"{self.name}_before", None)
        return self.put(before) if before else self.current

    def restore(self) -> None:
        """After a refresh: take to hand a copy of the training that the address names."""
        token = st.query_params.get(self.name)
        if token and not self.current and (live := shelf().copy_of(token)):
            self.put(live)

    def keep(self) -> None:
        """Make the training at hand outlive a refresh, by a token in the address."""
        if self.current and (self.current.running or not self.current.untouched):
            token = st.session_state.setdefault(f"{self.name}_token", new_token())
            shelf().put(token, self.current)
            if st.query_params.get(self.name) != token:
                st.query_params[self.name] = token
